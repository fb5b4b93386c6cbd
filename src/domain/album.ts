import { type Analysis, type Face, type FeatureMap, facesOf, type TurnDegrees } from './analysis';
import { ATTRIBUTES, type AttributeName, type PerAttribute, perAttribute } from './attributes';
import { type Box, overlap, type Size } from './geometry';

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
  /** How far the photo lies turned, as in {@link Analysis}; absent where it lies as it should. */
  readonly turnDegrees?: TurnDegrees;
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

/** Whether a value of unknown origin names a face. */
export const isFaceKey = (value: unknown): value is FaceKey => typeof value === 'string' && /^.+\/\d+$/.test(value);

/** The two halves of a {@link FaceKey}. */
export const splitFaceKey = (key: FaceKey): { readonly id: AlbumPhotoId; readonly index: number } => {
  const at = key.lastIndexOf('/');
  return { id: key.slice(0, at), index: Number(key.slice(at + 1)) };
};

/** No map at all: what an album doesn't keep. */
const NO_MAP: FeatureMap = {
  width: 0,
  height: 0,
  values: new Float32Array(),
  region: { x: 0, y: 0, width: 0, height: 0 },
};

/**
 * What an album knows of a photo, as the analysis that it was: the same boxes and scores. ANet's features are never kept,
 * because they would be a template of the face; without them, and without maps, there is no evidence either.
 */
export const storedAnalysis = (photo: AlbumPhoto): Analysis => {
  const { faces, size } = photo;
  const outcome = {
    ...albumRemarks(photo),
    photo: size,
    responseMap: NO_MAP,
    heatMap: NO_MAP,
    ms: { sample: 0, lneto: 0, lnets: 0, anet: 0, total: 0 },
  };
  if (faces.length === 0) return { ...outcome, kind: 'no-face' };
  return { ...outcome, kind: 'found', faces: faces.map(storedFace) };
};

const storedFace = (kept: AlbumFace): Face => ({
  head: kept.head,
  face: kept.face,
  rollDegrees: kept.rollDegrees,
  score: kept.score,
  attributes: probabilitiesOf(kept),
  present: presentIn(kept),
  responseMap: NO_MAP,
  evidence: {
    ...NO_MAP,
    contributions: perAttribute(() => new Float32Array()),
    margins: perAttribute(() => Number.NaN),
    features: new Float32Array(),
  },
});

/** What an album keeps about a photo as a whole; nothing where there is nothing to say. */
export const albumRemarks = ({
  leftOut,
  turnDegrees,
}: Analysis | AlbumPhoto): Pick<AlbumPhoto, 'leftOut' | 'turnDegrees'> => ({
  ...(leftOut !== undefined && { leftOut }),
  ...(turnDegrees !== undefined && { turnDegrees }),
});

/** What an album keeps of an analysis, face by face. */
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

/** Boxes of a face in two looks at one file overlap at least so much (IoU), also with other models or on another GPU. */
const SAME_FACE = 0.5;

/** Whether two boxes of one file are of the same face. */
export const isSameFace = (a: Box<'photo'>, b: Box<'photo'>): boolean => overlap(a, b) >= SAME_FACE;

/** An analysis without the faces that lie in one of these boxes, which somebody said are none. */
export const withoutBoxes = (analysis: Analysis, boxes: readonly Box<'photo'>[]): Analysis => {
  if (analysis.kind === 'no-face') return analysis;
  const faces = analysis.faces.filter(({ face }) => !boxes.some((box) => isSameFace(face, box)));
  if (faces.length === analysis.faces.length) return analysis;
  if (faces.length > 0) return { ...analysis, faces };
  const { faces: _, ...outcome } = analysis;
  return { ...outcome, kind: 'no-face' };
};

/** The attributes that a face has. */
export const presentIn = ({ present }: AlbumFace): AttributeName[] => ATTRIBUTES.filter((_, at) => present[at] === 1);

/** A face's probabilities by name, 0–1. */
export const probabilitiesOf = ({ probabilities }: AlbumFace): PerAttribute<number> =>
  perAttribute((_, at) => probabilities[at] ?? Number.NaN);
