import { type AlbumFace, type AlbumPhoto, presentIn } from '../domain/album';
import { ATTRIBUTES } from '../domain/attributes';

/** A photo with those of its faces that are exported. */
export interface ExportedPhoto {
  readonly photo: AlbumPhoto;
  readonly faces: readonly AlbumFace[];
}

/** Digits after the point: more than any measurement of the nets is worth. */
const SHARE_DIGITS = 4;
const PIXEL_DIGITS = 1;

const FACE_COLUMNS = [
  'file',
  'face',
  'added',
  'photo_width',
  'photo_height',
  'face_x',
  'face_y',
  'face_width',
  'face_height',
  'head_x',
  'head_y',
  'head_width',
  'head_height',
  'roll_degrees',
  'score',
  'present',
  'left_out',
] as const;

/** What a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** Text as one field: defused with an apostrophe where it would be a formula, quoted where RFC 4180 wants it. */
const textField = (text: string): string => {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const rounded = (value: number, digits: number): string => String(Number(value.toFixed(digits)));

const line = (photo: AlbumPhoto, face: AlbumFace): string => {
  const boxes = [face.face, face.head].flatMap(({ x, y, width, height }) => [x, y, width, height]);
  return [
    textField(photo.name),
    String(face.index + 1),
    new Date(photo.added).toISOString(),
    String(photo.size.width),
    String(photo.size.height),
    ...boxes.map((pixels) => rounded(pixels, PIXEL_DIGITS)),
    rounded(face.rollDegrees, PIXEL_DIGITS),
    rounded(face.score, SHARE_DIGITS),
    presentIn(face).join(' '),
    String(photo.leftOut ?? 0),
    ...Array.from(face.probabilities, (probability) => rounded(probability, SHARE_DIGITS)),
  ].join(',');
};

/**
 * Faces as a table, RFC 4180: one line a face, a header, lines end with CRLF. `face` counts the photo's faces from left
 * to right, from 1; boxes are in pixels of the photo; `present` names the attributes above their thresholds; `left_out`
 * is how many more heads of the photo were seen than are described; the 40 columns are calibrated probabilities, 0–1, named as CelebA names them.
 */
export const toCsv = (photos: readonly ExportedPhoto[]): string => {
  const header = [...FACE_COLUMNS, ...ATTRIBUTES].join(',');
  const lines = photos.flatMap(({ photo, faces }) => faces.map((face) => line(photo, face)));
  return [header, ...lines, ''].join('\r\n');
};
