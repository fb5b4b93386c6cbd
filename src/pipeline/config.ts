/** What we chose, with its source. What was learned or measured stands in the manifest, what training shares in contract. */
import { NETS, TILING } from '../domain/contract';

/** No level of the pyramid below this longest side, pixels: no net reads a photo smaller than its own input's third. */
export const SMALLEST_LEVEL_SIDE = 32;

/** Unit of LNeto's log-side output in its input pixels; part of the net's definition (contract/nets.json). */
export const HEAD_SIDE_UNIT = NETS.lneto.sideUnit;

/** At most so many heads go on to LNets, the hottest first, and so many faces to ANet, the surest first. */
export const MAX_HEADS = 1500;
export const MAX_FACES = 1000;

/** Crops are read and answered so many at a time: what is in memory doesn't grow with the number of faces. */
export const CROPS_AT_A_TIME = 64;

/** LNeto looks at a photo at most so often, whatever is in it and however it lies. */
export const MOST_LOOKS = 64;

/** A long photo is looked at in windows of its short side, which share so much of it; at most in so many, then larger ones. */
export const WINDOW_SHARED = 0.3;
export const MOST_WINDOWS = 40;

/** Side of the squares that are looked at again, in sides of the square before: almost twice as fine. */
export const TILE_SIDE = TILING.side;

/** Neighbouring tiles share at least this share of their side: three by three of them. */
export const TILE_SHARED = TILING.shared;

/**
 * Of these tiles as few are looked at as hold each small head well inside, in the middle of so many of its own sides. With
 * one side faces are lost that two find; every tile that holds a head costs three times the looks (tools/train/LOG.md,
 * detection thresholds).
 */
export const ROOM_FOR_A_HEAD = 2;

/** Photo pixels per pixel of LNeto's input below which a closer look only enlarges blur, and finds faces in it. */
export const FINEST_PITCH = 0.7;

/** Looks within looks: twice is almost four times as fine as LNeto's first look. */
export const DEEPEST_LOOK = TILING.deepestLook;

/**
 * What LNeto takes for a small head inside a head it is at least so sure of, and less than this share as large, is a part
 * of it: an ear, a badge, a collar.
 */
export const SURE_HEAT = TILING.sureHeat;
export const PART_OF_A_HEAD = TILING.partOfAHead;

/**
 * In a photo with a head of at least this share of its longest side, of which LNeto is sure, a small head is worth a closer
 * look from this heat on: what is fainter beside a portrait is its background.
 */
export const PORTRAIT_HEAD = 0.35;
export const PORTRAIT_HEAT = 0.2;

/**
 * Heads whose squares overlap more (IoU) are one head; the hotter one stays. Squares of side s whose centres are d apart
 * overlap by (s − d) / (s + d): at 0.6 that is a quarter of the side, two thirds of a face's size at 2.7 face sizes a
 * square. Two people cheek to cheek are further apart (0.5); two answers to one head are nearer, and those that aren't
 * meet again as faces below.
 */
export const HEAD_OVERLAP_LIMIT = 0.6;

/** Faces whose boxes overlap more (IoU) are one face. Face boxes are tight: two real faces never overlap so much. */
export const FACE_OVERLAP_LIMIT = 0.4;

/** A face of fewer photo pixels, √ of the box's area, is none that anything could be said about. */
export const FACE_SIZE_LIMIT = 12;

/** Scores between which LNets is asked a second time (tools/train/LOG.md, detection thresholds). */
export const DOUBT = { from: 0.2, to: 0.85 } as const;

/**
 * Nets only ever see these batch sizes, ascending: GPU backends compile and keep one program a shape, and varying shapes
 * leak memory in tfjs (tfjs#604). 1 is the selfie, 4 the family, 16 the group.
 */
export const BATCH_SIZES: readonly number[] = [1, 4, 16];

/**
 * Frames of a video are reduced to this longest side, pixels: a face that fills a tenth of the width still has LNets'
 * 128 pixels for its head.
 */
export const FRAME_SIDE = 640;

/**
 * A photo whose best face scores less, or that has none, may lie turned: it is tried the other three ways. A turned way
 * wins with a face of at least TURNED_FACE that scores by TURN_MARGIN more than the best as the photo lies
 * (tools/train/LOG.md, detection thresholds).
 */
export const SURE_FACE = 0.85;
export const TURNED_FACE = 0.7;
export const TURN_MARGIN = 0.05;

/**
 * The soft squares that are laid over a face to see what each place carries: their side in sides of ANet's crop, and how
 * many of them lie side by side. Chosen on celeba_hq_val: of 18, 24, 32, 48 and 64 of 128 pixels, and pairs of these, 24
 * points best; a second size makes it worse, and so does a blurred cover instead of the crop's mean colour.
 */
export const COVERED_PATCHES = { side: 3 / 16, across: 10 } as const;

/** Places along each side of the map that shows what covering does. */
export const COVERING_PLACES = 32;
