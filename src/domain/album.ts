import { type Analysis, facesOf } from './analysis';
import { ATTRIBUTES, type AttributeName, type PerAttribute, perAttribute } from './attributes';
import type { Box, Size } from './geometry';

/** Names a photo by what is in it: the SHA-256 of its file in hex. The same file has the same name everywhere. */
export type AlbumPhotoId = string;

/** What an album keeps of one face. */
export interface AlbumFace {
  /** Its place in the photo from left to right, from 0; stays its own when a neighbour is deleted. */
  readonly index: number;
  readonly head: Box<'photo'>;
  readonly face: Box<'photo'>;
  /** Clockwise in the picture, degrees. */
  readonly rollDegrees: number;
  /** How sure the cascade is that this is a face, 0–1. */
  readonly score: number;
  /** Calibrated, 0–1, in the order of `ATTRIBUTES`. */
  readonly probabilities: Float32Array;
  /** 1 where the attribute reached its threshold, else 0; in the order of `ATTRIBUTES`. */
  readonly present: Uint8Array;
}

/** What an album keeps of one photo. Boxes are in pixels of `size`, after EXIF orientation. */
export interface AlbumPhoto {
  readonly id: AlbumPhotoId;
  /** The file's name. */
  readonly name: string;
  /** The file's size. */
  readonly bytes: number;
  /** When it came into the album, milliseconds since 1970. */
  readonly added: number;
  readonly size: Size;
  /** From left to right; empty when none was found. */
  readonly faces: readonly AlbumFace[];
  /** How many more heads or faces were seen than are described; absent where all are. */
  readonly leftOut?: number;
  /** Version of the models that looked at it. */
  readonly models: string;
}

/** Encoded pictures that are kept beside a photo, as files' bytes. */
export interface AlbumPictures {
  /** One small square a face, in the order of `AlbumPhoto.faces` when it was added (by `AlbumFace.index`). */
  readonly thumbs: readonly Uint8Array<ArrayBuffer>[];
  /** The photo itself, reduced; absent when there was no room for it. */
  readonly photo?: Uint8Array<ArrayBuffer>;
}

/** Names one face among all albums. */
export type FaceKey = `${AlbumPhotoId}/${number}`;

export const faceKey = (photo: AlbumPhoto, face: AlbumFace): FaceKey => `${photo.id}/${face.index}`;

/** The two halves of a {@link FaceKey}. */
export const splitFaceKey = (key: FaceKey): { readonly id: AlbumPhotoId; readonly index: number } => {
  const at = key.lastIndexOf('/');
  return { id: key.slice(0, at), index: Number(key.slice(at + 1)) };
};

/** What an analysis leaves in an album. */
export const albumFaces = (analysis: Analysis): AlbumFace[] =>
  facesOf(analysis).map(({ head, face, rollDegrees, score, attributes, present }, index) => ({
    index,
    head,
    face,
    rollDegrees,
    score,
    probabilities: Float32Array.from(ATTRIBUTES, (name) => attributes[name]),
    present: Uint8Array.from(ATTRIBUTES, (name) => (present.includes(name) ? 1 : 0)),
  }));

/** The attributes that a face has. */
export const presentIn = ({ present }: AlbumFace): AttributeName[] => ATTRIBUTES.filter((_, at) => present[at] === 1);

/** A face's probabilities by name, 0–1. */
export const probabilitiesOf = ({ probabilities }: AlbumFace): PerAttribute<number> =>
  perAttribute((_, at) => probabilities[at] ?? Number.NaN);
