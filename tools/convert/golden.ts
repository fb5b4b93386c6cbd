import { ATTRIBUTES } from '../../src/domain/attributes';
import type { Box } from '../../src/domain/geometry';
import { cropFaces } from '../../src/pipeline/analyze';
import { StageClock } from '../../src/pipeline/clock';
import { degrees } from '../../src/pipeline/crop';
import { findFaces } from '../../src/pipeline/localize';
import type { Cascade } from '../../src/pipeline/net';
import { buildPyramid, type RgbaPixels, type RgbPixels } from '../../src/pipeline/pyramid';
import type { Crops } from '../../src/pipeline/sampler';
import { calibrate, describeFaces } from '../../src/pipeline/svm';

/** The depths at which the cascade is pinned, in its order. */
export const DEPTHS = ['map', 'box', 'crop', 'feature', 'score'] as const;
export type Depth = (typeof DEPTHS)[number];

/**
 * The cascade's inner numbers for a photo and its surest face:
 * `map` LNeto's response map, then its heat; `box` x, y, width, height of head and face in photo pixels, roll in degrees,
 * score; `crop` every fourth pixel and row of ANet's input; `feature` ANet's features; `score` the 40 probabilities.
 */
export type Depths = Readonly<Record<Depth, Float32Array>>;

/** Which photo the stored tensors belong to, and where they lie in the file of tensors beside it. */
export interface GoldenIndex {
  /** Version of the manifest whose nets gave the tensors. */
  readonly version: string;
  /** The example photo, and the level of its pyramid whose pixels are stored: small, and no JPEG decoder in between. */
  readonly photo: { readonly file: string; readonly level: number; readonly width: number; readonly height: number };
  /** How many float32 each depth has; they follow the pixels (RGB bytes, padded to 4) in this order. */
  readonly lengths: Readonly<Record<Depth, number>>;
}

export const GOLDEN_FOLDER = 'test/golden';

const numbersOf = ({ x, y, width, height }: Box<'photo'>): number[] => [x, y, width, height];

/** Every fourth pixel of every fourth row: enough to see a crop that moved, a sixteenth of its size. */
const everyFourth = ({ size, values }: Crops): Float32Array =>
  values.filter((_, i) => {
    const pixel = Math.floor(i / 3);
    return pixel % 4 === 0 && Math.floor(pixel / size) % 4 === 0;
  });

/** Runs the cascade stage by stage, on the surest face of the photo. @throws Error when there is none. */
export const depthsOf = async (cascade: Cascade, photo: RgbaPixels): Promise<Depths> => {
  const pyramid = buildPyramid(photo, cascade.manifest.sampler.maxSide);
  const { scene, faces } = await findFaces(cascade, pyramid, new StageClock());
  const [face] = [...faces].sort((a, b) => b.score - a.score);
  if (!face) throw new Error('No face was found in the golden photo.');
  const { head, box, roll, score } = face;
  const crops = cropFaces(cascade, pyramid, [face]);
  const [{ features, margins }] = await describeFaces(cascade, crops);
  const probabilities = calibrate(margins, cascade.manifest.attributes);
  return {
    map: Float32Array.of(...scene.maps.response, ...scene.maps.heat),
    box: Float32Array.of(...numbersOf(head.box), ...numbersOf(box), degrees(roll), score),
    crop: everyFourth(crops),
    feature: features,
    score: Float32Array.from(ATTRIBUTES, (name) => probabilities[name]),
  };
};

/** A level of a pyramid as a photo of its own. */
export const asPhoto = ({ width, height, pixels }: RgbPixels): RgbaPixels => ({
  width,
  height,
  data: new Uint8Array(pixels.map((pixel) => pixel | 0xff000000).buffer),
});
