import type { FaceEvidence } from '../domain/analysis';
import { ATTRIBUTES, perAttribute } from '../domain/attributes';
import type { Square } from '../domain/geometry';
import { boxOf } from './crop';
import type { SvmWeights } from './net';
import type { FaceNumbers } from './svm';

/** Sums feature × weight over the channels of each cell: cells × 40, row-major. */
const sumByCell = (features: Float32Array, cells: number, weights: Float32Array): Float32Array => {
  const attributes = ATTRIBUTES.length;
  const channels = features.length / cells;
  const sums = new Float32Array(cells * attributes);
  features.forEach((value, feature) => {
    const cell = Math.floor(feature / channels) * attributes;
    const row = feature * attributes;
    for (let i = 0; i < attributes; i++) sums[cell + i] += value * weights[row + i];
  });
  return sums;
};

/**
 * What a face's scores stand on. A linear SVM's margin is a sum over the features, so it falls apart exactly into what
 * each cell of ANet's last map adds.
 * @param square the crop that ANet saw.
 */
export const evidenceOf = (
  { features, map, margins }: FaceNumbers,
  square: Square<'photo'>,
  { weights }: SvmWeights,
): FaceEvidence => {
  const cells = map.width * map.height;
  const sums = sumByCell(features, cells, weights);
  return {
    ...map,
    region: boxOf(square),
    contributions: perAttribute((_, i) =>
      Float32Array.from({ length: cells }, (_, cell) => sums[cell * ATTRIBUTES.length + i]),
    ),
    margins,
    features,
  };
};
