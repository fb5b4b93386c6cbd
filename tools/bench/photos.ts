import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { RgbaPixels } from '../../src/pipeline/pyramid';
import { EXAMPLES_FOLDER } from '../lib/examples';

/** Portraits of one person each, as large as they are. */
const PORTRAITS = ['grace-hopper', 'astronaut', 'luis-pedro'] as const;
/** People side by side in one row, and the width of a photo of several, pixels. */
const IN_ROW = 4;
const WIDTH = 640;
/** How many people the made photos show. */
const GROUPS = [2, 8, 16];

/** A photo to measure. */
export interface BenchPhoto {
  readonly name: string;
  readonly people: number;
  readonly pixels: RgbaPixels;
}

const read = (portrait: string): Promise<Buffer> => readFile(`${EXAMPLES_FOLDER}/${portrait}.jpg`);

/** One of the public portraits, as large as it is. */
export const portraitOf = async (name: string): Promise<BenchPhoto> => {
  const { data, info } = await sharp(await read(name))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { name, people: 1, pixels: { width: info.width, height: info.height, data } };
};

/** The portraits in turn, in square cells, four a row. */
const groupOf = async (people: number): Promise<BenchPhoto> => {
  const columns = Math.min(people, IN_ROW);
  const side = WIDTH / columns;
  const layers = await Promise.all(
    Array.from({ length: people }, async (_, i) => ({
      input: await sharp(await read(PORTRAITS[i % PORTRAITS.length]))
        .resize(side, side, { position: 'top' })
        .png()
        .toBuffer(),
      left: (i % columns) * side,
      top: Math.floor(i / columns) * side,
    })),
  );
  const size = { width: WIDTH, height: Math.ceil(people / columns) * side };
  const data = await sharp({ create: { ...size, channels: 3, background: '#808080' } })
    .composite(layers)
    .ensureAlpha()
    .raw()
    .toBuffer();
  return { name: `${people} people`, people, pixels: { ...size, data } };
};

/** The photos of the benchmark: single portraits, then made groups. */
export const benchPhotos = (): Promise<BenchPhoto[]> =>
  Promise.all([...PORTRAITS.map(portraitOf), ...GROUPS.map(groupOf)]);
