import type { PerAttribute } from '../domain/attributes';
import { type AttributeName, perAttribute } from '../domain/attributes';
import type { FrameAnalysis, FrameFace, FrameHint } from '../domain/frames';
import type { Box } from '../domain/geometry';
import type { AttributeEntry } from '../domain/manifest';
import { matchFaces } from './matching';
import { correct, firstMotion, type Motion, predict } from './motion';
import { logitOf, sigmoid, strongestAfter } from './strongest';

/** A face of a video, from frame to frame. */
export interface Track {
  /** Never used again for another face. */
  readonly id: number;
  /** Its place among the eight colours, which it keeps. */
  readonly color: number;
  /** Its boxes as they are shown: almost where the last frame had them, without the trembling. */
  readonly face: Box<'photo'>;
  readonly head: Box<'photo'>;
  /** Probability of each attribute, 0–1: its logit smoothed over time. */
  readonly attributes: PerAttribute<number>;
  /** The attributes that say most about it, the strongest first; see {@link strongestAfter}. */
  readonly strongest: readonly AttributeName[];
  /** The last frame's own answer, which the next one is predicted from. */
  readonly seen: Pick<FrameFace, 'face' | 'head' | 'heat'>;
  readonly motion: Motion;
  readonly seenMs: number;
  readonly sightings: number;
}

/** All faces of a video. */
export interface Tracking {
  readonly tracks: readonly Track[];
  readonly nextId: number;
  /** When LNeto last looked at a whole frame. */
  readonly searchedMs: number;
  readonly frameMs: number;
}

export const NO_TRACKS: Tracking = {
  tracks: [],
  nextId: 1,
  searchedMs: Number.NEGATIVE_INFINITY,
  frameMs: Number.NEGATIVE_INFINITY,
};

const COLORS = 8;
/** A face that goes behind another, or turns away, is still itself when it comes back within this time. */
export const MEMORY_MS = 2_000;
/** So long it is looked for in each frame. */
const COASTING_MS = 700;
/** A face that isn't seen is shown no longer than this. */
export const SHOWN_MS = 300;
/** LNeto looks for newcomers this often. */
const SEARCH_MS = 400;
/** One sighting may be a mistake. */
const SIGHTINGS = 2;
/** Time constants, seconds: after one of them two thirds of a change have come through. */
const ATTRIBUTES_S = 0.7;
const BOXES_S = 0.04;

/** The share of the new in an exponential mean, for values that come at uneven times. */
const newShare = (elapsedMs: number, constantS: number): number => 1 - Math.exp(-elapsedMs / 1000 / constantS);

const blend = (before: number, now: number, share: number): number => before + (now - before) * share;

const blendBox = (a: Box<'photo'>, b: Box<'photo'>, share: number): Box<'photo'> => ({
  x: blend(a.x, b.x, share),
  y: blend(a.y, b.y, share),
  width: blend(a.width, b.width, share),
  height: blend(a.height, b.height, share),
});

/** The motion of a face as it is expected to be at a time. */
const motionAt = ({ motion, seenMs }: Track, nowMs: number): Motion => predict(motion, (nowMs - seenMs) / 1000);

/** The head box of the last frame, carried on as the face moved. */
const predictedHead = (track: Track, nowMs: number): Box<'photo'> => {
  const { seen, motion, seenMs } = track;
  const seconds = (nowMs - seenMs) / 1000;
  return {
    ...seen.head,
    x: seen.head.x + motion.velocityX * seconds,
    y: seen.head.y + motion.velocityY * seconds,
  };
};

/** What the next frame should be looked at for. */
export const hintFor = ({ tracks, searchedMs, frameMs }: Tracking, nowMs: number): FrameHint => {
  const expected = tracks.filter(({ seenMs }) => nowMs - seenMs <= COASTING_MS);
  const isOneLost = expected.some(({ seenMs }) => seenMs < frameMs);
  return {
    heads: expected.map((track) => ({ box: predictedHead(track, nowMs), heat: track.seen.heat })),
    search: expected.length === 0 || isOneLost || nowMs - searchedMs >= SEARCH_MS,
  };
};

const centerX = ({ x, width }: Box<'photo'>): number => x + width / 2;

const seenAgain = (track: Track, found: FrameFace, nowMs: number, entries: readonly AttributeEntry[]): Track => {
  const { head, face, heat } = found;
  const share = (constantS: number): number => newShare(nowMs - track.seenMs, constantS);
  const logitShare = share(ATTRIBUTES_S);
  const attributes = perAttribute((name) =>
    sigmoid(blend(logitOf(track.attributes[name]), logitOf(found.attributes[name]), logitShare)),
  );
  return {
    ...track,
    seen: { head, face, heat },
    face: blendBox(track.face, face, share(BOXES_S)),
    head: blendBox(track.head, head, share(BOXES_S)),
    attributes,
    strongest: strongestAfter(track.strongest, attributes, entries),
    motion: correct(motionAt(track, nowMs), face),
    seenMs: nowMs,
    sightings: track.sightings + 1,
  };
};

const freeColor = (tracks: readonly Track[], id: number): number => {
  const taken = tracks.map(({ color }) => color);
  return Array.from({ length: COLORS }, (_, color) => color).find((color) => !taken.includes(color)) ?? id % COLORS;
};

/** What a face looks like at first, before its id and colour. */
const newTrack = (found: FrameFace, nowMs: number, entries: readonly AttributeEntry[]): Omit<Track, 'id' | 'color'> => {
  const { head, face, heat, attributes } = found;
  return {
    face,
    head,
    attributes,
    strongest: strongestAfter([], attributes, entries),
    motion: firstMotion(face),
    seen: { head, face, heat },
    seenMs: nowMs,
    sightings: 1,
  };
};

/**
 * The faces after one more frame.
 * @param hint what the frame was looked at for.
 * @param nowMs when the frame was taken; later than the one before.
 * @param entries what the manifest says of the attributes, from which the strongest are chosen.
 */
export const tracksAfter = (
  before: Tracking,
  { faces }: FrameAnalysis,
  hint: FrameHint,
  nowMs: number,
  entries: readonly AttributeEntry[],
): Tracking => {
  const known = before.tracks.filter(({ seenMs }) => nowMs - seenMs <= MEMORY_MS);
  const matches = matchFaces(
    known.map((track) => motionAt(track, nowMs)),
    faces,
  );
  const tracks = known.map((track, i) => {
    const match = matches[i];
    return match === undefined ? track : seenAgain(track, faces[match], nowMs, entries);
  });
  let { nextId } = before;
  for (const found of faces.filter((_, index) => !matches.includes(index))) {
    const id = nextId++;
    tracks.push({ id, color: freeColor(tracks, id), ...newTrack(found, nowMs, entries) });
  }
  return { tracks, nextId, searchedMs: hint.search ? nowMs : before.searchedMs, frameMs: nowMs };
};

/** The faces that are shown while a video runs: seen more than once, and just now; from left to right. */
export const shownTracks = ({ tracks, frameMs }: Tracking): readonly Track[] =>
  tracks
    .filter(({ seenMs, sightings }) => sightings >= SIGHTINGS && frameMs - seenMs <= SHOWN_MS)
    .sort((a, b) => centerX(a.face) - centerX(b.face));

/** The faces of a frame that stands still: those that were seen in it; from left to right. */
export const tracksInFrame = ({ tracks, frameMs }: Tracking): readonly Track[] =>
  tracks.filter(({ seenMs }) => seenMs === frameMs).sort((a, b) => centerX(a.face) - centerX(b.face));
