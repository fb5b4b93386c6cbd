import type { Analysis } from '../domain/analysis';
import type { Ready } from '../domain/analyzer-api';
import type { Size } from '../domain/geometry';
import type { Progress } from '../domain/progress';

/** Names a photo from the moment it is handed over; never used again for another. */
export type PhotoId = number;

/** What the stage can show: an address and the photo's size in pixels after EXIF orientation. */
export interface Picture extends Size {
  readonly url: string;
}

interface PhotoBase {
  readonly id: PhotoId;
  /** What the person calls it: the file's name. */
  readonly name: string;
}

/** Waits for its turn, or is being opened. A photo that is tried again still has its picture. */
export type WaitingPhoto = PhotoBase & { readonly phase: 'queued' | 'opening'; readonly picture?: Picture };
export type AnalysingPhoto = PhotoBase & { readonly phase: 'analysing'; readonly picture: Picture };
export type AnalysedPhoto = PhotoBase & {
  readonly phase: 'analysed';
  readonly picture: Picture;
  readonly analysis: Analysis;
  /** Index of the face that the panel describes; 0 where there is none. */
  readonly chosenFace: number;
};
/** Opened, but its analysis ended in a fault. A file that can't even be opened leaves only a notice. */
export type FailedPhoto = PhotoBase & { readonly phase: 'failed'; readonly picture: Picture; readonly message: string };

export type Photo = WaitingPhoto | AnalysingPhoto | AnalysedPhoto | FailedPhoto;

/** The nets and what runs them. */
export type EngineState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'loading'; readonly progress?: Progress }
  | { readonly kind: 'ready'; readonly ready: Ready }
  | { readonly kind: 'failed'; readonly message: string };

/** Which map lies over the photo. */
export type Overlay = 'none' | 'response' | 'heat';

interface Shared {
  readonly engine: EngineState;
  /** Plain-words messages that nobody has dismissed yet, oldest first; no two are the same. */
  readonly notices: readonly string[];
  readonly overlay: Overlay;
}

export type StartPlace = Shared & { readonly place: 'start' };
export type PhotoPlace = Shared & {
  readonly place: 'photo';
  /** Never empty, in the order in which they were handed over. */
  readonly photos: readonly Photo[];
  /** One of {@link photos}. */
  readonly shown: PhotoId;
};

/** Everything that the page shows. */
export type AppState = StartPlace | PhotoPlace;

export const INITIAL_STATE: AppState = { place: 'start', engine: { kind: 'idle' }, notices: [], overlay: 'none' };

/** All photos, none at the start. */
export const photosOf = (state: AppState): readonly Photo[] => (state.place === 'photo' ? state.photos : []);

/** A photo that is still there. */
export const photoWithId = (state: AppState, id: PhotoId): Photo | undefined =>
  photosOf(state).find((photo) => photo.id === id);

/** The photo on the stage. */
export const shownPhoto = (state: AppState): Photo | undefined =>
  state.place === 'photo' ? photoWithId(state, state.shown) : undefined;
