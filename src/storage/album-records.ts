import type { AlbumFace, AlbumPhoto, AlbumPictures } from '../domain/album';
import type { ImportMark, Removal } from '../domain/album-store';
import { ATTRIBUTES } from '../domain/attributes';
import type { Box, Size } from '../domain/geometry';

/** Changes whenever a kept record means something else; records of a newer schema are left alone. */
export const RECORD_SCHEMA = 1;

/** What stands in the database under a photo's key. */
export type PhotoRecord = AlbumPhoto & { readonly schema: typeof RECORD_SCHEMA };

/** A kept record as it was read: good, of a schema that only a newer Facet knows, or damaged. */
export type ReadRecord =
  | { readonly kind: 'good'; readonly photo: AlbumPhoto }
  | { readonly kind: 'newer' }
  | { readonly kind: 'damaged' };

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isShare = (value: unknown): boolean => isNumber(value) && value >= 0 && value <= 1;

const isSize = (value: unknown): value is Size =>
  isFields(value) && isNumber(value.width) && isNumber(value.height) && value.width > 0 && value.height > 0;

const isBox = (value: unknown): value is Box<'photo'> =>
  isFields(value) && isNumber(value.x) && isNumber(value.y) && isSize(value);

const isFace = (value: unknown): value is AlbumFace =>
  isFields(value) &&
  Number.isInteger(value.index) &&
  isBox(value.head) &&
  isBox(value.face) &&
  isNumber(value.rollDegrees) &&
  isShare(value.score) &&
  value.probabilities instanceof Float32Array &&
  value.probabilities.length === ATTRIBUTES.length &&
  value.probabilities.every(isShare) &&
  value.present instanceof Uint8Array &&
  value.present.length === ATTRIBUTES.length;

const isPhoto = (value: Fields): boolean =>
  typeof value.id === 'string' &&
  typeof value.name === 'string' &&
  typeof value.models === 'string' &&
  isNumber(value.bytes) &&
  isNumber(value.added) &&
  isSize(value.size) &&
  (value.leftOut === undefined || isNumber(value.leftOut)) &&
  Array.isArray(value.faces) &&
  value.faces.every(isFace);

/** What is written for a photo. */
export const toRecord = (photo: AlbumPhoto): PhotoRecord => ({ ...photo, schema: RECORD_SCHEMA });

/** Checks a kept value in full: everything that shows or exports it may rely on its type. */
export const readRecord = (value: unknown): ReadRecord => {
  if (!isFields(value) || !isNumber(value.schema)) return { kind: 'damaged' };
  if (value.schema > RECORD_SCHEMA) return { kind: 'newer' };
  if (value.schema < RECORD_SCHEMA || !isPhoto(value)) return { kind: 'damaged' };
  const { schema: _, ...photo } = value;
  return { kind: 'good', photo: photo as unknown as AlbumPhoto };
};

/** The small pictures of a photo's faces, as they are kept. */
export const readThumbs = (value: unknown): AlbumPictures['thumbs'] =>
  Array.isArray(value)
    ? value.filter((thumb) => thumb instanceof Uint8Array).map((thumb) => new Uint8Array(thumb))
    : [];

/** How far adding photos came; anything else counts as not broken off. */
export const readMark = (value: unknown): ImportMark | undefined =>
  isFields(value) && isNumber(value.done) && isNumber(value.total)
    ? { done: value.done, total: value.total }
    : undefined;

/** What was noted as removed; anything else counts as nothing. */
export const readRemoval = (value: unknown): Removal | undefined =>
  isFields(value) && Array.isArray(value.photos) && Array.isArray(value.faces)
    ? { photos: value.photos, faces: value.faces }
    : undefined;
