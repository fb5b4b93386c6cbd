import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { RgbaPixels } from '../../src/pipeline/pyramid';
import { EXAMPLES_FOLDER } from '../convert/golden';

const PORTRAIT = `${EXAMPLES_FOLDER}/grace-hopper.jpg`;
/** People side by side in one row, and the width of a photo of several, pixels. */
const IN_ROW = 4;
const WIDTH = 640;

/** A photo of so many people in rows of four; one person is the portrait itself, two share its height. */
export const photoOf = async (people: number): Promise<RgbaPixels> => {
  const portrait = await readFile(PORTRAIT);
  const columns = Math.min(people, IN_ROW);
  const cell = people === 1 ? 512 : Math.round(WIDTH / columns);
  const person = await sharp(portrait)
    .resize({ width: cell })
    .removeAlpha()
    .png()
    .toBuffer({ resolveWithObject: true });
  const height = person.info.height;
  const layers = Array.from({ length: people }, (_, i) => ({
    input: person.data,
    left: (i % columns) * cell,
    top: Math.floor(i / columns) * height,
  }));
  const size = { width: columns * cell, height: Math.ceil(people / columns) * height };
  const data = await sharp({ create: { ...size, channels: 3, background: '#808080' } })
    .composite(layers)
    .ensureAlpha()
    .raw()
    .toBuffer();
  return { ...size, data };
};
