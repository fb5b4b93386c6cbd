import type { Tensor } from '@tensorflow/tfjs-core';
import type { Manifest } from '../domain/manifest';

/** A net as this room needs it; whoever loads nets hands over things that satisfy it. */
export interface Net {
  /**
   * Synchronous forward pass.
   * @param input float32, N×size×size×3 (or N×features for the SVMs), normalised.
   * @returns the outputs by name; the caller disposes them (inside `tidy` they are disposed anyway).
   */
  run(input: Tensor): Record<string, Tensor>;
  /** Frees the weights. */
  dispose(): void;
}

/** What the 40 SVMs add up: margin = bias + Σ feature × weight. */
export interface SvmWeights {
  /** features × 40, row-major. */
  readonly weights: Float32Array;
  /** 40. */
  readonly bias: Float32Array;
}

/** The four nets and everything that was measured about them. */
export interface Cascade {
  readonly manifest: Manifest;
  readonly lneto: Net;
  readonly lnets: Net;
  readonly anet: Net;
  readonly svm: Net;
  /** The numbers in {@link svm}, read once. */
  readonly svmWeights: SvmWeights;
}

/**
 * One output of a forward pass.
 * @throws Error naming the outputs that are there, when it isn't one of them: manifest and weights don't belong together.
 */
export const outputNamed = (outputs: Record<string, Tensor>, name: string): Tensor => {
  const output = outputs[name];
  if (!output) {
    throw new Error(
      `The net has no output "${name}", only ${Object.keys(outputs).join(', ')}. Convert the nets again.`,
    );
  }
  return output;
};
