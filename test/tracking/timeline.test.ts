import { describe, expect, it } from 'vitest';
import { perAttribute } from '../../src/domain/attributes';
import type { FrameFace } from '../../src/domain/frames';
import {
  facesOverTime,
  momentAt,
  NO_TIMELINE,
  strongestOverTime,
  type Timeline,
  timelineRows,
  trackingBefore,
  withMoment,
} from '../../src/tracking/timeline';
import { hintFor, tracksAfter } from '../../src/tracking/tracks';
import { MADE_MANIFEST } from '../pipeline/made-cascade';

const FRAME = { width: 640, height: 360 };
const box = (x: number, size: number) => ({ x, y: 100, width: size, height: size });

const faceAt = (x: number, smiling: number): FrameFace => ({
  face: box(x, 80),
  head: box(x - 40, 160),
  rollDegrees: 0,
  score: 0.9,
  heat: 0.9,
  attributes: perAttribute((name) => (name === 'Smiling' ? smiling : 0.1)),
});

/** Analyses one more frame, wherever in the video it is. */
const seeing = (timeline: Timeline, timeMs: number, ...faces: readonly FrameFace[]): Timeline => {
  const before = trackingBefore(timeline, timeMs);
  const tracking = tracksAfter(before, { frame: FRAME, faces }, hintFor(before, timeMs), timeMs, []);
  return withMoment(timeline, { timeMs, frame: FRAME, tracking });
};

/** A second of a face at ten frames a second. */
const played = (from: number, timeline = NO_TIMELINE, smiling = 0.9): Timeline =>
  Array.from({ length: 10 }, (_, i) => from + i * 100).reduce(
    (all, timeMs) => seeing(all, timeMs, faceAt(100, smiling)),
    timeline,
  );

const numbers = (timeline: Timeline) =>
  facesOverTime(timeline).map(({ number, sightings }) => [number, sightings.length]);

describe('a face of a video file', () => {
  it('is one face while the video plays, is played again, or is stepped through between', () => {
    expect(numbers(played(0))).toEqual([[1, 10]]);
    expect(numbers(played(0, played(0)))).toEqual([[1, 10]]);
    expect(numbers(seeing(played(0), 450, faceAt(100, 0.9)))).toEqual([[1, 11]]);
  });

  it('is another one after a jump of more than two seconds, forwards or backwards, and numbers have no gaps', () => {
    expect(numbers(played(10_000, played(0)))).toEqual([
      [1, 10],
      [2, 10],
    ]);
    const backwards = played(0, played(10_000));
    expect(numbers(backwards)).toEqual([
      [1, 10],
      [2, 10],
    ]);
    const ids = facesOverTime(backwards).map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
  });

  it('counts also in a single frame that was looked for, but not as a flash while the video went on', () => {
    expect(numbers(seeing(NO_TIMELINE, 4_000, faceAt(100, 0.9)))).toEqual([[1, 1]]);
    const flash = seeing(seeing(seeing(NO_TIMELINE, 0), 60, faceAt(100, 0.9)), 120);
    expect(numbers(flash)).toEqual([]);
  });

  it('goes on where no frame was looked at between, and is interrupted where frames without it were', () => {
    const goesOn = (timeline: Timeline) => facesOverTime(timeline).map(({ sightings }) => sightings.at(-1)?.goesOn);
    const face = faceAt(100, 0.9);
    expect(goesOn(seeing(seeing(NO_TIMELINE, 0, face), 1_000, face))).toEqual([true]);
    const without = [0, 400, 800].reduce(
      (all, timeMs) => (timeMs === 400 ? seeing(all, timeMs) : seeing(all, timeMs, face)),
      NO_TIMELINE,
    );
    expect(goesOn(without)).toEqual([false]);
  });

  it('has at each frame what was known then, in the order of time whatever was seen first', () => {
    const timeline = played(0, played(5_000, NO_TIMELINE, 0.2));
    const rows = timelineRows(timeline);
    expect(rows.map(({ timeS }) => timeS)).toEqual([...rows.map(({ timeS }) => timeS)].sort((a, b) => a - b));
    expect(rows[0]).toMatchObject({ face: 1, timeS: 0 });
    expect(rows[0].probabilities).toHaveLength(40);
    expect(rows[0].probabilities[31]).toBeCloseTo(0.9, 5);
    expect(momentAt(timeline, 300)?.timeMs).toBe(300);
    expect(momentAt(timeline, 350)).toBeUndefined();
  });

  it('is said to have what it once clearly had, and never what judges a person', () => {
    const [face] = facesOverTime(played(0));
    expect(strongestOverTime(face, MADE_MANIFEST.attributes)).toEqual(['Smiling']);
    const all = { ...face, sightings: [{ timeMs: 0, goesOn: false, attributes: perAttribute(() => 1) }] };
    expect(strongestOverTime(all, MADE_MANIFEST.attributes)).not.toContain('Male');
    expect(strongestOverTime(all, MADE_MANIFEST.attributes)).toHaveLength(3);
  });
});
