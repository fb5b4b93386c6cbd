import { ATTRIBUTES, type AttributeName } from '../../src/domain/attributes';
import type { Box } from '../../src/domain/geometry';
import { degrees } from '../../src/pipeline/crop';
import { UsageError } from '../lib/command';
import { readCsv, type Table } from '../lib/csv';

type Row = Table['rows'][number];

type Point = { readonly x: number; readonly y: number };

/** Of the subject, whose right eye is the left one in the picture; photo pixels. */
export interface Landmarks {
  readonly rightEye: Point;
  readonly leftEye: Point;
  readonly nose: Point;
  /** Midway between its corners. */
  readonly mouth: Point;
}

/** What the CSV says about one photo. */
export interface LabelledPhoto {
  readonly file: string;
  /** Who is shown, where the CSV says so: photos of one person are no independent measurements. */
  readonly identity?: string;
  /** Absent where the reference detector found no face. */
  readonly box?: Box<'photo'>;
  /** Tilt of the line between the eyes, clockwise in the picture, degrees. */
  readonly rollDegrees?: number;
  /** Absent where the CSV has none. */
  readonly landmarks?: Landmarks;
  /** 0 or 1 in the order of {@link ATTRIBUTES}; empty for a set without people. */
  readonly labels: readonly number[];
}

export interface LabelSet {
  readonly hasPeople: boolean;
  readonly photos: readonly LabelledPhoto[];
}

/** A face that the reference detector sees. */
export interface ReferenceFace {
  readonly box: Box<'photo'>;
  /** The detector's confidence, 0–1; 1 where the CSV gives none. */
  readonly score: number;
}

const BOX = ['face_x', 'face_y', 'face_w', 'face_h'] as const;
const EYES = ['right_eye_x', 'right_eye_y', 'left_eye_x', 'left_eye_y'] as const;
const NOSE = ['nose_x', 'nose_y'] as const;
const MOUTH = ['mouth_right_x', 'mouth_right_y', 'mouth_left_x', 'mouth_left_y'] as const;

/** Numbers of some columns; undefined where one is absent or empty. @throws UsageError when one is no number. */
const numbersOf = (row: Row, columns: readonly string[], path: string): number[] | undefined => {
  const wrong = columns.find((column) => row[column] && !Number.isFinite(Number(row[column])));
  if (wrong) throw new UsageError(`${path}: ${row.file} has "${row[wrong]}" as its ${wrong}; a number was expected.`);
  return columns.every((column) => row[column]) ? columns.map((column) => Number(row[column])) : undefined;
};

const boxFrom = (row: Row, path: string): Box<'photo'> | undefined => {
  const numbers = numbersOf(row, BOX, path);
  if (!numbers) return undefined;
  const [x, y, width, height] = numbers;
  return { x, y, width, height };
};

const rollFrom = (row: Row, path: string): number | undefined => {
  const numbers = numbersOf(row, EYES, path);
  if (!numbers) return undefined;
  const [rightX, rightY, leftX, leftY] = numbers;
  // The subject's right eye is the left one in the picture.
  return degrees(Math.atan2(leftY - rightY, leftX - rightX));
};

const landmarksFrom = (row: Row, path: string): Landmarks | undefined => {
  const numbers = numbersOf(row, [...EYES, ...NOSE, ...MOUTH], path);
  if (!numbers) return undefined;
  const [rightX, rightY, leftX, leftY, x, y, oneX, oneY, otherX, otherY] = numbers;
  return {
    rightEye: { x: rightX, y: rightY },
    leftEye: { x: leftX, y: leftY },
    nose: { x, y },
    mouth: { x: (oneX + otherX) / 2, y: (oneY + otherY) / 2 },
  };
};

/** Whether all 40 columns are there, in our order. @throws UsageError when only some are, or in another order. */
const hasAttributes = ({ path, columns }: Table): boolean => {
  const known = columns.filter((column): column is AttributeName => ATTRIBUTES.some((name) => name === column));
  if (known.length === 0) return false;
  const missing = ATTRIBUTES.filter((name) => !known.includes(name));
  if (missing.length > 0) {
    throw new UsageError(`${path} has ${known.length} of the 40 attribute columns. Missing: ${missing.join(', ')}.`);
  }
  const wrong = ATTRIBUTES.findIndex((name, index) => known[index] !== name);
  if (wrong < 0) return true;
  throw new UsageError(
    `${path} has the attribute columns in another order: "${known[wrong]}" stands where "${ATTRIBUTES[wrong]}" was expected.`,
  );
};

const labelsFrom = (row: Row, path: string): number[] =>
  ATTRIBUTES.map((name) => {
    const value = row[name];
    if (value === '0' || value === '1') return Number(value);
    throw new UsageError(`${path}: ${row.file} has "${value}" as its ${name}; 0 or 1 was expected.`);
  });

/**
 * Reads the CSV of a set. Without any of the 40 attribute columns it is a set without people.
 * @throws UsageError naming what is missing, out of order or no label.
 */
export const readLabels = async (path: string): Promise<LabelSet> => {
  const header = await readCsv(path, ['file']);
  const hasPeople = hasAttributes(header);
  const table = hasPeople ? await readCsv(path, ['file', ...BOX]) : header;
  const photos = table.rows.map((row) => {
    const box = boxFrom(row, path);
    const rollDegrees = rollFrom(row, path);
    const landmarks = landmarksFrom(row, path);
    return {
      file: row.file,
      ...(row.identity && { identity: row.identity }),
      ...(box && { box }),
      ...(rollDegrees !== undefined && { rollDegrees }),
      ...(landmarks && { landmarks }),
      labels: hasPeople ? labelsFrom(row, path) : [],
    };
  });
  return { hasPeople, photos };
};

/** Reads a CSV with one row a face, as `*.faces.csv`; faces by photo. @throws UsageError when a column is missing. */
export const readReferenceFaces = async (path: string): Promise<Map<string, ReferenceFace[]>> => {
  const { rows } = await readCsv(path, ['file', ...BOX]);
  const faces = new Map<string, ReferenceFace[]>();
  for (const row of rows) {
    const box = boxFrom(row, path);
    if (!box) throw new UsageError(`${path}: a row of ${row.file} has no box.`);
    const [score] = numbersOf(row, ['face_score'], path) ?? [1];
    faces.set(row.file, [...(faces.get(row.file) ?? []), { box, score }]);
  }
  return faces;
};
