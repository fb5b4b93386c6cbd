import type { PerAttribute } from '../domain/attributes';
import { perAttribute } from '../domain/attributes';
import type { FrameAnalysis, FrameFace, FrameHint } from '../domain/frames';
import type { Box } from '../domain/geometry';
import { likeness, matchFaces, recognise } from './matching';

/** A face of a video, from frame to frame. */
export interface Track {
  /** Never used again for another face. */
  readonly id: number;
  /** Its place among the eight colours, which it keeps. */
  readonly color: number;
  /** Its boxes as they are shown: almost where the last frame had them, without the trembling. */
  readonly face: Box<'photo'>;
  readonly head: Box<'photo'>;
  /** Probability of each attribute, 0–1, smoothed over time. */
  readonly attributes: PerAttribute<number>;
  /** The last frame's own answer, which the next one is predicted from. */
  readonly seen: Pick<FrameFace, 'face' | 'head' | 'heat'>;
  readonly features: Float32Array;
  /** Pixels a second. */
  readonly velocity: { readonly x: number; readonly y: number };
  readonly bornMs: number;
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
const MEMORY_MS = 3_000;
/** So long it is looked for in each frame. */
const COASTING_MS = 700;
/** A face that isn't seen is shown no longer than this. */
const SHOWN_MS = 300;
/** LNeto looks for newcomers this often. */
const SEARCH_MS = 400;
/** One sighting may be a mistake. */
const SIGHTINGS = 2;
/** How far a face may be from where it is expected, in its own sizes: at once, and more for each second unseen. */
const REACH = 1;
const REACH_PER_SECOND = 1.5;

/** Time constants, seconds: after one of them two thirds of a change have come through. */
const ATTRIBUTES_S = 0.7;
const BOXES_S = 0.04;
const VELOCITY_S = 0.15;
const FEATURES_S = 0.7;

/** The share of the new in an exponential mean, for values that come at uneven times. */
const newShare = (elapsedMs: number, constantS: number): number => 1 - Math.exp(-elapsedMs / 1000 / constantS);

const blend = (before: number, now: number, share: number): number => before + (now - before) * share;

const blendBox = (a: Box<'photo'>, b: Box<'photo'>, share: number): Box<'photo'> => ({
  x: blend(a.x, b.x, share),
  y: blend(a.y, b.y, share),
  width: blend(a.width, b.width, share),
  height: blend(a.height, b.height, share),
});

const moved = (box: Box<'photo'>, x: number, y: number): Box<'photo'> => ({ ...box, x: box.x + x, y: box.y + y });

/** A box of the last frame, carried on as the face moved. */
const predicted = ({ velocity, seenMs }: Track, box: Box<'photo'>, nowMs: number): Box<'photo'> => {
  const seconds = (nowMs - seenMs) / 1000;
  return moved(box, velocity.x * seconds, velocity.y * seconds);
};

/** What the next frame should be looked at for. */
export const hintFor = ({ tracks, searchedMs, frameMs }: Tracking, nowMs: number): FrameHint => {
  const expected = tracks.filter(({ seenMs }) => nowMs - seenMs <= COASTING_MS);
  const isOneLost = expected.some(({ seenMs }) => seenMs < frameMs);
  return {
    heads: expected.map((track) => ({ box: predicted(track, track.seen.head, nowMs), heat: track.seen.heat })),
    search: expected.length === 0 || isOneLost || nowMs - searchedMs >= SEARCH_MS,
  };
};

const centerX = ({ x, width }: Box<'photo'>): number => x + width / 2;
const centerY = ({ y, height }: Box<'photo'>): number => y + height / 2;

/** Pixels a second, smoothed; a face that was away for a while may come back from anywhere. */
const velocityAfter = ({ velocity, seen, seenMs }: Track, face: Box<'photo'>, nowMs: number): Track['velocity'] => {
  const elapsed = Math.max(1, nowMs - seenMs);
  if (elapsed > SHOWN_MS) return { x: 0, y: 0 };
  const share = newShare(elapsed, VELOCITY_S);
  const speed = (center: (box: Box<'photo'>) => number): number =>
    ((center(face) - center(seen.face)) * 1000) / elapsed;
  return { x: blend(velocity.x, speed(centerX), share), y: blend(velocity.y, speed(centerY), share) };
};

const seenAgain = (track: Track, found: FrameFace, nowMs: number): Track => {
  const { head, face, heat } = found;
  const share = (constantS: number): number => newShare(nowMs - track.seenMs, constantS);
  // Half hidden, a face is less like itself: that isn't learned.
  const featureShare = share(FEATURES_S) * likeness(track.features, found.features) ** 2;
  return {
    ...track,
    seen: { head, face, heat },
    face: blendBox(track.face, face, share(BOXES_S)),
    head: blendBox(track.head, head, share(BOXES_S)),
    attributes: perAttribute((name) => blend(track.attributes[name], found.attributes[name], share(ATTRIBUTES_S))),
    features: track.features.map((value, i) => blend(value, found.features[i], featureShare)),
    velocity: velocityAfter(track, face, nowMs),
    seenMs: nowMs,
    sightings: track.sightings + 1,
  };
};

const newTrack = (found: FrameFace, id: number, taken: readonly number[], nowMs: number): Track => {
  const { head, face, heat, attributes, features } = found;
  const free = Array.from({ length: COLORS }, (_, color) => color).find((color) => !taken.includes(color));
  const color = free ?? id % COLORS;
  const velocity = { x: 0, y: 0 };
  return {
    id,
    color,
    face,
    head,
    attributes,
    features,
    velocity,
    seen: { head, face, heat },
    bornMs: nowMs,
    seenMs: nowMs,
    sightings: 1,
  };
};

/**
 * The faces after one more frame.
 * @param hint what the frame was looked at for.
 * @param nowMs when the frame was taken; later than the one before.
 */
export const tracksAfter = (before: Tracking, { faces }: FrameAnalysis, hint: FrameHint, nowMs: number): Tracking => {
  const known = before.tracks.filter(({ seenMs }) => nowMs - seenMs <= MEMORY_MS);
  const remembered = known.map((track) => ({
    face: predicted(track, track.seen.face, nowMs),
    features: track.features,
    reach: REACH + (REACH_PER_SECOND * (nowMs - track.seenMs)) / 1000,
  }));
  const matches = matchFaces(remembered, faces);
  const mistaken = recognise(known, faces, matches);
  const followed = known.map((track, i) => {
    const match = matches[i];
    return match === undefined ? track : seenAgain(track, faces[match], nowMs);
  });
  const tracks = followed.filter((track) => !mistaken.includes(track));
  let { nextId } = before;
  for (const found of faces.filter((_, index) => !matches.includes(index))) {
    const taken = tracks.map(({ color }) => color);
    tracks.push(newTrack(found, nextId++, taken, nowMs));
  }
  return { tracks, nextId, searchedMs: hint.search ? nowMs : before.searchedMs, frameMs: nowMs };
};

/** The faces that are shown: seen more than once, and just now; from left to right. */
export const shownTracks = ({ tracks, frameMs }: Tracking): readonly Track[] =>
  tracks
    .filter(({ seenMs, sightings }) => sightings >= SIGHTINGS && frameMs - seenMs <= SHOWN_MS)
    .sort((a, b) => centerX(a.face) - centerX(b.face));
