import type { Box, Size } from '../../../src/domain/geometry';
import type { RgbaPixels } from '../../../src/pipeline/pyramid';
import type { Random } from '../composite-parts';
import type { ReferenceFace } from '../labels';

/** A photo with one face that is asked for. */
export interface Subject {
  readonly pixels: RgbaPixels;
  /** The face that is asked for; it may reach beyond the photo. */
  readonly face: Box<'photo'>;
  /** Tilt of the line between its eyes, clockwise in the picture, degrees; absent where it isn't known. */
  readonly rollDegrees?: number;
  /** Every face of the photo, `face` among them. */
  readonly faces: readonly ReferenceFace[];
}

/** Shows the same photo otherwise. The same random numbers give the same picture. */
export type Vary = (subject: Subject, random: Random) => Subject | Promise<Subject>;

/** The part of a box that lies in a photo; without width or height where none does. */
export const clipped = ({ x, y, width, height }: Box<'photo'>, photo: Size): Box<'photo'> => {
  const left = Math.min(Math.max(x, 0), photo.width);
  const top = Math.min(Math.max(y, 0), photo.height);
  return {
    x: left,
    y: top,
    width: Math.max(0, Math.min(x + width, photo.width) - left),
    height: Math.max(0, Math.min(y + height, photo.height) - top),
  };
};

/** The same faces with their boxes moved. */
export const withBoxes = (subject: Subject, move: (box: Box<'photo'>) => Box<'photo'>): Subject => ({
  ...subject,
  face: move(subject.face),
  faces: subject.faces.map(({ box, score }) => ({ box: move(box), score })),
});

/** The part of a photo in a box of whole pixels. */
export const cropPixels = ({ width, data }: RgbaPixels, box: Box<'photo'>): RgbaPixels => {
  const out = new Uint8Array(box.width * box.height * 4);
  for (let row = 0; row < box.height; row++) {
    const from = ((box.y + row) * width + box.x) * 4;
    out.set(data.subarray(from, from + box.width * 4), row * box.width * 4);
  }
  return { width: box.width, height: box.height, data: out };
};
