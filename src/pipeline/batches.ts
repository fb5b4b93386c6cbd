import { concat, slice, type Tensor, tensor4d } from '@tensorflow/tfjs-core';
import { BATCH_SIZES, CROPS_AT_A_TIME } from './config';
import type { Crops } from './sampler';

/** Splits a list into parts whose crops are in memory at the same time. */
export const chunksOf = <T>(list: readonly T[]): (readonly T[])[] =>
  Array.from({ length: Math.ceil(list.length / CROPS_AT_A_TIME) }, (_, i) =>
    list.slice(i * CROPS_AT_A_TIME, (i + 1) * CROPS_AT_A_TIME),
  );

/**
 * Splits `count` crops into the fixed batch sizes: the largest that fits, or the next larger one when it would be more than
 * half full (two crops are 1 + 1, three are one batch of 4), so padding never doubles the work.
 */
export const planBatches = (count: number): number[] => {
  const sizes: number[] = [];
  for (let left = count; left > 0; ) {
    const padded = BATCH_SIZES.find((size) => size >= left && size < 2 * left);
    const size = padded ?? (BATCH_SIZES.findLast((fits) => fits <= left) as number);
    sizes.push(size);
    left -= size;
  }
  return sizes;
};

/**
 * Runs crops through a net in the fixed batch sizes and joins the answers. Call it inside `tidy`.
 * @param run takes batch×size×size×3, returns batch×…; the padding (zeros) is cut off its answer.
 * @returns count×…
 */
export const runInBatches = (crops: Crops, run: (batch: Tensor) => Tensor): Tensor => {
  const length = crops.size * crops.size * 3;
  let start = 0;
  const answers = planBatches(crops.count).map((size) => {
    const filled = Math.min(size, crops.count - start);
    const values = crops.values.subarray(start * length, (start + filled) * length);
    const padded = filled === size ? values : new Float32Array(size * length);
    if (padded !== values) padded.set(values);
    start += filled;
    const answer = run(tensor4d(padded, [size, crops.size, crops.size, 3]));
    return filled === size ? answer : slice(answer, 0, filled);
  });
  return answers.length === 1 ? answers[0] : concat(answers, 0);
};
