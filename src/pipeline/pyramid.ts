import { LONG_PHOTO } from '../domain/contract';
import type { Size } from '../domain/geometry';
import { SMALLEST_LEVEL_SIDE } from './config';
import { stretchLevels } from './levels';
import type { RgbaPixels } from './opaque';
import { type RgbPixels, reducePhoto } from './reduce';

export type { RgbaPixels } from './opaque';
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

/** Mean of each 2×2 block, rounded half up; the last row or column is repeated where the size is odd. */
const halve = ({ width, height, rgb }: RgbPixels): RgbPixels => {
  const half = { width: Math.ceil(width / 2), height: Math.ceil(height / 2) };
  const out = new Uint8Array(half.width * half.height * 3);
  for (let y = 0, at = 0; y < half.height; y++) {
    const above = 2 * y * width * 3;
    const below = Math.min(2 * y + 1, height - 1) * width * 3;
    for (let x = 0; x < half.width; x++) {
      const left = 6 * x;
      const right = 2 * x + 1 < width ? left + 3 : left;
      for (let c = 0; c < 3; c++, at++) {
        out[at] =
          (rgb[above + left + c] + rgb[above + right + c] + rgb[below + left + c] + rgb[below + right + c] + 2) >> 2;
      }
    }
  }
  return { ...half, rgb: out };
};

/** How much longer than others the longest side of a long photo may be: its windows need the pixels of its short side. */
const lengthening = ({ width, height }: Size): number =>
  Math.max(1, Math.max(width, height) / (LONG_PHOTO * Math.min(width, height)));

/**
 * Builds the pyramid of a photo. `npm run predict -- --json` prints how long it takes (`ms.reduce`).
 * @param photo RGBA after EXIF orientation; alpha is composited on white.
 * @param maxSide longest side of level 0, pixels; from the manifest. Of a long photo it is the side of as much as is
 *   {@link LONG_PHOTO} short sides long.
 * @throws RangeError when the photo's bytes don't fit its size.
 */
export const buildPyramid = (photo: RgbaPixels, maxSide: number): Pyramid => {
  const levels = [stretchLevels(reducePhoto(photo, maxSide * lengthening(photo)))];
  let smallest = levels[0];
  while (Math.max(smallest.width, smallest.height) > SMALLEST_LEVEL_SIDE) {
    smallest = halve(smallest);
    levels.push(smallest);
  }
  return { photo: { width: photo.width, height: photo.height }, levels };
};
