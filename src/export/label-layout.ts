import type { Box, Size } from '../domain/geometry';

/** Type that can be read on a screen, pixels; larger in larger pictures. */
const SMALLEST_TYPE = 14;
export const LINE = 1.25;

/** Size of the type for a picture: readable in the picture as a whole, and never smaller than on a screen. */
export const typeSize = ({ width, height }: Size): number =>
  Math.max(SMALLEST_TYPE, Math.round(Math.max(width, height) / 80));

/** A picture is drawn at least this large, and so that a face is at least so wide, if it doesn't become too large by it. */
const SMALLEST_PICTURE = 480;
const SMALLEST_FACE = 40;

/** Pixels; as many as phones' photos have. Larger photos are drawn reduced. */
const LARGEST_PICTURE = 12_500_000;

/**
 * How large a photo is drawn, as a multiple of its size.
 * @param picture size of the picture that is at hand
 * @param faces widths of the faces in it, pixels
 */
export const drawnScale = ({ width, height }: Size, faces: readonly number[]): number => {
  const most = Math.sqrt(LARGEST_PICTURE / (width * height));
  const wanted = Math.max(
    1,
    SMALLEST_PICTURE / Math.max(width, height),
    SMALLEST_FACE / Math.min(...faces, SMALLEST_FACE),
  );
  return wanted === 1 ? Math.min(1, most) : Math.min(Math.ceil(wanted), Math.max(1, most));
};

const meets = (a: Box<'photo'>, b: Box<'photo'>): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const isInside = ({ x, y, width, height }: Box<'photo'>, picture: Size): boolean =>
  x >= 0 && y >= 0 && x + width <= picture.width && y + height <= picture.height;

/** Where a block may go beside a box: below, above, to the right, to the left; moved into the picture along that side. */
const placesBeside = (box: Box<'photo'>, { width, height }: Size, picture: Size, gap: number): Box<'photo'>[] => {
  const along = (start: number, length: number, end: number): number =>
    Math.min(Math.max(0, start), Math.max(0, end - length));
  const x = along(box.x, width, picture.width);
  const y = along(box.y, height, picture.height);
  return [
    { x, y: box.y + box.height + gap, width, height },
    { x, y: box.y - gap - height, width, height },
    { x: box.x + box.width + gap, y, width, height },
    { x: box.x - gap - width, y, width, height },
  ];
};

/**
 * Where blocks of text go beside faces, so that none covers a face or another block.
 * @param sizes of the blocks, in the order of the faces
 * @returns undefined for a block that has no room
 */
export const placeLabels = (
  faces: readonly Box<'photo'>[],
  sizes: readonly Size[],
  picture: Size,
  gap: number,
): (Box<'photo'> | undefined)[] => {
  const placed: Box<'photo'>[] = [];
  return faces.map((face, at) => {
    const size = sizes[at];
    const free = (place: Box<'photo'>): boolean =>
      isInside(place, picture) && ![...faces, ...placed].some((other) => meets(place, other));
    const place = size && placesBeside(face, size, picture, gap).find(free);
    if (place) placed.push(place);
    return place;
  });
};

/** Breaks a text at its spaces into lines of at most this width; a word that is wider has a line to itself. */
export const brokenInto = (text: string, width: number, widthOf: (text: string) => number): string[] => {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && widthOf(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
};
