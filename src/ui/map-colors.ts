import type { FeatureMap } from '../domain/analysis';

/** Viridis at ten equal steps: even to the eye, and readable without colour vision. */
const VIRIDIS: readonly (readonly [number, number, number])[] = [
  [68, 1, 84],
  [72, 40, 120],
  [62, 73, 137],
  [49, 104, 142],
  [38, 130, 142],
  [31, 158, 137],
  [53, 183, 121],
  [110, 206, 88],
  [181, 222, 43],
  [253, 231, 37],
];

/**
 * The colour of a value, between the two nearest steps.
 * @param share 0 (lowest) to 1 (highest); what lies outside is taken as the end
 * @returns red, green and blue, 0–255
 */
export const viridis = (share: number): readonly [number, number, number] => {
  const at = Math.min(Math.max(share, 0), 1) * (VIRIDIS.length - 1);
  const low = VIRIDIS[Math.floor(at)] ?? [0, 0, 0];
  const high = VIRIDIS[Math.ceil(at)] ?? low;
  const mix = (channel: 0 | 1 | 2): number =>
    Math.round(low[channel] + (high[channel] - low[channel]) * (at - Math.floor(at)));
  return [mix(0), mix(1), mix(2)];
};

/** The largest value of a map; 1 for a map of zeros, so that it can be divided by. */
export const highestOf = ({ values }: FeatureMap): number => values.reduce((a, b) => Math.max(a, b), 0) || 1;

/**
 * Paints a map, one pixel a cell.
 * @param highest the value that gets the brightest colour; 0 gets the darkest
 * @returns RGBA, row-major, opaque
 */
export const paintMap = ({ values }: FeatureMap, highest: number): Uint8ClampedArray<ArrayBuffer> => {
  const pixels = new Uint8ClampedArray(4 * values.length);
  values.forEach((value, cell) => {
    pixels.set([...viridis(value / highest), 255], 4 * cell);
  });
  return pixels;
};

/** The legend's strip of colours, as a CSS gradient from low to high. */
export const VIRIDIS_GRADIENT = `linear-gradient(to right, ${VIRIDIS.map((rgb) => `rgb(${rgb.join(' ')})`).join(', ')})`;
