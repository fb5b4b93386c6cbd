import { memory } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { benchmarkReport, measure } from '../../../tools/bench/measure';
import { benchPhotos } from '../../../tools/bench/photos';
import { madeCascade, photoWithHeads } from '../../pipeline/made-cascade';

const YELLOW = [
  [0, 0],
  [96, 96],
  [192, 0],
] as const;

describe('the benchmark', () => {
  it('counts what the nets compute, padding included, and measures each stage', async () => {
    const photos = [1, 3].map((people) => ({
      name: `${people} patches`,
      people,
      pixels: photoWithHeads(YELLOW.slice(0, people)),
    }));
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
    expect(benchmarkReport(result)).toMatch(/^3 patches +3 +3 +1 /m);
  });

  it('measures three public portraits as they are, and groups made of them, four people a row', async () => {
    const photos = await benchPhotos();
    expect(photos.map(({ name, people, pixels }) => [name, people, pixels.width, pixels.height])).toEqual([
      ['grace-hopper', 1, 512, 600],
      ['astronaut', 1, 512, 512],
      ['luis-pedro', 1, expect.any(Number), expect.any(Number)],
      ['2 people', 2, 640, 320],
      ['8 people', 8, 640, 320],
      ['16 people', 16, 640, 640],
    ]);
    for (const { pixels } of photos) expect(pixels.data.length).toBe(pixels.width * pixels.height * 4);
  });
});
