import { DARK_PHOTO, STRETCHED_WHITE } from './config';
import type { RgbPixels } from './reduce';

/** This share of the bytes is brighter than a photo's white: lamps and glints say nothing about its light. */
const BRIGHTEST = 0.005;
/** And this share darker than its black. */
const DARKEST = 0.01;

const histogramOf = (pixels: Uint32Array): Uint32Array => {
  const counts = new Uint32Array(256);
  for (let i = 0; i < pixels.length; i++) {
    const pixel = pixels[i];
    counts[pixel & 255]++;
    counts[(pixel >> 8) & 255]++;
    counts[(pixel >> 16) & 255]++;
  }
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
export const stretchLevels = (photo: RgbPixels): RgbPixels => {
  const counts = histogramOf(photo.pixels);
  const white = percentile(counts, 1 - BRIGHTEST);
  const black = percentile(counts, DARKEST);
  if (white >= DARK_PHOTO || white - black < 2) return photo;
  const stretched = Uint8ClampedArray.from(counts, (_, byte) => ((byte - black) * STRETCHED_WHITE) / (white - black));
  const pixels = photo.pixels.map(
    (pixel) => stretched[pixel & 255] | (stretched[(pixel >> 8) & 255] << 8) | (stretched[(pixel >> 16) & 255] << 16),
  );
  return { ...photo, pixels };
};
