import { type AlbumFace, presentIn, probabilitiesOf } from '../domain/album';
import { type ExportContext, type ExportedPhoto, exportedAttributes, type ListFormat } from './format';

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
  'detection_score',
  'notes',
  'present',
  'left_out',
] as const;

/** What spreadsheets take for the beginning of a formula, also in full width, and behind what they don't show. */
const FORMULA = /^[\s\p{C}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;

/** What some spreadsheet takes for the end of a field or a line, and what RFC 4180 has quoted. */
const QUOTED = /[",;|\t\r\n]|^\s|\s$/;

/** Text as one field: defused with an apostrophe where it would be a formula, quoted where a program might split it. */
const textField = (text: string): string => {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const rounded = (value: number, digits: number): string => String(Number(value.toFixed(digits)));

const line = ({ photo, notes = [] }: ExportedPhoto, face: AlbumFace, context: ExportContext): string => {
  const boxes = [face.face, face.head].flatMap(({ x, y, width, height }) => [x, y, width, height]);
  const names = exportedAttributes(context);
  const probabilities = probabilitiesOf(face);
  const thresholds = context.thresholds?.models === photo.models ? context.thresholds.values : undefined;
  return [
    textField(photo.name),
    String(face.index + 1),
    new Date(photo.added).toISOString(),
    String(photo.size.width),
    String(photo.size.height),
    ...boxes.map((pixels) => rounded(pixels, PIXEL_DIGITS)),
    rounded(face.rollDegrees, PIXEL_DIGITS),
    rounded(face.score, SHARE_DIGITS),
    notes.join(' '),
    presentIn(face)
      .filter((name) => names.includes(name))
      .join(' '),
    String(photo.leftOut ?? 0),
    ...names.map((name) => (thresholds ? rounded(thresholds[name], SHARE_DIGITS) : '')),
    ...names.map((name) => rounded(probabilities[name], SHARE_DIGITS)),
  ].join(',');
};

/**
 * Faces as a table, RFC 4180: one line a face, a header, lines end with CRLF. `face` counts the photo's faces from left
 * to right, from 1; boxes are in pixels of the photo; `detection_score` says how sure it is that this is a face, 0–1;
 * `notes` says what should be known about the file (`cut`, `first-frame`); `present` names the attributes above their
 * thresholds; `left_out` is how many more heads of the photo were seen than are described; `threshold_…` follow (empty
 * where other models looked at the photo); the last columns are calibrated probabilities, 0–1, named as CelebA names
 * them: all 40, or those that don't judge a person.
 */
export const toCsv = (photos: readonly ExportedPhoto[], context: ExportContext): string => {
  const names = exportedAttributes(context);
  const header = [...FACE_COLUMNS, ...names.map((name) => `threshold_${name}`), ...names].join(',');
  const lines = photos.flatMap((photo) => photo.faces.map((face) => line(photo, face, context)));
  return [header, ...lines, ''].join('\r\n');
};

export const csvFormat: ListFormat = {
  kind: 'csv',
  content: 'list',
  label: { en: 'Table (CSV)', 'zh-CN': '表格（CSV）' },
  help: 'a table, one line a face',
  type: 'text/csv;charset=utf-8',
  fileName: 'facet-faces.csv',
  write: toCsv,
};
