import { describe, expect, it } from 'vitest';
import { perAttribute } from '../../src/domain/attributes';
import type { FrameFace } from '../../src/domain/frames';
import { hintFor, NO_TRACKS, shownTracks, type Tracking, tracksAfter } from '../../src/tracking/tracks';

/** Milliseconds from frame to frame. */
const STEP = 60;

const face = (x: number, { y = 100, smiling = 0.9, size = 80 }: Partial<FaceWishes> = {}): FrameFace => ({
  face: { x, y, width: size, height: size },
  head: { x: x - size / 2, y: y - size / 2, width: size * 2, height: size * 2 },
  rollDegrees: 0,
  score: 0.9,
  heat: 0.9,
  attributes: perAttribute((name) => (name === 'Smiling' ? smiling : 0.1)),
});

interface FaceWishes {
  readonly y: number;
  readonly smiling: number;
  readonly size: number;
}

/** Shows frame after frame, from the one with this number on. */
const watch = (frames: readonly (readonly FrameFace[])[], before: Tracking = NO_TRACKS, first = 0): Tracking =>
  frames.reduce((tracking, faces, i) => {
    const nowMs = (first + i) * STEP;
    return tracksAfter(tracking, { frame: { width: 640, height: 480 }, faces }, hintFor(tracking, nowMs), nowMs, []);
  }, before);

const times = <T>(count: number, value: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => value(i));
const shown = (tracking: Tracking) => shownTracks(tracking).map(({ id, color }) => ({ id, color }));

describe('a face', () => {
  it('is shown from the second sighting on: one may be a mistake', () => {
    expect(shown(watch([[face(100)]]))).toEqual([]);
    expect(shown(watch([[face(100)], [face(101)]]))).toEqual([{ id: 1, color: 0 }]);
  });

  it('keeps its number and colour while it moves, slowly or fast', () => {
    for (const step of [2, 30]) {
      const tracking = watch(times(12, (i) => [face(50 + i * step)]));
      expect(shown(tracking)).toEqual([{ id: 1, color: 0 }]);
      expect(tracking.nextId).toBe(2);
    }
  });

  it('is boxed within a few pixels of where it was last seen, without the trembling of the answers', () => {
    const trembling = watch(times(20, (i) => [face(i % 2 === 0 ? 100 : 104)]));
    const [{ face: box }] = shownTracks(trembling);
    expect(box.x).toBeGreaterThan(100.5);
    expect(box.x).toBeLessThan(103.5);
    const moving = watch(times(20, (i) => [face(100 + i * 10)]));
    expect(Math.abs(shownTracks(moving)[0].face.x - 290)).toBeLessThan(5);
  });

  it('that is hidden for half a second comes back as itself, somewhat further on its way', () => {
    const before = watch(times(10, (i) => [face(100 + i * 10)]));
    const hidden = watch(
      times(8, () => []),
      before,
      10,
    );
    expect(shown(hidden)).toEqual([]);
    const back = watch([[face(290)], [face(300)]], hidden, 18);
    expect(shown(back)).toEqual([{ id: 1, color: 0 }]);
  });

  it('that stays away is forgotten, and its number is never used again', () => {
    const before = watch(times(5, () => [face(100)]));
    const gone = watch(
      times(60, () => []),
      before,
      5,
    );
    expect(gone.tracks).toEqual([]);
    expect(shown(watch([[face(100)], [face(100)]], gone, 65))).toEqual([{ id: 2, color: 0 }]);
  });

  it('that is of twice the size, or turns up elsewhere, is another face', () => {
    const before = watch(times(5, () => [face(100)]));
    expect(watch([[face(100, { size: 200 })]], before, 5).nextId).toBe(3);
    expect(watch([[face(400)]], before, 5).nextId).toBe(3);
  });

  it('that was out of sight for more than two seconds is a new one, even where it was', () => {
    const before = watch(times(5, () => [face(100)]));
    const away = watch(
      times(36, () => []),
      before,
      5,
    );
    expect(shown(watch([[face(100)], [face(102)]], away, 41))).toEqual([{ id: 2, color: 0 }]);
  });
});

describe('two faces', () => {
  it('have two colours, and a newcomer takes the one that is free', () => {
    const both = watch(times(3, () => [face(100), face(300)]));
    expect(shown(both)).toEqual([
      { id: 1, color: 0 },
      { id: 2, color: 1 },
    ]);
    const second = watch(
      times(60, () => [face(300)]),
      both,
      3,
    );
    const third = watch(
      times(2, () => [face(100), face(300)]),
      second,
      63,
    );
    expect(shown(third)).toEqual([
      { id: 3, color: 0 },
      { id: 2, color: 1 },
    ]);
  });

  it('that cross keep their colours, also when one is hidden behind the other for a while', () => {
    const frames = times(30, (i) => {
      const [ann, bob] = [60 + i * 16, 524 - i * 16];
      const both = [face(ann), face(bob, { y: 110 })];
      return Math.abs(ann - bob) < 60 ? [both[1]] : both;
    });
    expect(frames.filter((faces) => faces.length === 1).length).toBeGreaterThan(2);
    const before = watch(frames.slice(0, 5));
    const after = watch(frames.slice(5), before, 5);
    expect(shown(before).map(({ id }) => id)).toEqual([1, 2]);
    expect(shown(after)).toEqual([
      { id: 2, color: 1 },
      { id: 1, color: 0 },
    ]);
    expect(after.nextId).toBe(3);
  });

  it('that meet, a face apart, and turn back keep their colours', () => {
    const frames = times(30, (i) => {
      const way = Math.min(i, 29 - i) * 12;
      return [face(100 + way), face(520 - way)];
    });
    expect(shown(watch(frames)).map(({ id }) => id)).toEqual([1, 2]);
  });
});

describe('attributes', () => {
  const smile = (tracking: Tracking): number => tracking.tracks[0].attributes.Smiling;

  it('follow a change within a second or two, and not one odd frame', () => {
    const calm = watch(times(20, () => [face(100, { smiling: 0.1 })]));
    expect(smile(watch([[face(100, { smiling: 1 })]], calm, 20))).toBeLessThan(0.2);
    const changed = watch(
      times(30, () => [face(100, { smiling: 1 })]),
      calm,
      20,
    );
    expect(smile(changed)).toBeGreaterThan(0.9);
  });

  it('change at the same speed whatever the rate of the frames', () => {
    const smileAfter = (stepMs: number): number => {
      let tracking = watch([[face(100, { smiling: 0 })]]);
      for (let nowMs = stepMs; nowMs <= 600; nowMs += stepMs) {
        const faces = [face(100, { smiling: 1 })];
        tracking = tracksAfter(
          tracking,
          { frame: { width: 1, height: 1 }, faces },
          hintFor(tracking, nowMs),
          nowMs,
          [],
        );
      }
      return smile(tracking);
    };
    expect(smileAfter(30)).toBeCloseTo(smileAfter(200), 6);
  });
});

describe('the next frame', () => {
  it('is searched as long as there is nobody, and otherwise only now and then', () => {
    expect(hintFor(NO_TRACKS, 0)).toEqual({ heads: [], search: true });
    let tracking = NO_TRACKS;
    let searches = 0;
    for (let i = 0; i < 50; i++) {
      const hint = hintFor(tracking, i * STEP);
      searches += hint.search ? 1 : 0;
      tracking = tracksAfter(tracking, { frame: { width: 1, height: 1 }, faces: [face(100)] }, hint, i * STEP, []);
    }
    expect(searches).toBeGreaterThan(4);
    expect(searches).toBeLessThan(10);
  });

  it('is searched at once when somebody was lost', () => {
    const known = watch(times(3, () => [face(100)]));
    expect(hintFor(known, 3 * STEP).search).toBe(false);
    expect(hintFor(watch([[]], known, 3), 4 * STEP).search).toBe(true);
  });

  it('is looked at where the heads will be', () => {
    const tracking = watch(times(15, (i) => [face(100 + i * 12)]));
    const [{ box, heat }] = hintFor(tracking, 15 * STEP).heads;
    expect(box.x).toBeGreaterThan(100 + 14 * 12 - 40 + 8);
    expect(box.x).toBeLessThan(100 + 16 * 12 - 40);
    expect(heat).toBe(0.9);
  });
});
