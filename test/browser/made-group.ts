import sharp from 'sharp';
import { example, file, type MadeFile } from './made-files';

/** Heads of the examples: file, and where the head is in it. */
const HEADS = [
  ['astronaut.jpg', { left: 93, top: 8, width: 265, height: 265 }],
  ['grace-hopper.jpg', { left: 13, top: 18, width: 490, height: 490 }],
  ['photographer.jpg', { left: 121, top: 69, width: 206, height: 206 }],
  ['luis-pedro.jpg', { left: 0, top: 0, width: 300, height: 300 }],
  ['three-people.jpg', { left: 844, top: 10, width: 243, height: 243 }],
] as const;

/** Side of a person's square in a group photo, pixels. */
const SIDE = 150;

/** A group photo: so many people in rows, as in a school's. */
export const groupPhoto = async (columns: number, rows: number): Promise<MadeFile> => {
  const people = await Promise.all(
    HEADS.map(([name, head]) => sharp(example(name).buffer).extract(head).resize(SIDE, SIDE).png().toBuffer()),
  );
  const composite = Array.from({ length: columns * rows }, (_, at) => ({
    input: people[(at + Math.floor(at / columns)) % people.length] ?? Buffer.alloc(0),
    left: (at % columns) * SIDE,
    top: Math.floor(at / columns) * SIDE,
  }));
  const size = { width: columns * SIDE, height: rows * SIDE, channels: 3, background: '#777' } as const;
  return file('group.jpg', await sharp({ create: size }).composite(composite).jpeg().toBuffer());
};
