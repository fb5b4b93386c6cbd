import '@tensorflow/tfjs-backend-cpu';
import { concat, reshape, slice, zeros } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { perAttribute } from '../../src/domain/attributes';
import { type Head, headsIn, type SceneResponse } from '../../src/pipeline/lneto';
import { examineHeads, facesIn, type HeadAnswer, reconsider } from '../../src/pipeline/lnets';
import type { Net } from '../../src/pipeline/net';
import type { Crops } from '../../src/pipeline/sampler';
import { presentAttributes } from '../../src/pipeline/svm';
import { MADE_MANIFEST } from './made-cascade';

/** LNeto's maps with 4×4 cells over a 32-pixel input; heat and offsets where given. */
const maps = (cells: Record<number, { heat: number; x?: number; y?: number; logSide?: number }>): SceneResponse => {
  const read = (value: (cell: (typeof cells)[number]) => number | undefined) =>
    Float32Array.from({ length: 16 }, (_, i) => (cells[i] && value(cells[i])) ?? 0);
  return {
    cells: 4,
    inputSize: 32,
    response: new Float32Array(16),
    heat: read(({ heat }) => heat),
    offsetX: read(({ x }) => x),
    offsetY: read(({ y }) => y),
    logSide: read(({ logSide }) => logSide),
  };
};
/** LNeto saw a 320×240 photo: a net pixel is 10 photo pixels, and the square begins 40 above the photo. */
const SCENE = { centerX: 160, centerY: 120, side: 320, roll: 0 };

describe('heads from the maps of LNeto', () => {
  it('lie at the middle of the cell plus its offset, as large as the side says', () => {
    // Cell (row 1, column 2), offset (¼, −½): (2.75, 1) cells of 8 net pixels = (220, 80 − 40) in the photo.
    const [head] = headsIn(maps({ 6: { heat: 0.7, x: 0.25, y: -0.5, logSide: Math.log(0.3) } }), SCENE, 0.2);
    expect(head.square.centerX).toBeCloseTo(220, 4);
    expect(head.square.centerY).toBeCloseTo(40, 4);
    expect(head.square.side).toBeCloseTo(0.3 * 32 * 10, 3);
    expect(head.score).toBeCloseTo(0.7, 6);
    expect(head.box.x).toBeCloseTo(220 - 48, 3);
    expect(head.box.width).toBe(head.square.side);
  });

  it('are one when two cells mean the same square, and two when they do not', () => {
    const near = { logSide: Math.log(0.5) };
    const same = maps({ 4: { heat: 0.6, x: 1, ...near }, 6: { heat: 0.8, x: -1, ...near } });
    expect(headsIn(same, SCENE, 0.2).map(({ score }) => score.toFixed(1))).toEqual(['0.8']);
    const apart = maps({ 4: { heat: 0.6, ...near }, 6: { heat: 0.8, ...near } });
    expect(headsIn(apart, SCENE, 0.2)).toHaveLength(2);
  });

  it('begin at the threshold', () => {
    expect(headsIn(maps({ 5: { heat: 0.25 } }), SCENE, 0.25)).toHaveLength(1);
    expect(headsIn(maps({ 5: { heat: 0.25 } }), SCENE, 0.26)).toHaveLength(0);
  });
});

const head = (centerX: number, score: number): Head => ({
  square: { centerX, centerY: 0, side: 100, roll: 0 },
  box: { x: centerX - 50, y: -50, width: 100, height: 100 },
  score,
});
const answer = (valid: number, offsetX = 0): HeadAnswer => ({
  valid,
  face: { offsetX, offsetY: 0, logWidth: Math.log(0.4), logHeight: Math.log(0.5), roll: 0 },
  response: new Float32Array(4),
});

describe('faces from the answers of LNets', () => {
  it('are those that LNets is sure of, even on a head that LNeto saw faintly', () => {
    const found = facesIn([head(0, 0.9), head(500, 0.4)], [answer(0.5), answer(0.99)], 0.6);
    expect(found.map(({ head }) => head.score)).toEqual([0.4]);
  });

  it('are surer on a hotter head', () => {
    const found = facesIn([head(0, 0.3), head(500, 0.9)], [answer(0.9), answer(0.9)], 0.1);
    expect(found[1].score).toBeGreaterThan(found[0].score);
  });

  it('are one when two heads hold the same face; the surer answer stays', () => {
    // Heads 40 apart, each with the face moved by 20 towards the other.
    const found = facesIn([head(0, 0.9), head(40, 0.8)], [answer(0.9, 0.2), answer(0.95, -0.2)], 0.3);
    expect(found).toHaveLength(1);
    expect(found[0].head.score).toBe(0.9);
  });

  it('begin at the size at which something can be said about them', () => {
    // A face is √(0.4 · 0.5) = 0.45 of its head's side: 12.1 and 11.6 pixels.
    const ofSide = (side: number): Head => ({ ...head(0, 0.9), square: { centerX: 0, centerY: 0, side, roll: 0 } });
    expect(facesIn([ofSide(27)], [answer(1)], 0.3)).toHaveLength(1);
    expect(facesIn([ofSide(26)], [answer(1)], 0.3)).toHaveLength(0);
  });

  it('stand from left to right, whatever their score', () => {
    const found = facesIn([head(500, 0.9), head(0, 0.5)], [answer(1), answer(1)], 0.3);
    expect(found.map(({ box }) => box.x + box.width / 2)).toEqual([expect.closeTo(0, 6), expect.closeTo(500, 6)]);
  });
});

describe('the second opinion of LNets', () => {
  /** One row of four grey pixels a crop: LNets' validity is the leftmost one. */
  const crops = (...rows: readonly number[][]): Crops => ({
    count: rows.length,
    size: 4,
    values: Float32Array.from(
      rows.flatMap((row) =>
        Array(4)
          .fill(row.flatMap((grey) => [grey, grey, grey]))
          .flat(),
      ),
    ),
  });
  let looks = 0;
  const lnets: Net = {
    run: (input) => {
      looks++;
      const left = reshape(slice(input, [0, 0, 0, 0], [-1, 1, 1, 1]), [-1, 1]);
      const face = concat([left, zeros([input.shape[0], 6])], 1);
      return { face, response: zeros([input.shape[0], 2, 2, 1]) };
    },
    dispose: () => undefined,
  };
  const valid = async (heads: Head[], given: Crops): Promise<number[]> => {
    const answers = await reconsider(lnets, heads, given, await examineHeads(lnets, given));
    return answers.map((answer) => answer.valid);
  };

  it('is the mean of a doubtful head and its mirror image; nothing else is asked again', async () => {
    const heads = [head(0, 1), head(200, 1), head(400, 0.25), head(600, 1)];
    const given = crops([0.5, 0, 0, 0.9], [0.95, 0, 0, 0.1], [0.8, 0, 0, 0.2], [0.1, 0, 0, 0.9]);
    expect(await valid(heads, given)).toEqual([0.7, 0.95, 0.5, 0.1].map((value) => expect.closeTo(value, 6)));
  });

  it('costs nothing where LNets is sure', async () => {
    looks = 0;
    await valid([head(0, 1)], crops([0.99, 0, 0, 0]));
    expect(looks).toBe(1);
  });
});

describe('present attributes', () => {
  const entries = MADE_MANIFEST.attributes;

  it('are those at or above their threshold, in order', () => {
    const probabilities = perAttribute((name) => ({ Bald: 0.5, Young: 0.95, Male: 0.4999 })[name as string] ?? 0);
    expect(presentAttributes(probabilities, entries)).toEqual(['Bald', 'Young']);
    expect(presentAttributes(probabilities, entries, 'balanced')).toEqual(['Young']);
  });
});
