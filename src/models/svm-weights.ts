import type { Tensor } from '@tensorflow/tfjs-core';
import { ATTRIBUTES } from '../domain/attributes';
import { Fault } from '../domain/errors';
import type { NetEntry } from '../domain/manifest';

/** What the 40 SVMs add up: margin = bias + Σ feature × weight. */
export interface SvmWeights {
  /** features × 40, row-major. */
  readonly weights: Float32Array;
  /** 40. */
  readonly bias: Float32Array;
}

const onlyOne = async (constants: readonly Tensor[], shape: readonly number[]): Promise<Float32Array> => {
  const fitting = constants.filter((constant) => constant.shape.join() === shape.join());
  if (fitting.length === 1) return fitting[0].data<'float32'>();
  throw new Fault(
    'ModelDamaged',
    `The net "svm" can't be used: it should hold one tensor of the shape [${shape.join(', ')}], but holds ` +
      `${fitting.length}. Put back the models that belong to this version.`,
  );
};

/**
 * The weights that the SVMs' net computes with, as they are after loading: stored roughly or not.
 * @param constants all that the net was built from: one product with a matrix, and one sum.
 * @throws Fault `ModelDamaged` when it is anything else.
 */
export const readSvmWeights = async (constants: readonly Tensor[], { inputShape }: NetEntry): Promise<SvmWeights> => ({
  weights: await onlyOne(constants, [inputShape[1], ATTRIBUTES.length]),
  bias: await onlyOne(constants, [ATTRIBUTES.length]),
});
