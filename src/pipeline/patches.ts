import { COVERED_PATCHES, COVERING_PLACES } from './config';

/** A soft square that is covered; middle and side are 0–1 of the crop's side. */
export interface Patch {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

const { side, across } = COVERED_PATCHES;

/** All patches: a grid over the whole crop. */
export const PATCHES: readonly Patch[] = Array.from({ length: across * across }, (_, at) => ({
  x: ((at % across) + 0.5) / across,
  y: (Math.floor(at / across) + 0.5) / across,
  side,
}));

/**
 * How far a place is covered by a patch along one axis, 0–1: half at the patch's edge, with a smooth step as wide as half
 * its side.
 */
const coveredAlong = (distance: number, side: number): number => {
  const step = Math.min(Math.max(1.5 - (2 * distance) / side, 0), 1);
  return step * step * (3 - 2 * step);
};

/** One axis of a patch over `count` pixels or places. */
const axisOf = (middle: number, side: number, count: number): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => coveredAlong(Math.abs((i + 0.5) / count - middle), side));

/** How far each of `count` × `count` pixels or places is covered by a patch, 0–1, row-major. */
export const coverageOf = ({ x, y, side }: Patch, count: number): Float32Array => {
  const [columns, rows] = [axisOf(x, side, count), axisOf(y, side, count)];
  return Float32Array.from({ length: count * count }, (_, at) => columns[at % count] * rows[Math.floor(at / count)]);
};

type Color = readonly [red: number, green: number, blue: number];

/** The mean of each channel over a crop. */
export const meanColor = (crop: Float32Array): Color => {
  const sums: [number, number, number] = [0, 0, 0];
  crop.forEach((value, at) => {
    sums[at % 3] += value;
  });
  const [red, green, blue] = sums.map((sum) => (3 * sum) / crop.length);
  return [red, green, blue];
};

/** Writes the crop with a patch of one colour laid over it into `out`, from `start` on. */
export const writeCovered = (
  crop: Float32Array,
  color: Color,
  coverage: Float32Array,
  out: Float32Array,
  start: number,
): void => {
  for (let at = 0; at < crop.length; at++) {
    out[start + at] = crop[at] + (color[at % 3] - crop[at]) * coverage[Math.floor(at / 3)];
  }
};

/**
 * For each place the mean over the patches, each weighed by how far it covers the place.
 * @param values one a patch
 * @returns COVERING_PLACES², row-major
 */
export const spreadOverPlaces = (values: Float32Array): Float32Array => {
  const sums = new Float32Array(COVERING_PLACES * COVERING_PLACES);
  const weights = new Float32Array(sums.length);
  PATCHES.forEach((patch, index) => {
    coverageOf(patch, COVERING_PLACES).forEach((weight, place) => {
      sums[place] += weight * values[index];
      weights[place] += weight;
    });
  });
  return sums.map((sum, place) => sum / Math.max(weights[place], 1e-6));
};
