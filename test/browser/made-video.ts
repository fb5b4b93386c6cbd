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

/** Where somebody stands in a frame, in pixels from its upper left corner. */
type Placed = readonly [person: Person, left: number];

/** A frame of a y4m video: grey, with people at its lower edge; luma, then chroma of half the size (BT.601). */
const frameOf = (people: readonly Placed[]): Uint8Array => {
  const pixels = WIDTH * HEIGHT;
  const out = new Uint8Array(pixels * 1.5).fill(GREY, 0, pixels).fill(128, pixels);
  for (const [{ width, height, rgb }, left] of people) {
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
  }
  return out;
};

/** Somebody of the examples, so high in the picture, whose middle is there, and who moves so far to both sides. */
export interface Extra {
  readonly photo: string;
  readonly height: number;
  readonly center: number;
  readonly sway: number;
}

/** One person on the left of the picture, moving to and fro. */
const ONE: readonly Extra[] = [{ photo: 'grace-hopper.jpg', height: 320, center: 184, sway: 40 }];

/** Three people side by side. */
export const THREE: readonly Extra[] = [
  { photo: 'grace-hopper.jpg', height: 240, center: 106, sway: 8 },
  { photo: 'astronaut.jpg', height: 210, center: 320, sway: 8 },
  { photo: 'luis-pedro.jpg', height: 210, center: 534, sway: 8 },
];

const personOf = async ({ photo, height }: Extra): Promise<Person> => {
  const { data, info } = await sharp(`public/examples/${photo}`)
    .resize({ height })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgb: data };
};

/** Writes a video for the browser's fake camera, which plays it round and round. Gives its path. */
export const writeVideo = async (extras: readonly Extra[] = ONE): Promise<string> => {
  const people = await Promise.all(extras.map(personOf));
  const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${FRAMES_A_SECOND}:1 Ip A1:1 C420jpeg\n`);
  const frames = Array.from({ length: FRAMES }, (_, i) => {
    const placed = people.map((person, at): Placed => {
      const { center, sway } = extras[at];
      return [person, Math.round(center - person.width / 2 + sway * Math.sin((i / FRAMES) * 2 * Math.PI))];
    });
    return [Buffer.from('FRAME\n'), frameOf(placed)];
  });
  const path = join(mkdtempSync(join(tmpdir(), 'facet-camera-')), 'people.y4m');
  writeFileSync(path, Buffer.concat([header, ...frames.flat()]));
  return path;
};
