import { memory, slice, type Tensor, tidy } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { describe, expect, it } from 'vitest';
import { planBatches, runInBatches } from '../../src/pipeline/batches';
import { readOnce } from '../../src/pipeline/read-once';

describe('batches of fixed sizes', () => {
  it.each([
    [0, []],
    [1, [1]],
    [2, [1, 1]],
    [3, [4]],
    [4, [4]],
    [5, [4, 1]],
    [6, [4, 1, 1]],
    [7, [4, 4]],
    [8, [4, 4]],
    [9, [16]],
    [16, [16]],
    [17, [16, 1]],
    [40, [16, 16, 4, 4]],
  ])('of %i crops are %j', (count, plan) => {
    expect(planBatches(count)).toEqual(plan);
  });

  it('hold every crop, and always less padding than crops', () => {
    for (let count = 1; count <= 100; count++) {
      const room = planBatches(count).reduce((sum, size) => sum + size, 0);
      expect(room).toBeGreaterThanOrEqual(count);
      expect(room).toBeLessThan(2 * count);
    }
  });

  it('give one answer a crop, in order, without the padding', async () => {
    for (const count of [1, 3, 5, 22]) {
      const values = Float32Array.from({ length: count * 12 }, (_, i) => Math.floor(i / 12));
      const seen: number[] = [];
      const run = (batch: Tensor): Tensor => {
        seen.push(batch.shape[0]);
        return slice(batch, [0, 0, 0, 0], [-1, 1, 1, 1]);
      };
      const before = memory().numTensors;
      const { shape, data } = await readOnce(() => runInBatches({ count, size: 2, values }, run));
      expect(shape).toEqual([count, 1, 1, 1]);
      expect(Array.from(data)).toEqual(Array.from({ length: count }, (_, i) => i));
      expect(seen).toEqual(planBatches(count));
      expect(memory().numTensors).toBe(before);
    }
  });
});

describe('the one read-back of a stage', () => {
  it('leaves no tensor behind when building throws', async () => {
    const before = memory().numTensors;
    const failing = readOnce(() =>
      runInBatches({ count: 1, size: 1, values: new Float32Array(3) }, (batch) => {
        tidy(() => slice(batch, [0, 0, 0, 0], [-1, 1, 1, 1]));
        throw new Error('shader did not compile');
      }),
    );
    await expect(failing).rejects.toThrow('shader did not compile');
    expect(memory().numTensors).toBe(before);
  });
});
