import { type Analysis, type Face, facesOf, type StageTimes } from '../domain/analysis';
import { type AttributeName, type PerAttribute, perAttribute } from '../domain/attributes';
import type { Box } from '../domain/geometry';

/** Names the fields and what they mean, `contract/photo.schema.json`; another number where one of them changes its meaning. */
export const RECORD_SCHEMA = 'facet-photo/1';

/** A box in pixels of the photo after EXIF orientation, origin top left; it may reach beyond the photo. */
export type RecordBox = Pick<Box<'photo'>, 'x' | 'y' | 'width' | 'height'>;

/** One face of a photo. */
export interface FaceRecord {
  /** Head and shoulders. */
  readonly head: RecordBox;
  /** Forehead to chin, ear to ear. */
  readonly face: RecordBox;
  /** How far the head is tilted, clockwise in the picture, degrees in −180…180. */
  readonly roll: number;
  /** How sure it is that this is a face, 0–1. */
  readonly score: number;
  /** Calibrated probability of each of the 40 attributes, 0–1. */
  readonly attributes: PerAttribute<number>;
  /** The attributes whose probability reaches their threshold. */
  readonly present: readonly AttributeName[];
}

/** What is said of one photo: a line of `predict --json`, and what the library's `analyze` gives. */
export interface PhotoRecord {
  readonly schema: typeof RECORD_SCHEMA;
  /** The file's name; absent where the photo is no file. */
  readonly file?: string;
  /** Of the photo after EXIF orientation, pixels. */
  readonly width: number;
  readonly height: number;
  /** How far the photo lies turned, clockwise, degrees; absent where it lies as it should. */
  readonly turn?: 90 | 180 | 270;
  /** How many more heads or faces were seen than are described; absent where all are. */
  readonly leftOut?: number;
  /** From left to right; empty where there is none. */
  readonly faces: readonly FaceRecord[];
  /** What should be known about the file; absent where there is nothing. */
  readonly notes?: readonly PhotoNoteName[];
  /** Milliseconds: of each stage; `decode` and `reduce` where they were measured; `total` from the file to the scores. */
  readonly ms: StageTimes & { readonly decode?: number; readonly reduce?: number };
}

/** `cut`: the file lacks its end; `first-frame`: it is an animation. */
export type PhotoNoteName = 'cut' | 'first-frame';

/** What is known of a photo beside its analysis. */
export interface RecordContext {
  readonly file?: string | undefined;
  readonly notes?: readonly PhotoNoteName[];
  readonly ms?: Partial<PhotoRecord['ms']>;
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

const boxOf = ({ x, y, width, height }: Box<'photo'>): RecordBox => ({
  x: round(x, 2),
  y: round(y, 2),
  width: round(width, 2),
  height: round(height, 2),
});

const faceRecord = ({ head, face, rollDegrees, score, attributes, present }: Face): FaceRecord => ({
  head: boxOf(head),
  face: boxOf(face),
  roll: round(rollDegrees, 2),
  score: round(score, 4),
  attributes: perAttribute((name) => round(attributes[name], 4)),
  present,
});

const times = (ms: PhotoRecord['ms']): PhotoRecord['ms'] =>
  Object.fromEntries(
    Object.entries(ms).map(([stage, time]) => [stage, round(time, 1)]),
  ) as unknown as PhotoRecord['ms'];

/** An analysis without its maps and features, rounded to what is meant; see {@link PhotoRecord}. */
export const photoRecord = (analysis: Analysis, { file, notes = [], ms }: RecordContext = {}): PhotoRecord => ({
  schema: RECORD_SCHEMA,
  ...(file !== undefined && { file }),
  width: analysis.photo.width,
  height: analysis.photo.height,
  ...(analysis.turnDegrees !== undefined && { turn: analysis.turnDegrees }),
  ...(analysis.leftOut !== undefined && { leftOut: analysis.leftOut }),
  faces: facesOf(analysis).map(faceRecord),
  ...(notes.length > 0 && { notes }),
  ms: times({ ...analysis.ms, ...ms }),
});
