import type { FeatureMap } from '../domain/analysis';

type Rgb = readonly [red: number, green: number, blue: number];

/** A scale of colours at equal steps, from its lowest value to its highest. */
export type ColorScale = readonly Rgb[];

/** Viridis, for what has no middle: even to the eye, and readable without colour vision. */
export const VIRIDIS: ColorScale = [
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
 * ColorBrewer's blues and oranges about white, for what speaks against and for: two hues that no common kind of colour
 * blindness confuses, as dark at both ends.
 */
export const DIVERGING: ColorScale = [
  [5, 48, 97],
  [33, 102, 172],
  [67, 147, 195],
  [146, 197, 222],
  [209, 229, 240],
  [247, 247, 247],
  [254, 224, 182],
  [253, 184, 99],
  [224, 130, 20],
  [179, 88, 6],
  [127, 59, 8],
];

/**
 * The colour of a value, between the two nearest steps.
 * @param share 0 (lowest) to 1 (highest); what lies outside is taken as the end
 * @returns red, green and blue, 0–255
 */
export const colorAt = (scale: ColorScale, share: number): Rgb => {
  const at = Math.min(Math.max(share, 0), 1) * (scale.length - 1);
  const low = scale[Math.floor(at)] ?? [0, 0, 0];
  const high = scale[Math.ceil(at)] ?? low;
  const mix = (channel: 0 | 1 | 2): number =>
    Math.round(low[channel] + (high[channel] - low[channel]) * (at - Math.floor(at)));
  return [mix(0), mix(1), mix(2)];
};

/** The largest value of a map; 1 for a map of zeros, so that it can be divided by. */
export const highestOf = ({ values }: FeatureMap): number => values.reduce((a, b) => Math.max(a, b), 0) || 1;

/** The largest distance from 0 in a map; 1 for a map of zeros. */
export const farthestOf = ({ values }: FeatureMap): number => values.reduce((a, b) => Math.max(a, Math.abs(b)), 0) || 1;

/**
 * Paints a map, one pixel a cell.
 * @param lowest the value that gets the scale's first colour
 * @param highest the value that gets its last
 * @returns RGBA, row-major, opaque
 */
export const paintMap = (
  { values }: FeatureMap,
  scale: ColorScale,
  lowest: number,
  highest: number,
): Uint8ClampedArray<ArrayBuffer> => {
  const pixels = new Uint8ClampedArray(4 * values.length);
  values.forEach((value, cell) => {
    pixels.set([...colorAt(scale, (value - lowest) / (highest - lowest)), 255], 4 * cell);
  });
  return pixels;
};

/** The legend's strip of colours, as a CSS gradient from low to high. */
export const gradientOf = (scale: ColorScale): string =>
  `linear-gradient(to right, ${scale.map((rgb) => `rgb(${rgb.join(' ')})`).join(', ')})`;
