import { DARK_PHOTO } from '../domain/contract';
import type { RgbPixels } from './reduce';

// The brightest bytes are lamps and glints, which say nothing about a photo's light.
const { white: DARK_WHITE, stretchedWhite, darkest, brightest } = DARK_PHOTO;

const histogramOf = (rgb: Uint8Array): Uint32Array => {
  const counts = new Uint32Array(256);
  for (let i = 0; i < rgb.length; i++) counts[rgb[i]]++;
  return counts;
};

/** The byte below which a share of all bytes lies. */
const percentile = (counts: Uint32Array, share: number): number => {
  const total = counts.reduce((sum, count) => sum + count, 0);
  let below = 0;
  return counts.findIndex((count) => {
    below += count;
    return below > share * total;
  });
};

/**
 * Stretches the levels of a dark photo, so that the nets see it in the light that they know; one line for all three
 * channels keeps its colours. Other photos stay as they are, to the byte, and so does one that is all but black.
 * `tools/train/sampler.py` does the same.
 */
export const stretchLevels = (pixels: RgbPixels): RgbPixels => {
  const counts = histogramOf(pixels.rgb);
  const white = percentile(counts, 1 - brightest);
  const black = percentile(counts, darkest);
  if (white >= DARK_WHITE || white - black < 2) return pixels;
  const stretched = Uint8ClampedArray.from(counts, (_, byte) => ((byte - black) * stretchedWhite) / (white - black));
  return { ...pixels, rgb: pixels.rgb.map((byte) => stretched[byte]) };
};
