import { add, mul, sigmoid, type Tensor, tensor1d } from '@tensorflow/tfjs-core';
import type { AttributeName, PerAttribute } from '../domain/attributes';
import { ATTRIBUTES, perAttribute } from '../domain/attributes';
import type { AttributeEntry } from '../domain/manifest';
import { extractFeatures } from './anet';
import { runInBatches } from './batches';
import { type Cascade, outputNamed } from './net';
import { readOnce } from './read-once';
import type { Crops } from './sampler';

/** Which of an attribute's thresholds decides: the one for accuracy or the one for balanced accuracy. */
export type ThresholdKind = keyof AttributeEntry['thresholds'];

/** N×40 SVM margins to N×40 calibrated probabilities. */
const calibrate = (margins: Tensor, entries: readonly AttributeEntry[]): Tensor => {
  const slopes = tensor1d(entries.map(({ calibration }) => calibration.slope));
  const intercepts = tensor1d(entries.map(({ calibration }) => calibration.intercept));
  return sigmoid(add(mul(margins, slopes), intercepts));
};

/**
 * ANet and the 40 linear SVMs, one read-back for both: features and margins never leave the backend.
 * @param faces straightened crops.
 * @returns the calibrated probability of each attribute, 0–1, one record a crop.
 */
export const scoreAttributes = async (
  { manifest, anet, svm }: Cascade,
  faces: Crops,
): Promise<PerAttribute<number>[]> => {
  if (faces.count === 0) return [];
  const { data } = await readOnce(() =>
    runInBatches(faces, (batch) => {
      const margins = outputNamed(svm.run(extractFeatures(anet, batch)), 'margins');
      return calibrate(margins, manifest.attributes);
    }),
  );
  return Array.from({ length: faces.count }, (_, face) =>
    perAttribute((_, attribute) => data[face * ATTRIBUTES.length + attribute]),
  );
};

/** The attributes whose probability reaches their threshold, in the data set's order. */
export const presentAttributes = (
  probabilities: PerAttribute<number>,
  entries: readonly AttributeEntry[],
  kind: ThresholdKind = 'accurate',
): AttributeName[] =>
  entries.filter(({ name, thresholds }) => probabilities[name] >= thresholds[kind]).map(({ name }) => name);
