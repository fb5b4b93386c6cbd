import type { Box, Size } from '../../../src/domain/geometry';
import type { RgbaPixels } from '../../../src/pipeline/pyramid';
import { type Subject, type Vary, withBoxes } from './subject';

/** A quarter turn to the right of the pixels. */
const turnPixels = ({ width, height, data }: RgbaPixels): RgbaPixels => {
  const from = new Uint32Array(Uint8Array.from(data).buffer);
  const to = new Uint32Array(from.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) to[x * height + height - 1 - y] = from[y * width + x];
  }
  return { width: height, height: width, data: new Uint8Array(to.buffer) };
};

const turnBox = ({ x, y, width, height }: Box<'photo'>, photo: Size): Box<'photo'> => ({
  x: photo.height - y - height,
  y: x,
  width: height,
  height: width,
});

const quarterTurn = (subject: Subject): Subject => {
  const { pixels, rollDegrees } = subject;
  return {
    ...withBoxes(subject, (box) => turnBox(box, pixels)),
    pixels: turnPixels(pixels),
    ...(rollDegrees !== undefined && { rollDegrees: rollDegrees + 90 }),
  };
};

/** The photo lies turned to the right by so many quarter turns, and no EXIF orientation says so. */
export const turned =
  (quarters: number): Vary =>
  (subject) => {
    let varied = subject;
    for (let i = 0; i < quarters; i++) varied = quarterTurn(varied);
    return varied;
  };
