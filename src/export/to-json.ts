import { type AlbumFace, presentIn, probabilitiesOf } from '../domain/album';
import type { AttributeName, PerAttribute } from '../domain/attributes';
import type { Box, Size } from '../domain/geometry';
import { type ExportContext, type ExportedPhoto, exportedAttributes, type ListFormat } from './format';

/** Changes whenever a field means something else; programs that read the file should check it. */
export const EXPORT_SCHEMA = 'facet-album/2';

/** One face. Boxes are in pixels of the photo after EXIF orientation and may reach beyond it. */
export interface JsonFace {
  /** Place in the photo from left to right, from 1. */
  readonly number: number;
  readonly face: Box<'photo'>;
  readonly head: Box<'photo'>;
  readonly rollDegrees: number;
  /** How sure it is that this is a face, 0–1. */
  readonly detectionScore: number;
  readonly present: readonly AttributeName[];
  /** Calibrated probabilities, 0–1. */
  readonly attributes: Partial<PerAttribute<number>>;
}

export interface JsonPhoto {
  readonly file: string;
  /** Size of the file in bytes, and its content's name; absent for a photo that is in no album. */
  readonly bytes?: number;
  readonly sha256?: string;
  /** ISO 8601, UTC. */
  readonly added: string;
  readonly size: Size;
  /** Version of the models that looked at it. */
  readonly models: string;
  /** What should be known about the file: `cut`, `first-frame`. */
  readonly notes: readonly string[];
  readonly faces: readonly JsonFace[];
  /** How many more heads or faces were seen than are described; absent where all are. */
  readonly leftOut?: number;
}

/** The whole file. */
export interface JsonExport {
  readonly schema: typeof EXPORT_SCHEMA;
  /** ISO 8601, UTC. */
  readonly exported: string;
  /** Whether the attributes that judge a person are in it: only where somebody asked for them. */
  readonly sensitiveAttributes: 'included' | 'left out';
  /** From which probability on models of this version call an attribute present, 0–1. */
  readonly thresholds?: { readonly models: string; readonly values: Partial<PerAttribute<number>> };
  readonly photos: readonly JsonPhoto[];
}

/** Float32 says 0.8999999761581421 where 0.9 is meant. */
const short = (value: number): number => Number(value.toFixed(4));

const shortOf = (names: readonly AttributeName[], values: PerAttribute<number>): Partial<PerAttribute<number>> =>
  Object.fromEntries(names.map((name) => [name, short(values[name])]));

const jsonFace = (face: AlbumFace, names: readonly AttributeName[]): JsonFace => ({
  number: face.index + 1,
  face: face.face,
  head: face.head,
  rollDegrees: short(face.rollDegrees),
  detectionScore: short(face.score),
  present: presentIn(face).filter((name) => names.includes(name)),
  attributes: shortOf(names, probabilitiesOf(face)),
});

const jsonPhoto = ({ photo, faces, notes = [] }: ExportedPhoto, names: readonly AttributeName[]): JsonPhoto => ({
  file: photo.name,
  ...(photo.id !== '' && { bytes: photo.bytes, sha256: photo.id }),
  added: new Date(photo.added).toISOString(),
  size: photo.size,
  models: photo.models,
  notes,
  faces: faces.map((face) => jsonFace(face, names)),
  ...(photo.leftOut !== undefined && { leftOut: photo.leftOut }),
});

/** Photos with their faces as one JSON text; see {@link JsonExport}. */
export const toJson = (photos: readonly ExportedPhoto[], context: ExportContext): string => {
  const names = exportedAttributes(context);
  const { exported, sensitive, thresholds } = context;
  const file: JsonExport = {
    schema: EXPORT_SCHEMA,
    exported: new Date(exported).toISOString(),
    sensitiveAttributes: sensitive ? 'included' : 'left out',
    ...(thresholds && { thresholds: { models: thresholds.models, values: shortOf(names, thresholds.values) } }),
    photos: photos.map((photo) => jsonPhoto(photo, names)),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
};

export const jsonFormat: ListFormat = {
  kind: 'json',
  content: 'list',
  label: { en: 'Data (JSON)', 'zh-CN': '数据（JSON）' },
  help: 'one line a photo',
  type: 'application/json',
  fileName: 'facet-faces.json',
  write: toJson,
};
