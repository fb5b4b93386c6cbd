import { type Tensor, tidy } from '@tensorflow/tfjs-core';

/** Values of a tensor in CPU memory. */
export interface Values {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/**
 * The one read-back of a stage: each costs 5–15 ms on WebGPU, so a stage joins its outputs into one tensor first.
 * Whatever `build` allocates is gone afterwards, also when it or the read-back throws.
 */
export const readOnce = async (build: () => Tensor): Promise<Values> => {
  const tensor = tidy(build);
  try {
    return { shape: tensor.shape, data: await tensor.data<'float32'>() };
  } finally {
    tensor.dispose();
  }
};
