import { describe, expect, it } from 'vitest';
import { overlap, peaksOf, suppressOverlaps } from '../../src/pipeline/response-to-box';

const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });

describe('overlap of two boxes', () => {
  it('is 1 for the same box and 0 for boxes apart or touching', () => {
    expect(overlap(box(3, 4, 5, 6), box(3, 4, 5, 6))).toBe(1);
    expect(overlap(box(0, 0, 2, 2), box(5, 5, 2, 2))).toBe(0);
    expect(overlap(box(0, 0, 2, 2), box(2, 0, 2, 2))).toBe(0);
  });

  it('is the shared area over the joint one', () => {
    expect(overlap(box(0, 0, 2, 2), box(1, 0, 2, 2))).toBeCloseTo(2 / 6, 12);
    expect(overlap(box(0, 0, 4, 4), box(1, 1, 2, 2))).toBeCloseTo(4 / 16, 12);
  });

  it('is 0 for an empty box', () => {
    expect(overlap(box(0, 0, 0, 0), box(0, 0, 0, 0))).toBe(0);
  });
});

describe('peaks of a map', () => {
  it('are the cells that no neighbour exceeds, highest first', () => {
    // biome-ignore format: a map reads as a grid
    const map = [
      0.9, 0.2, 0.1, 0.1,
      0.3, 0.1, 0.1, 0.8,
      0.1, 0.1, 0.1, 0.7,
      0.6, 0.1, 0.1, 0.1,
    ];
    expect(peaksOf(map, 4, 0.5)).toEqual([
      { row: 0, column: 0, value: 0.9 },
      { row: 1, column: 3, value: 0.8 },
      { row: 3, column: 0, value: 0.6 },
    ]);
  });

  it('begin at the threshold itself', () => {
    expect(peaksOf([0.5], 1, 0.5)).toHaveLength(1);
    expect(peaksOf([0.5], 1, 0.500001)).toHaveLength(0);
  });

  it('keep every cell of a plateau, so that none is lost', () => {
    expect(peaksOf([1, 1, 0, 0], 2, 0.5)).toHaveLength(2);
  });

  it('ignore what is not a number', () => {
    expect(peaksOf([Number.NaN, 0.9, 0, 0], 2, 0.5)).toHaveLength(0);
  });
});

describe('suppressing overlaps', () => {
  it('keeps the highest score of boxes that overlap more than the limit', () => {
    const low = { box: box(0, 0, 10, 10), score: 0.5, name: 'low' };
    const high = { box: box(1, 0, 10, 10), score: 0.9, name: 'high' };
    const apart = { box: box(20, 0, 10, 10), score: 0.1, name: 'apart' };
    expect(suppressOverlaps([low, high, apart], 0.5).map(({ name }) => name)).toEqual(['high', 'apart']);
  });

  it('keeps both at exactly the limit', () => {
    const a = { box: box(0, 0, 2, 1), score: 1 };
    const b = { box: box(1, 0, 2, 1), score: 0.5 };
    expect(suppressOverlaps([a, b], 1 / 3)).toHaveLength(2);
    expect(suppressOverlaps([a, b], 0.33)).toHaveLength(1);
  });

  it('lets what was suppressed suppress nothing', () => {
    const [a, b, c] = [0, 4, 8].map((x, i) => ({ box: box(x, 0, 10, 10), score: 0.9 - i / 10 }));
    // a removes b; c overlaps b, but not a, by more than the limit.
    expect(suppressOverlaps([a, b, c], 0.3)).toEqual([a, c]);
  });
});
