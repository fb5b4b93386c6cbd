import { LONG_PHOTO } from '../domain/contract';
import type { Size } from '../domain/geometry';
import { SMALLEST_LEVEL_SIDE } from './config';
import { stretchLevels } from './levels';
import type { PixelRows, RgbaPixels } from './opaque';
import { type RgbPixels, reducePhoto } from './reduce';

export type { PixelRows, RgbaPixels } from './opaque';
export type { RgbPixels } from './reduce';

/**
 * A photo, reduced once and then halved again and again, so that every net's input is read from a level within a factor of
 * two of what it needs and a small head in a large photo isn't lost to aliasing.
 */
export interface Pyramid {
  /** Size of the photo itself, whose pixels are the photo frame. */
  readonly photo: Size;
  /** Level 0 is the photo reduced to the manifest's `sampler.maxSide`, see {@link buildPyramid}; each further level is half as wide and high. */
  readonly levels: readonly RgbPixels[];
}

const RED_BLUE = 0xff00ff;

/** Mean of each 2×2 block, rounded half up; the last row or column is repeated where the size is odd. */
const halve = ({ width, height, pixels }: RgbPixels): RgbPixels => {
  const half = { width: Math.ceil(width / 2), height: Math.ceil(height / 2) };
  const out = new Uint32Array(half.width * half.height);
  for (let y = 0, at = 0; y < half.height; y++) {
    const above = 2 * y * width;
    const below = Math.min(2 * y + 1, height - 1) * width;
    for (let x = 0; x < half.width; x++, at++) {
      const left = 2 * x;
      const right = left + 1 < width ? left + 1 : left;
      // Four names, not a list taken apart: this runs once a pixel.
      const a = pixels[above + left];
      const b = pixels[above + right];
      const c = pixels[below + left];
      const d = pixels[below + right];
      // Red and blue in one sum: four bytes and the rounding stay below 2¹⁰, and the next byte is free.
      const redBlue = (a & RED_BLUE) + (b & RED_BLUE) + (c & RED_BLUE) + (d & RED_BLUE) + 0x20002;
      const green = ((a >> 8) & 255) + ((b >> 8) & 255) + ((c >> 8) & 255) + ((d >> 8) & 255) + 2;
      out[at] = ((redBlue >> 2) & RED_BLUE) | ((green >> 2) << 8);
    }
  }
  return { ...half, pixels: out };
};

/** How much longer than others the longest side of a long photo may be: its windows need the pixels of its short side. */
const lengthening = ({ width, height }: Size): number =>
  Math.max(1, Math.max(width, height) / (LONG_PHOTO * Math.min(width, height)));

/**
 * Builds the pyramid of a photo. `npm run predict -- --json` prints how long it takes (`ms.reduce`).
 * @param photo RGBA after EXIF orientation, read at once or row by row; alpha is composited on white.
 * @param maxSide longest side of level 0, pixels; from the manifest. Of a long photo it is the side of as much as is
 *   {@link LONG_PHOTO} short sides long.
 * @throws RangeError when the photo's bytes don't fit its size.
 */
export const buildPyramid = (photo: RgbaPixels | PixelRows, maxSide: number): Pyramid => {
  const levels = [stretchLevels(reducePhoto(photo, maxSide * lengthening(photo)))];
  let smallest = levels[0];
  while (Math.max(smallest.width, smallest.height) > SMALLEST_LEVEL_SIDE) {
    smallest = halve(smallest);
    levels.push(smallest);
  }
  return { photo: { width: photo.width, height: photo.height }, levels };
};
