import type { Random } from '../composite-parts';
import type { Vary } from './subject';

/** What a sensor adds in the dark: the standard deviation of its reading, bytes, and of its light, √byte. */
const READ_NOISE = 1;
const SHOT_NOISE = 0.3;

/** A number of mean 0 and standard deviation 1 (Box and Muller). */
const gaussian = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** So much of the light, as bytes, with a camera's noise. */
export const darkened =
  (light: number): Vary =>
  (subject, random) => {
    const { width, height, data } = subject.pixels;
    const dark = Uint8ClampedArray.from(data, (byte, i) => {
      if (i % 4 === 3) return byte;
      const value = byte * light;
      return value + gaussian(random) * Math.hypot(READ_NOISE, SHOT_NOISE * Math.sqrt(value));
    });
    return { ...subject, pixels: { width, height, data: new Uint8Array(dark.buffer) } };
  };
