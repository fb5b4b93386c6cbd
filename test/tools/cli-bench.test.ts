import { memory } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { benchmarkReport, measure } from '../../tools/bench/measure';
import { photoOf } from '../../tools/bench/photos';
import { madeCascade, photoWithHeads } from '../pipeline/made-cascade';

const YELLOW = [
  [0, 0],
  [96, 96],
  [192, 0],
] as const;

describe('the benchmark', () => {
  it('counts what the nets compute, padding included, and measures each stage', async () => {
    const photos = new Map([
      [1, photoWithHeads(YELLOW.slice(0, 1))],
      [3, photoWithHeads(YELLOW)],
    ]);
    const before = memory().numTensors;
    const result = await measure(madeCascade(), photos, { rounds: 3, side: 64 });
    expect(memory().numTensors).toBe(before);
    // A made net costs one multiply-add a picture: one look, and for each face LNets, ANet and SVM; three are a batch of 4.
    expect(result.costs.map(({ people, found, looks, multiplyAdds }) => [people, found, looks, multiplyAdds])).toEqual([
      [1, 1, 1, 1 + 3],
      [3, 3, 1, 1 + 3 * 4],
    ]);
    for (const { ms, products } of result.costs) {
      expect(ms.total).toBeGreaterThan(0);
      expect(products).toBeCloseTo(ms.total / result.productMs, 10);
    }
    expect(benchmarkReport(result)).toMatch(/^ +3 +3 +1 /m);
  });

  it('makes its photos from the public example, four people a row', async () => {
    const size = async (people: number) => {
      const { width, height } = await photoOf(people);
      return [width, height];
    };
    expect(await size(1)).toEqual([512, 600]);
    expect(await size(2)).toEqual([640, 375]);
    expect(await size(16)).toEqual([640, 752]);
  });
});
