import { describe, expect, it } from 'vitest';
import { perAttribute } from '../../src/domain/attributes';
import type { FaceOverTime } from '../../src/tracking/timeline';
import { curveOf, rangeOf } from '../../src/ui/video-curve';
import { videoTime } from '../../src/ui/video-time';

const seen = (...moments: readonly (readonly [seconds: number, smiling: number])[]): FaceOverTime => ({
  number: 1,
  id: 1,
  color: 0,
  sightings: moments.map(([seconds, smiling], i) => ({
    timeMs: seconds * 1000,
    goesOn: i > 0 && seconds - moments[i - 1][0] < 1,
    attributes: perAttribute((name) => (name === 'Smiling' ? smiling : 0.1)),
  })),
});

describe('the curve of an attribute', () => {
  it('lies over the time of the video, with a gap where the face is away', () => {
    const curve = curveOf(seen([0, 0.2], [0.4, 0.4], [5, 0.9], [5.3, 0.8]), 'Smiling', 10);
    expect(curve.map((stretch) => stretch.length)).toEqual([2, 2]);
    expect(curve[0][1]).toEqual({ x: 0.04, y: 0.4 });
    expect(curve[1][0]).toEqual({ x: 0.5, y: 0.9 });
  });

  it('has no more points than can be told apart, however long the video is', () => {
    const hour = seen(...Array.from({ length: 36_000 }, (_, i): [number, number] => [i / 10, 0.5]));
    expect(curveOf(hour, 'Smiling', 3_600).flat().length).toBeLessThanOrEqual(201);
  });

  it('is told in words by its lowest and highest value', () => {
    expect(rangeOf(seen([0, 0.2], [1, 0.7], [2, 0.4]), 'Smiling')).toEqual({ least: 0.2, most: 0.7 });
  });
});

it('a time in a video is written as players write it', () => {
  expect([0, 7.44, 59.96, 725].map(videoTime)).toEqual(['0:00.0', '0:07.4', '1:00.0', '12:05.0']);
});
