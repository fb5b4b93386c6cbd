import { ATTRIBUTES, perAttribute } from '../domain/attributes';
import type { Covering, StrongestPlace } from '../domain/covering';
import { Fault } from '../domain/errors';
import type { Square } from '../domain/geometry';
import { BATCH_SIZES, COVERING_PLACES } from './config';
import { boxOf } from './crop';
import type { Cascade } from './net';
import { coverageOf, meanColor, PATCHES, spreadOverPlaces, writeCovered } from './patches';
import type { Pyramid } from './pyramid';
import { type Crops, imageInputOf, sampleSquares } from './sampler';
import { marginsOf } from './svm';

/** Asked before each batch: whether anybody still waits for the answer. */
export type IsWanted = () => boolean | Promise<boolean>;

const BATCH = Math.max(...BATCH_SIZES);

/** Crops `from` up to `to` of the whole series: first the face as it is, then with each patch over it. */
const seriesPart = ({ size, values }: Crops, from: number, to: number): Crops => {
  const color = meanColor(values);
  const part = new Float32Array((to - from) * values.length);
  for (let at = from; at < to; at++) {
    const patch = PATCHES[at - 1];
    if (patch) writeCovered(values, color, coverageOf(patch, size), part, (at - from) * values.length);
    else part.set(values, (at - from) * values.length);
  }
  return { count: to - from, size, values: part };
};

/** Margins of the whole series, series × 40; a batch at a time, so that other work can have its turn in between. */
const seriesMargins = async (cascade: Cascade, crop: Crops, isWanted: IsWanted): Promise<Float32Array> => {
  const count = PATCHES.length + 1;
  const margins = new Float32Array(count * ATTRIBUTES.length);
  for (let from = 0; from < count; from += BATCH) {
    if (!(await isWanted())) throw new Fault('Cancelled', 'Another face is looked at now.');
    const part = seriesPart(crop, from, Math.min(from + BATCH, count));
    margins.set(await marginsOf(cascade, part), from * ATTRIBUTES.length);
  }
  return margins;
};

const indexOfLargest = (values: ArrayLike<number>): number => {
  let best = 0;
  for (let at = 1; at < values.length; at++) if (values[at] > values[best]) best = at;
  return best;
};

/** The patch that takes most, among those that cover the map's strongest place at least half. */
const strongestPlace = (falls: Float32Array, map: Float32Array): StrongestPlace => {
  const place = indexOfLargest(map);
  const there = PATCHES.map((patch, at) => (coverageOf(patch, COVERING_PLACES)[place] >= 0.5 ? falls[at] : -Infinity));
  const strongest = indexOfLargest(there);
  return { ...PATCHES[strongest], fall: falls[strongest] };
};

/**
 * What each place of a face carries of its 40 scores: ANet sees the face with one soft patch after another covered.
 * @param square ANet's input square round the face.
 * @param isWanted once it says no, the rest is left undone.
 * @throws Fault `Cancelled`; whatever a net or the backend throws.
 */
export const coverFace = async (
  cascade: Cascade,
  pyramid: Pyramid,
  square: Square<'photo'>,
  isWanted: IsWanted = () => true,
): Promise<Covering> => {
  const crop = sampleSquares(pyramid, [square], imageInputOf(cascade.manifest.nets.anet));
  const margins = await seriesMargins(cascade, crop, isWanted);
  const fallsOf = (attribute: number): Float32Array =>
    Float32Array.from(PATCHES, (_, at) => margins[attribute] - margins[(at + 1) * ATTRIBUTES.length + attribute]);
  const falls = ATTRIBUTES.map((_, attribute) => fallsOf(attribute));
  const maps = falls.map(spreadOverPlaces);
  return {
    width: COVERING_PLACES,
    height: COVERING_PLACES,
    region: boxOf(square),
    falls: perAttribute((_, attribute) => maps[attribute]),
    strongest: perAttribute((_, attribute) => strongestPlace(falls[attribute], maps[attribute])),
  };
};
