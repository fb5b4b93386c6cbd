import sharp from 'sharp';
import type { RgbaPixels } from '../../src/pipeline/pyramid';
import { between, type Random } from './composite-parts';

/** How one print looks: grey values 0–255, lengths in pixels. */
interface Print {
  readonly gamma: number;
  /** Darkest and brightest grey: old prints are faded. */
  readonly black: number;
  readonly white: number;
  /** Standard deviation of the grain, and the side of a grain. */
  readonly grain: number;
  readonly grainSide: number;
  /** Distance of the dots of a halftone screen at 45°; 0 is none. */
  readonly screen: number;
  /** How much the screen covers, 0–1. */
  readonly screenStrength: number;
}

const printOf = (random: Random): Print => ({
  gamma: between(random, 0.7, 1.5),
  black: between(random, 0, 60),
  white: between(random, 180, 255),
  grain: between(random, 4, 24),
  grainSide: random() < 0.5 ? 1 : 2,
  screen: random() < 0.4 ? between(random, 2.6, 4.5) : 0,
  screenStrength: between(random, 0.3, 0.8),
});

/** A number of mean 0 and standard deviation 1, near enough to Gaussian: four uniform ones. */
const gaussian = (random: Random): number => (random() + random() + random() + random() - 2) * Math.sqrt(3);

/** Grey as printed in dots: dark areas are large dots, bright ones small. */
const halftone = (grey: number, x: number, y: number, { screen, screenStrength }: Print): number => {
  const [u, v] = [((x + y) * Math.PI) / screen, ((x - y) * Math.PI) / screen];
  const level = 127.5 + 127.5 * 0.5 * (Math.cos(u) + Math.cos(v));
  const dot = Math.min(255, Math.max(0, 127.5 + 4 * (grey - level)));
  return grey + screenStrength * (dot - grey);
};

/** Row by row, the grain of each pixel; grains of two pixels are repeated. */
const grainOf = ({ width, height }: RgbaPixels, { grain, grainSide }: Print, random: Random): Float32Array => {
  const columns = Math.ceil(width / grainSide);
  const coarse = Float32Array.from({ length: columns * Math.ceil(height / grainSide) }, () => grain * gaussian(random));
  return Float32Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return coarse[Math.floor(y / grainSide) * columns + Math.floor(x / grainSide)];
  });
};

/** Makes a photo look printed long ago: grey, faded, soft, grainy, two of five in halftone, then saved as a poor JPEG. */
export const pressLook = async (photo: RgbaPixels, random: Random): Promise<RgbaPixels> => {
  const { width, height } = photo;
  const print = printOf(random);
  const soft = await sharp(photo.data, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .greyscale()
    .blur(between(random, 0.3, 0.9))
    .raw()
    .toBuffer();
  const grain = grainOf(photo, print, random);
  const grey = Uint8Array.from(soft, (value, i) => {
    const faded = print.black + (print.white - print.black) * (value / 255) ** print.gamma;
    const grainy = faded + grain[i];
    const printed = print.screen > 0 ? halftone(grainy, i % width, Math.floor(i / width), print) : grainy;
    return Math.round(Math.min(255, Math.max(0, printed)));
  });
  const jpeg = await sharp(grey, { raw: { width, height, channels: 1 } })
    .jpeg({ quality: Math.round(between(random, 40, 85)) })
    .toBuffer();
  const data = await sharp(jpeg).toColourspace('srgb').ensureAlpha().raw().toBuffer();
  return { width, height, data };
};
