import { describe, expect, it } from 'vitest';
import { matchFaces } from '../../../tools/evaluate/matching';
import { labelledFace } from '../../../tools/evaluate/tally';

const box = (x: number, y = 0, side = 40) => ({ x, y, width: side, height: side });
const face = (x: number, score = 0.9, side = 40) => ({ box: box(x, 0, side), score });

describe('comparing found faces with the reference', () => {
  it('finds what overlaps by half or more', () => {
    const match = matchFaces([box(2), box(200)], [face(0), face(100)]);
    expect(match.expected.map(({ found }) => found)).toEqual([true, false]);
    expect(match.falseFaces).toBe(1);
  });

  it('pairs one to one: a second box on the same face is a false one', () => {
    const match = matchFaces([box(1), box(2)], [face(0)]);
    expect(match.expected.map(({ found }) => found)).toEqual([true]);
    expect(match.falseFaces).toBe(1);
  });

  it('gives a box to the face that it overlaps most', () => {
    // The box at 10 overlaps both faces, the one at 0 only the first: both faces are found.
    const match = matchFaces([box(10), box(0)], [face(0), face(12)]);
    expect(match.expected.map(({ found }) => found)).toEqual([true, true]);
  });

  it('counts small and doubtful faces neither way', () => {
    const small = face(0, 0.9, 23);
    const doubtful = face(100, 0.79);
    expect(matchFaces([], [small, doubtful])).toEqual({ expected: [], falseFaces: 0 });
    // Found or nearly found on them: not false either.
    expect(matchFaces([box(4, 0, 30), box(115)], [small, doubtful])).toEqual({ expected: [], falseFaces: 0 });
  });

  it('counts faces from 24 pixels, √ of the area, and a score of 0.8', () => {
    expect(matchFaces([], [face(0, 0.8, 24)]).expected).toHaveLength(1);
    const tall = { box: { x: 0, y: 0, width: 16, height: 36 }, score: 0.8 };
    expect(matchFaces([], [tall]).expected).toHaveLength(1);
  });
});

describe('the face that the labels are about', () => {
  const [left, large] = [{ box: box(0) }, { box: box(100, 0, 60) }];

  it('is the one that overlaps the box most, however little', () => {
    expect(labelledFace([large, left], box(35))).toBe(left);
  });

  it('is the largest where none overlaps, or the photo has no box', () => {
    expect(labelledFace([left, large], box(500))).toBe(large);
    expect(labelledFace([left, large], undefined)).toBe(large);
  });

  it('is none where none was found', () => {
    expect(labelledFace([], box(0))).toBeUndefined();
  });
});
