import type { Box, Size } from '../domain/geometry';

/** A block of text lines beside a face, in pixels of the picture. */
export interface LabelPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Size of the type for a picture: readable in the picture as a whole, and never smaller than on a screen. */
export const typeSize = ({ width, height }: Size): number => Math.max(13, Math.round(Math.max(width, height) / 80));

/**
 * Where a face's label goes: below its box, else above, else inside at the lower edge; moved sideways into the picture.
 * @param label size of the block
 */
export const labelPlace = (face: Box<'photo'>, label: Size, picture: Size, gap: number): LabelPlace => {
  const below = face.y + face.height + gap;
  const above = face.y - gap - label.height;
  const inside = Math.min(face.y + face.height, picture.height) - label.height - gap;
  const y = below + label.height <= picture.height ? below : above >= 0 ? above : Math.max(0, inside);
  const x = Math.min(Math.max(0, face.x), Math.max(0, picture.width - label.width));
  return { x, y, width: label.width, height: label.height };
};
