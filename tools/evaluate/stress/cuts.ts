import type { Box } from '../../../src/domain/geometry';
import { clipped, cropPixels, type Subject, type Vary, withBoxes } from './subject';

/** A photo of less than this side shows nothing. */
const SMALLEST_SIDE = 8;

const cropTo = (subject: Subject, wanted: Box<'photo'>): Subject => {
  const inside = clipped(wanted, subject.pixels);
  const x = Math.min(Math.round(inside.x), subject.pixels.width - SMALLEST_SIDE);
  const y = Math.min(Math.round(inside.y), subject.pixels.height - SMALLEST_SIDE);
  const width = Math.max(SMALLEST_SIDE, Math.round(inside.x + inside.width) - x);
  const height = Math.max(SMALLEST_SIDE, Math.round(inside.y + inside.height) - y);
  return {
    ...withBoxes(subject, (box) => ({ ...box, x: box.x - x, y: box.y - y })),
    pixels: cropPixels(subject.pixels, { x, y, width, height }),
  };
};

/** A face larger than the photo: this share of its box is cut off on each side. */
export const closeUp =
  (share: number): Vary =>
  (subject) => {
    const { x, y, width, height } = subject.face;
    return cropTo(subject, {
      x: x + share * width,
      y: y + share * height,
      width: (1 - 2 * share) * width,
      height: (1 - 2 * share) * height,
    });
  };

/** This share of the face lies beyond the photo's left or right edge. */
export const beyondEdge =
  (share: number): Vary =>
  (subject, random) => {
    const { face, pixels } = subject;
    const atLeft = random() < 0.5;
    const edge = face.x + (atLeft ? share : 1 - share) * face.width;
    const x = atLeft ? edge : 0;
    return cropTo(subject, { x, y: 0, width: atLeft ? pixels.width - edge : edge, height: pixels.height });
  };
