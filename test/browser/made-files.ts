import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp, { type Sharp } from 'sharp';

/** A file as a person has it: name and bytes. The kind that the system would guess from the name goes with it. */
export interface MadeFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

const MIME_TYPES: Record<string, string> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  heic: 'image/heic',
};

export const file = (name: string, buffer: Buffer): MadeFile => ({
  name,
  mimeType: MIME_TYPES[name.split('.').at(-1) ?? ''] ?? '',
  buffer,
});

/** One of the bundled examples. */
export const example = (name: string): MadeFile =>
  file(name, readFileSync(fileURLToPath(new URL(`../../public/examples/${name}`, import.meta.url))));

/** The astronaut, one smiling face, at this many pixels square. */
export const astronaut = (side: number): Sharp => sharp(example('astronaut.jpg').buffer).resize(side, side);

/** A PNG that says how large it is and then ends. */
export const pngHeader = (width: number, height: number): Buffer => {
  const size = Buffer.alloc(8);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  const head = Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1');
  return Buffer.concat([head, size, Buffer.from([8, 2, 0, 0, 0, 0, 0, 0, 0])]);
};

/** The first box of a HEIC photo, and then nothing. */
export const heicHeader = (): Buffer =>
  Buffer.concat([Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), Buffer.alloc(64)]);

/** Two frames: the astronaut first, then the cat, who has no person's face. */
export const animatedGif = async (): Promise<Buffer> => {
  const frames = await Promise.all([
    astronaut(256).png().toBuffer(),
    sharp(example('cat.jpg').buffer).resize(256, 256).png().toBuffer(),
  ]);
  return sharp(frames, { join: { animated: true } })
    .gif({ delay: [50, 50], loop: 0 })
    .toBuffer();
};

const quarterTurn = (degrees: 90 | 180 | 270) => (picture: Sharp) => picture.rotate(degrees);
const mirror = (picture: Sharp): Sharp => picture.flop();
const flip = (picture: Sharp): Sharp => picture.flip();

/** By EXIF orientation: the steps that turn the upright picture into how such a file stores it. */
const STORED: Record<number, readonly ((picture: Sharp) => Sharp)[]> = {
  1: [],
  2: [mirror],
  3: [quarterTurn(180)],
  4: [flip],
  5: [quarterTurn(90), mirror],
  6: [quarterTurn(270)],
  7: [quarterTurn(90), flip],
  8: [quarterTurn(90)],
};

/** A photo that is upright once its EXIF orientation, 1–8, is heeded. */
export const withOrientation = async (upright: Sharp, orientation: number): Promise<Buffer> => {
  let pixels = await upright.png().toBuffer();
  // One step at a time: sharp has an order of its own for turns and flips within one pass.
  for (const step of STORED[orientation] ?? []) pixels = await step(sharp(pixels)).png().toBuffer();
  return sharp(pixels).withMetadata({ orientation }).jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer();
};
