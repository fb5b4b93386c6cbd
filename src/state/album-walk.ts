import { type FaceKey, faceKey, isSameFace, splitFaceKey } from '../domain/album';
import { facesOf } from '../domain/analysis';
import { type AlbumState, albumPhotoWithId } from './album-state';
import type { Photo } from './app-state';

/* Pure: the way from one face that the album shows to the next, while their photos are on the stage. */

/** Where somebody is among the faces that the album shows. */
export interface AlbumPlace {
  /** From 0; of a face that isn't shown any more, the place that it had. */
  readonly at: number;
  readonly isShown: boolean;
}

/** Somebody opens the photo of a face. @param shown the tiles by name, in the order in which they are shown */
export const faceVisited = (state: AlbumState, key: FaceKey, shown: readonly FaceKey[]): AlbumState => ({
  ...state,
  visited: { key, at: Math.max(0, shown.indexOf(key)) },
});

/** The face of the album that is chosen on the stage. */
const chosenKey = (state: AlbumState, photo: Photo): FaceKey | undefined => {
  const kept = photo.file === undefined ? undefined : albumPhotoWithId(state, photo.file);
  const chosen = photo.phase === 'analysed' ? facesOf(photo.analysis)[photo.chosenFace] : undefined;
  const face = chosen && kept?.faces.find(({ face }) => isSameFace(face, chosen.face));
  return kept && face && faceKey(kept, face);
};

/**
 * Where the photo on the stage is among what the album shows: at its chosen face, else at the one that was opened, else at
 * any tile of the photo.
 * @param shown the tiles by name, in the order in which they are shown
 * @returns undefined for a photo that wasn't opened from the album
 */
export const placeInAlbum = (
  state: AlbumState,
  shown: readonly FaceKey[],
  photo: Photo | undefined,
): AlbumPlace | undefined => {
  const { visited } = state;
  if (!visited || !photo || photo.file !== splitFaceKey(visited.key).id) return undefined;
  for (const key of [chosenKey(state, photo), visited.key]) {
    const at = key === undefined ? -1 : shown.indexOf(key);
    if (at >= 0) return { at, isShown: true };
  }
  const ofPhoto = shown.findIndex((key) => splitFaceKey(key).id === photo.file);
  if (ofPhoto >= 0) return { at: ofPhoto, isShown: true };
  return { at: Math.min(visited.at, shown.length), isShown: false };
};

/** The face before or after that place. Where the face itself is gone, the next one has moved up into its place. */
export const faceFrom = (
  { at, isShown }: AlbumPlace,
  shown: readonly FaceKey[],
  step: 'previous' | 'next',
): FaceKey | undefined => shown[step === 'previous' ? at - 1 : isShown ? at + 1 : at];
