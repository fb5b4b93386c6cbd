import type { AlbumFace, AlbumPhoto } from '../../../src/domain/album';
import { ATTRIBUTES, type AttributeName } from '../../../src/domain/attributes';

const BOX = { x: 10, y: 20, width: 20, height: 30 };

/** A face that has these attributes, at 0.9, and no others, at 0.1. */
export const albumFace = (present: readonly AttributeName[] = [], index = 0): AlbumFace => ({
  index,
  head: BOX,
  face: BOX,
  rollDegrees: 0,
  score: 0.9,
  probabilities: Float32Array.from(ATTRIBUTES, (name) => (present.includes(name) ? 0.9 : 0.1)),
  present: Uint8Array.from(ATTRIBUTES, (name) => (present.includes(name) ? 1 : 0)),
});

/** A photo of 100 × 80 pixels; it came after all whose `added` is smaller. */
export const albumPhoto = (id: string, faces: readonly AlbumFace[] = [albumFace()], added = 1): AlbumPhoto => ({
  id,
  name: `${id}.jpg`,
  bytes: 1000,
  added,
  size: { width: 100, height: 80 },
  faces,
  models: 'made',
});
