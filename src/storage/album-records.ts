import { type AlbumFace, type AlbumPhoto, type AlbumPictures, isFaceKey } from '../domain/album';
import type { ImportMark, Origin, Removal } from '../domain/album-store';
import { ATTRIBUTES } from '../domain/attributes';
import type { Box, Size } from '../domain/geometry';
import { currentSchema, isFields, type RecordKind, statedOrFirst, statedSchema } from './record-kinds';

/*
 * What an album keeps, kind by kind. Whoever changes what a field means, or adds one that must be there, adds a migration
 * to its kind and a record of the schema before to the test that opens old albums.
 */

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isCount = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0;
const isShare = (value: unknown): boolean => isNumber(value) && value >= 0 && value <= 1;
const isString = (value: unknown): value is string => typeof value === 'string';

const isSize = (value: unknown): value is Size =>
  isFields(value) && isNumber(value.width) && isNumber(value.height) && value.width > 0 && value.height > 0;

export const isBox = (value: unknown): value is Box<'photo'> =>
  isFields(value) && isNumber(value.x) && isNumber(value.y) && isSize(value);

/** Absent where the photo lies as it should. */
const isTurn = (value: unknown): boolean => [undefined, 90, 180, 270].some((turn) => value === turn);

const isFace = (value: unknown): value is AlbumFace =>
  isFields(value) &&
  isCount(value.index) &&
  isBox(value.head) &&
  isBox(value.face) &&
  isNumber(value.rollDegrees) &&
  isShare(value.score) &&
  value.probabilities instanceof Float32Array &&
  value.probabilities.length === ATTRIBUTES.length &&
  value.probabilities.every(isShare) &&
  value.present instanceof Uint8Array &&
  value.present.length === ATTRIBUTES.length;

/** Faces have a place each: two of the same place would be one in every list. */
const areFaces = (value: unknown): value is AlbumFace[] =>
  Array.isArray(value) && value.every(isFace) && new Set(value.map(({ index }) => index)).size === value.length;

/** A photo's record. Everything that shows or exports it may rely on its type. */
export const PHOTO_KIND: RecordKind<AlbumPhoto> = {
  migrations: [],
  schemaOf: statedSchema,
  check(value) {
    const isPhoto =
      isFields(value) &&
      isString(value.id) &&
      isString(value.name) &&
      isString(value.models) &&
      isNumber(value.bytes) &&
      isNumber(value.added) &&
      isSize(value.size) &&
      (value.leftOut === undefined || isNumber(value.leftOut)) &&
      isTurn(value.turnDegrees) &&
      areFaces(value.faces);
    if (!isPhoto) return undefined;
    const { schema: _, ...photo } = value;
    return photo as unknown as AlbumPhoto;
  },
};

/** What is written for a photo. */
export const toRecord = (photo: AlbumPhoto) => ({ ...photo, schema: currentSchema(PHOTO_KIND) });

/** The small pictures of a photo's faces. */
export const THUMBS_KIND: RecordKind<AlbumPictures['thumbs']> = {
  migrations: [],
  schemaOf: statedOrFirst,
  check: (value) =>
    Array.isArray(value)
      ? value.filter((thumb) => thumb instanceof Uint8Array).map((thumb) => new Uint8Array(thumb))
      : undefined,
};

/** The photo itself, reduced. */
export const PICTURE_KIND: RecordKind<Uint8Array<ArrayBuffer>> = {
  migrations: [],
  schemaOf: statedOrFirst,
  check: (value) => (value instanceof Uint8Array ? new Uint8Array(value) : undefined),
};

/** How far adding photos came. One that came to its end wasn't broken off. */
export const MARK_KIND: RecordKind<ImportMark> = {
  migrations: [],
  schemaOf: statedOrFirst,
  check: (value) =>
    isFields(value) && isCount(value.done) && isCount(value.total) && value.done < value.total
      ? { done: value.done, total: value.total }
      : undefined,
};

/** What was noted as removed. One odd item makes the note unbelievable: nothing is deleted on its word. */
export const REMOVAL_KIND: RecordKind<Removal> = {
  migrations: [],
  schemaOf: statedOrFirst,
  check: (value) =>
    isFields(value) &&
    Array.isArray(value.photos) &&
    value.photos.every(isString) &&
    Array.isArray(value.faces) &&
    value.faces.every(isFaceKey)
      ? { photos: value.photos, faces: value.faces, ...(value.everything === true && { everything: true }) }
      : undefined,
};

/** Where a photo's file lies. */
export const ORIGIN_KIND: RecordKind<Origin> = {
  migrations: [],
  schemaOf: statedSchema,
  check: (value) =>
    isFields(value) && isFields(value.handle) && Array.isArray(value.path) && value.path.every(isString)
      ? { handle: value.handle, path: value.path }
      : undefined,
};

export const toOriginRecord = ({ handle, path }: Origin) => ({ schema: currentSchema(ORIGIN_KIND), handle, path });

/** What somebody said is no face in a file. */
export const NOT_FACES_KIND: RecordKind<readonly Box<'photo'>[]> = {
  migrations: [],
  schemaOf: statedSchema,
  check: (value) => (isFields(value) && Array.isArray(value.boxes) ? value.boxes.filter(isBox) : undefined),
};

export const toNotFacesRecord = (boxes: readonly Box<'photo'>[]) => ({
  schema: currentSchema(NOT_FACES_KIND),
  boxes: boxes.map(({ x, y, width, height }) => ({ x, y, width, height })),
});
