import { concat } from '@tensorflow/tfjs-core';
import type { AttributeName, PerAttribute } from '../domain/attributes';
import { ATTRIBUTES, perAttribute } from '../domain/attributes';
import type { Size } from '../domain/geometry';
import type { AttributeEntry } from '../domain/manifest';
import { extractFeatures, flattened, lastMap } from './anet';
import { runInBatches } from './batches';
import { type Cascade, outputNamed } from './net';
import { readOnce } from './read-once';
import type { Crops } from './sampler';

/** Which of an attribute's thresholds decides: the one for accuracy or the one for balanced accuracy. */
export type ThresholdKind = keyof AttributeEntry['thresholds'];

/** What ANet and the SVMs say about one face. */
export interface FaceNumbers {
  /** ANet's features: row, column, channel. */
  readonly features: Float32Array;
  /** Cells of ANet's last map. */
  readonly map: Size;
  readonly margins: PerAttribute<number>;
}

/**
 * ANet and the 40 linear SVMs, one read-back for both.
 * @param crops straightened faces.
 * @returns one record a crop.
 */
export const describeFaces = async ({ anet, svm }: Cascade, crops: Crops): Promise<FaceNumbers[]> => {
  if (crops.count === 0) return [];
  let map: Size = { width: 0, height: 0 };
  const { shape, data } = await readOnce(() =>
    runInBatches(crops, (batch) => {
      const last = lastMap(anet, batch);
      map = { width: last.shape[2], height: last.shape[1] };
      const features = flattened(last);
      return concat([features, outputNamed(svm.run(features), 'margins')], 1);
    }),
  );
  const length = shape[1];
  const count = length - ATTRIBUTES.length;
  return Array.from({ length: crops.count }, (_, face) => {
    const row = data.subarray(face * length, (face + 1) * length);
    return { features: row.slice(0, count), map, margins: perAttribute((_, attribute) => row[count + attribute]) };
  });
};

/**
 * Only what the SVMs say.
 * @param crops straightened faces.
 * @returns crops × 40, row-major.
 */
export const marginsOf = async ({ anet, svm }: Cascade, crops: Crops): Promise<Float32Array> => {
  const read = readOnce(() =>
    runInBatches(crops, (batch) => outputNamed(svm.run(extractFeatures(anet, batch)), 'margins')),
  );
  return (await read).data;
};

/** The calibrated probability of each attribute, 0–1, from its SVM's margin. */
export const calibrate = (margins: PerAttribute<number>, entries: readonly AttributeEntry[]): PerAttribute<number> =>
  perAttribute((name, index) => {
    const { slope, intercept } = entries[index].calibration;
    return 1 / (1 + Math.exp(-(slope * margins[name] + intercept)));
  });

/** The attributes whose probability reaches their threshold, in the data set's order. */
export const presentAttributes = (
  probabilities: PerAttribute<number>,
  entries: readonly AttributeEntry[],
  kind: ThresholdKind = 'accurate',
): AttributeName[] =>
  entries.filter(({ name, thresholds }) => probabilities[name] >= thresholds[kind]).map(({ name }) => name);
