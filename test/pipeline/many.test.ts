import { concat, fill, tensor4d, zeros } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { facesOf } from '../../src/domain/analysis';
import { analyze } from '../../src/pipeline/analyze';
import { MAX_FACES } from '../../src/pipeline/config';
import type { Cascade, Net } from '../../src/pipeline/net';
import { buildPyramid } from '../../src/pipeline/pyramid';
import { madeCascade } from './made-cascade';
import { madePhoto } from './made-photos';

/** A cascade whose LNeto sees a head in every second of `cells` cells, across and down. */
const seeing = (cells: number): Cascade => {
  const heat = Float32Array.from({ length: cells ** 2 }, (_, i) =>
    i % 2 === 0 && Math.floor(i / cells) % 2 === 0 ? 1 : 0,
  );
  const lneto: Net = {
    run: () => ({
      heat: tensor4d(heat, [1, cells, cells, 1]),
      box: concat([zeros([1, cells, cells, 2]), fill([1, cells, cells, 1], Math.log(2 / cells))], 3),
      response: zeros([1, cells, cells, 1]),
    }),
    dispose: () => undefined,
  };
  return { ...madeCascade(), lneto };
};

/** All yellow: every head is a face to the made nets. */
const photo = buildPyramid(
  madePhoto(2048, 2048, () => [255, 255, 0]),
  2048,
);

describe('a photo of many faces', () => {
  it('shows each of them, and leaves nobody out', async () => {
    const analysis = await analyze(seeing(24), photo);
    expect(facesOf(analysis)).toHaveLength(144);
    expect(analysis.leftOut).toBeUndefined();
  });

  it('shows a thousand and says how many more there are', async () => {
    const analysis = await analyze(seeing(80), photo);
    expect(facesOf(analysis)).toHaveLength(MAX_FACES);
    expect(analysis.leftOut).toBe(1600 - MAX_FACES);
  });
});
