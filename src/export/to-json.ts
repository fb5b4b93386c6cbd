import { type AlbumFace, presentIn, probabilitiesOf } from '../domain/album';
import { type AttributeName, type PerAttribute, perAttribute } from '../domain/attributes';
import type { Box, Size } from '../domain/geometry';
import type { ExportedPhoto } from './to-csv';

/** Changes whenever a field means something else; programs that read the file should check it. */
export const EXPORT_SCHEMA = 'facet-album/1';

/** One face. Boxes are in pixels of the photo after EXIF orientation and may reach beyond it. */
export interface JsonFace {
  /** Place in the photo from left to right, from 1. */
  readonly number: number;
  readonly face: Box<'photo'>;
  readonly head: Box<'photo'>;
  readonly rollDegrees: number;
  /** 0–1. */
  readonly score: number;
  readonly present: readonly AttributeName[];
  /** Calibrated probabilities, 0–1. */
  readonly attributes: PerAttribute<number>;
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
  readonly faces: readonly JsonFace[];
}

/** The whole file. */
export interface JsonExport {
  readonly schema: typeof EXPORT_SCHEMA;
  /** ISO 8601, UTC. */
  readonly exported: string;
  readonly photos: readonly JsonPhoto[];
}

/** Float32 says 0.8999999761581421 where 0.9 is meant. */
const short = (value: number): number => Number(value.toFixed(4));

const jsonFace = (face: AlbumFace): JsonFace => {
  const probabilities = probabilitiesOf(face);
  return {
    number: face.index + 1,
    face: face.face,
    head: face.head,
    rollDegrees: short(face.rollDegrees),
    score: short(face.score),
    present: presentIn(face),
    attributes: perAttribute((name) => short(probabilities[name])),
  };
};

/** @param exported milliseconds since 1970 */
export const toJson = (photos: readonly ExportedPhoto[], exported: number): string => {
  const file: JsonExport = {
    schema: EXPORT_SCHEMA,
    exported: new Date(exported).toISOString(),
    photos: photos.map(({ photo, faces }) => ({
      file: photo.name,
      ...(photo.id !== '' && { bytes: photo.bytes, sha256: photo.id }),
      added: new Date(photo.added).toISOString(),
      size: photo.size,
      models: photo.models,
      faces: faces.map(jsonFace),
    })),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
};
