import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fromRgb, toRgb } from '../../src/pipeline/opaque';
import type { RgbPixels } from '../../src/pipeline/pyramid';
import { DEPTHS, type Depths, type GoldenIndex } from './golden';

const INDEX = 'cascade.json';
const TENSORS = 'cascade.bin';

/** What is stored: the pixels that went in, and what came out at each depth. */
export interface Golden {
  readonly index: GoldenIndex;
  readonly pixels: RgbPixels;
  readonly depths: Depths;
}

const padded = (bytes: number): number => Math.ceil(bytes / 4) * 4;

/** Writes pixels and tensors as one little-endian file with a JSON index beside it; gives the size in bytes. */
export const writeGolden = async (folder: string, { index, pixels, depths }: Golden): Promise<number> => {
  const rgb = toRgb(pixels.pixels);
  const start = padded(rgb.length);
  const floats = DEPTHS.flatMap((depth) => [...depths[depth]]);
  const bytes = new Uint8Array(start + floats.length * 4);
  bytes.set(rgb);
  new Float32Array(bytes.buffer, start).set(floats);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, TENSORS), bytes);
  await writeFile(join(folder, INDEX), `${JSON.stringify(index, undefined, 1)}\n`);
  return bytes.length;
};

/** Reads what {@link writeGolden} wrote. */
export const readGolden = async (folder: string): Promise<Golden> => {
  const index: GoldenIndex = JSON.parse(await readFile(join(folder, INDEX), 'utf8'));
  const { width, height } = index.photo;
  const { buffer } = new Uint8Array(await readFile(join(folder, TENSORS)));
  let at = padded(width * height * 3);
  const next = (length: number): Float32Array => {
    const values = new Float32Array(buffer, at, length);
    at += length * 4;
    return values;
  };
  const { map, box, crop, feature, score } = index.lengths;
  return {
    index,
    pixels: { width, height, pixels: fromRgb(new Uint8Array(buffer, 0, width * height * 3)) },
    depths: { map: next(map), box: next(box), crop: next(crop), feature: next(feature), score: next(score) },
  };
};
