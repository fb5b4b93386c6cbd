import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';

const WIDTH = 640;
const HEIGHT = 360;
const FRAMES_A_SECOND = 15;
const FRAMES = 24;
const GREY = 114;

interface Person {
  readonly width: number;
  readonly height: number;
  readonly rgb: Buffer;
}

/** A frame of a y4m video: grey, with the person so far from the left; luma, then chroma of half the size (BT.601). */
const frameOf = ({ width, height, rgb }: Person, left: number): Uint8Array => {
  const pixels = WIDTH * HEIGHT;
  const out = new Uint8Array(pixels * 1.5).fill(GREY, 0, pixels).fill(128, pixels);
  const top = HEIGHT - height;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i += 3) {
      const [r, g, b] = [rgb[i], rgb[i + 1], rgb[i + 2]];
      const [column, row] = [left + x, top + y];
      out[row * WIDTH + column] = 16 + (65.74 * r + 129.06 * g + 25.06 * b) / 256;
      if (column % 2 === 1 || row % 2 === 1) continue;
      const at = pixels + (row / 2) * (WIDTH / 2) + column / 2;
      out[at] = 128 + (-37.95 * r - 74.49 * g + 112.44 * b) / 256;
      out[at + pixels / 4] = 128 + (112.44 * r - 94.15 * g - 18.29 * b) / 256;
    }
  }
  return out;
};

/**
 * Writes a video for the browser's fake camera, which plays it round and round: one person on the left of the picture,
 * moving to and fro. Gives its path.
 */
export const writeVideo = async (): Promise<string> => {
  const { data, info } = await sharp('public/examples/grace-hopper.jpg')
    .resize({ height: 320 })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const person = { width: info.width, height: info.height, rgb: data };
  const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${FRAMES_A_SECOND}:1 Ip A1:1 C420jpeg\n`);
  const frames = Array.from({ length: FRAMES }, (_, i) => {
    const left = Math.round(60 + 40 * Math.sin((i / FRAMES) * 2 * Math.PI));
    return [Buffer.from('FRAME\n'), frameOf(person, left)];
  });
  const path = join(mkdtempSync(join(tmpdir(), 'facet-camera-')), 'person.y4m');
  writeFileSync(path, Buffer.concat([header, ...frames.flat()]));
  return path;
};
