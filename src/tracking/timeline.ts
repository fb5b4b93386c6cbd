import { ATTRIBUTE_INFO } from '../domain/attribute-info';
import { ATTRIBUTES, type AttributeName, type PerAttribute } from '../domain/attributes';
import type { Size } from '../domain/geometry';
import type { AttributeEntry } from '../domain/manifest';
import { MOST_SHOWN } from './strongest';
import { MEMORY_MS, NO_TRACKS, SHOWN_MS, type Tracking } from './tracks';

/** An analysed frame of a video file: its time from the start, and what was known after it. */
export interface Moment {
  readonly timeMs: number;
  readonly frame: Size;
  readonly tracking: Tracking;
}

/** The analysed frames of a video file, ordered by time, no two within {@link SAME_MS}. */
export interface Timeline {
  readonly moments: readonly Moment[];
  /** No face has this number or a higher one. */
  readonly nextId: number;
}

export const NO_TIMELINE: Timeline = { moments: [], nextId: NO_TRACKS.nextId };

/** Frames that are nearer to each other than this are the same one. */
const SAME_MS = 1;

/** How many moments are not later than a time. */
const countUntil = ({ moments }: Timeline, timeMs: number): number => {
  let [from, to] = [0, moments.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (moments[middle].timeMs <= timeMs) from = middle + 1;
    else to = middle;
  }
  return from;
};

/** The moment of the frame at a time, if it was analysed. */
export const momentAt = (timeline: Timeline, timeMs: number): Moment | undefined => {
  const last = timeline.moments[countUntil(timeline, timeMs + SAME_MS) - 1];
  return last !== undefined && Math.abs(timeMs - last.timeMs) < SAME_MS ? last : undefined;
};

/** The last moment before a time. */
export const momentBefore = (timeline: Timeline, timeMs: number): Moment | undefined =>
  timeline.moments[countUntil(timeline, timeMs - SAME_MS) - 1];

/**
 * What the analysis of the frame at a time goes on from: the nearest moment before it, unless that is too long ago for a
 * face to be followed. Numbers of faces are never used twice.
 */
export const trackingBefore = (timeline: Timeline, timeMs: number): Tracking => {
  const before = momentBefore(timeline, timeMs);
  const goesOn = before !== undefined && timeMs - before.timeMs <= MEMORY_MS;
  return { ...(goesOn ? before.tracking : NO_TRACKS), nextId: timeline.nextId };
};

/** The timeline with one more moment; one of the same frame is replaced. */
export const withMoment = (timeline: Timeline, moment: Moment): Timeline => {
  const at = countUntil(timeline, moment.timeMs - SAME_MS);
  const replaced = momentAt(timeline, moment.timeMs) ? 1 : 0;
  return {
    moments: timeline.moments.toSpliced(at, replaced, moment),
    nextId: Math.max(timeline.nextId, moment.tracking.nextId),
  };
};

/** What was known of a face at one moment. */
export interface Sighting {
  readonly timeMs: number;
  readonly attributes: PerAttribute<number>;
  /** Whether it was there at all moments since the sighting before; a short while without it doesn't count. */
  readonly goesOn: boolean;
}

/** A face of a video over time. */
export interface FaceOverTime {
  /** From 1, in the order in which faces come; without gaps. */
  readonly number: number;
  readonly id: number;
  readonly color: number;
  readonly sightings: readonly Sighting[];
}

/** The numbers of faces that were seen once, and not again although the next moment followed at once: mistakes. */
const mistakesIn = ({ moments }: Timeline): ReadonlySet<number> => {
  const mistakes = new Set<number>();
  moments.forEach(({ timeMs }, i) => {
    const next = moments[i + 1];
    if (next === undefined || next.timeMs - timeMs > SHOWN_MS) return;
    for (const { id, sightings, seenMs } of next.tracking.tracks) {
      if (sightings === 1 && seenMs === timeMs) mistakes.add(id);
    }
  });
  return mistakes;
};

/** The faces that were seen, in the order in which they first were. */
export const facesOverTime = (timeline: Timeline): readonly FaceOverTime[] => {
  const mistakes = mistakesIn(timeline);
  const faces = new Map<number, FaceOverTime & { readonly sightings: Sighting[] }>();
  timeline.moments.forEach(({ timeMs, tracking }, i) => {
    const beforeMs = timeline.moments[i - 1]?.timeMs;
    for (const { id, color, attributes, seenMs } of tracking.tracks) {
      if (seenMs !== timeMs || mistakes.has(id)) continue;
      const face = faces.get(id) ?? { number: faces.size + 1, id, color, sightings: [] };
      const last = face.sightings.at(-1);
      const goesOn = last !== undefined && (last.timeMs === beforeMs || timeMs - last.timeMs <= SHOWN_MS);
      face.sightings.push({ timeMs, attributes, goesOn });
      faces.set(id, face);
    }
  });
  return [...faces.values()];
};

/**
 * The attributes that say most about a face in the whole video: present at some time, and then likeliest above what is
 * usual. Those that judge a person are never among them.
 */
export const strongestOverTime = (
  { sightings }: FaceOverTime,
  entries: readonly AttributeEntry[],
): readonly AttributeName[] => {
  const peak = (name: AttributeName): number =>
    sightings.reduce((most, { attributes }) => Math.max(most, attributes[name]), 0);
  const mean = (name: AttributeName): number =>
    sightings.reduce((sum, { attributes }) => sum + attributes[name], 0) / sightings.length;
  return entries
    .filter(({ name, thresholds }) => !ATTRIBUTE_INFO[name].sensitive && peak(name) >= thresholds.accurate)
    .map(({ name, measured }) => ({ name, strength: mean(name) - (measured?.baseRate ?? 0) }))
    .sort((a, b) => b.strength - a.strength)
    .slice(0, MOST_SHOWN)
    .map(({ name }) => name);
};

/** One line of a video's table. */
export interface TimelineRow {
  readonly timeS: number;
  readonly face: number;
  /** In the order of `ATTRIBUTES`, 0–1. */
  readonly probabilities: readonly number[];
}

/** Every face at every analysed frame, by time, then face. */
export const timelineRows = (timeline: Timeline): readonly TimelineRow[] =>
  facesOverTime(timeline)
    .flatMap(({ number, sightings }) =>
      sightings.map(({ timeMs, attributes }) => ({
        timeS: timeMs / 1000,
        face: number,
        probabilities: ATTRIBUTES.map((name) => attributes[name]),
      })),
    )
    .sort((a, b) => a.timeS - b.timeS || a.face - b.face);
