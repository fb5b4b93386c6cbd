import type { FeatureMap } from '../../domain/analysis';

type Color = readonly [red: number, green: number, blue: number, alpha: number];

/**
 * A scale of colours at equal steps, from its lowest value to its highest: red, green and blue, 0–255, and how much is
 * seen of them, 0–1.
 */
export type ColorScale = readonly Color[];

/** Viridis, for what has no middle: even to the eye, and readable without colour vision. */
export const VIRIDIS: ColorScale = [
  [68, 1, 84, 1],
  [72, 40, 120, 1],
  [62, 73, 137, 1],
  [49, 104, 142, 1],
  [38, 130, 142, 1],
  [31, 158, 137, 1],
  [53, 183, 121, 1],
  [110, 206, 88, 1],
  [181, 222, 43, 1],
  [253, 231, 37, 1],
];

/**
 * Blue for what speaks against, orange for what speaks for: two hues that no common kind of colour blindness confuses
 * (ColorBrewer's RdBu and PuOr lend one side each). Where nothing speaks, the photo is seen.
 */
export const DIVERGING: ColorScale = [
  [5, 48, 97, 1],
  [33, 102, 172, 0.9],
  [67, 147, 195, 0.65],
  [146, 197, 222, 0.35],
  [247, 247, 247, 0],
  [253, 184, 99, 0.35],
  [241, 140, 40, 0.65],
  [224, 110, 10, 0.9],
  [200, 80, 0, 1],
];

/**
 * The colour of a value, between the two nearest steps.
 * @param share 0 (lowest) to 1 (highest); what lies outside is taken as the end
 * @returns RGBA as a picture holds it, 0–255
 */
export const colorAt = (scale: ColorScale, share: number): Color => {
  const at = Math.min(Math.max(share, 0), 1) * (scale.length - 1);
  const low = scale[Math.floor(at)] ?? [0, 0, 0, 0];
  const high = scale[Math.ceil(at)] ?? low;
  const mix = (channel: 0 | 1 | 2 | 3): number => low[channel] + (high[channel] - low[channel]) * (at - Math.floor(at));
  return [Math.round(mix(0)), Math.round(mix(1)), Math.round(mix(2)), Math.round(255 * mix(3))];
};

/** The largest value of a map; 1 for a map of zeros, so that it can be divided by. */
export const highestOf = ({ values }: FeatureMap): number => values.reduce((a, b) => Math.max(a, b), 0) || 1;

/** The largest distance from 0 in a map; 1 for a map of zeros. */
export const farthestOf = ({ values }: FeatureMap): number => values.reduce((a, b) => Math.max(a, Math.abs(b)), 0) || 1;

/**
 * Paints a map, one pixel a cell.
 * @param lowest the value that gets the scale's first colour
 * @param highest the value that gets its last
 * @returns RGBA, row-major
 */
export const paintMap = (
  { values }: FeatureMap,
  scale: ColorScale,
  lowest: number,
  highest: number,
): Uint8ClampedArray<ArrayBuffer> => {
  const pixels = new Uint8ClampedArray(4 * values.length);
  values.forEach((value, cell) => {
    pixels.set(colorAt(scale, (value - lowest) / (highest - lowest)), 4 * cell);
  });
  return pixels;
};

/** The legend's strip of colours, as a CSS gradient from low to high. */
export const gradientOf = (scale: ColorScale): string =>
  `linear-gradient(to right, ${scale.map(([red, green, blue, alpha]) => `rgb(${red} ${green} ${blue} / ${alpha})`).join(', ')})`;
