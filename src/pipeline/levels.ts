import { DARK_PHOTO } from '../domain/contract';
import type { RgbPixels } from './reduce';

// The brightest bytes are lamps and glints, which say nothing about a photo's light.
const { white: DARK_WHITE, stretchedWhite, darkest, brightest } = DARK_PHOTO;

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
  const white = percentile(counts, 1 - brightest);
  const black = percentile(counts, darkest);
  if (white >= DARK_WHITE || white - black < 2) return photo;
  const stretched = Uint8ClampedArray.from(counts, (_, byte) => ((byte - black) * stretchedWhite) / (white - black));
  const pixels = photo.pixels.map(
    (pixel) => stretched[pixel & 255] | (stretched[(pixel >> 8) & 255] << 8) | (stretched[(pixel >> 16) & 255] << 16),
  );
  return { ...photo, pixels };
};
