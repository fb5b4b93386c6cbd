import type { AlbumPhotoId } from '../domain/album';
import type { Analysis } from '../domain/analysis';
import type { BackendName, Ready } from '../domain/analyzer-api';
import { ATTRIBUTES, type AttributeName } from '../domain/attributes';
import type { FaultName } from '../domain/errors';
import type { Box, Size } from '../domain/geometry';
import type { Progress } from '../domain/progress';
import type { Strictness } from '../domain/strictness';
import { INITIAL_PANEL, type PanelSettings } from './panel-settings';

/** Names a photo from the moment it is handed over; never used again for another. */
export type PhotoId = number;

/** What the stage can show: an address and the photo's size in pixels after EXIF orientation. */
export interface Picture extends Size {
  readonly url: string;
  /** The file ends too early: something of the photo is missing. */
  readonly cut?: boolean;
  /** The file is an animation: this is its first frame. */
  readonly firstFrame?: boolean;
}

/** Something to tell, until somebody has read it. */
export interface Notice {
  /** In plain English words. */
  readonly message: string;
  /** The kind of fault, if it was one: what other languages say it by. */
  readonly fault?: FaultName;
}

interface PhotoBase {
  readonly id: PhotoId;
  /** What the person calls it: the file's name. */
  readonly name: string;
  /** What its content is called; absent until that is known, and where this browser can't tell. */
  readonly file?: AlbumPhotoId;
}

/** What came of the wish to keep a photo in the album; where it is kept, the album itself knows. */
export type Keeping =
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly file: AlbumPhotoId }
  | (Notice & { readonly kind: 'failed' });

/** Waits for its turn, or is being opened. A photo that is tried again still has its picture. */
export type WaitingPhoto = PhotoBase & { readonly phase: 'queued' | 'opening'; readonly picture?: Picture };
export type AnalysingPhoto = PhotoBase & { readonly phase: 'analysing'; readonly picture: Picture };
/** How a photo of the album is shown. */
export interface KeptView {
  /** When it was analysed, milliseconds since 1970. */
  readonly added: number;
  /** Longest side of the smaller copy that is shown, pixels; 0 where only faces are kept; absent for the original. */
  readonly copySide?: number;
}

export type AnalysedPhoto = PhotoBase & {
  readonly phase: 'analysed';
  readonly picture: Picture;
  readonly analysis: Analysis;
  /** Index of the face that the panel describes; 0 where there is none. */
  readonly chosenFace: number;
  /** Absent while nobody has asked for it. */
  readonly keeping?: Keeping;
  /** It comes from the album: the results are those that were measured then. */
  readonly kept?: KeptView;
  /** It lies turned and is shown the right way up. */
  readonly upright?: boolean;
  /** The face that somebody said is none, with the photo as it was before: it can come back. */
  readonly takenAway?: {
    readonly box: Box<'photo'>;
    readonly before: Pick<AnalysedPhoto, 'analysis' | 'chosenFace'>;
  };
};
/** Opened, but its analysis ended in a fault. A file that can't even be opened leaves only a notice. */
export type FailedPhoto = PhotoBase & Notice & { readonly phase: 'failed'; readonly picture: Picture };

export type Photo = WaitingPhoto | AnalysingPhoto | AnalysedPhoto | FailedPhoto;

/** The nets and what runs them. */
export type EngineState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'loading'; readonly progress?: Progress }
  | { readonly kind: 'ready'; readonly ready: Ready }
  | (Notice & { readonly kind: 'failed' });

/**
 * Which map lies over the photo: LNeto's response, LNeto's heat, LNets' response inside the chosen face's head, or what
 * each place of the chosen face carries of an attribute's score.
 */
export type Overlay = 'none' | 'response' | 'heat' | 'face-response' | AttributeName;

export const isAttributeMap = (overlay: Overlay): overlay is AttributeName =>
  ATTRIBUTES.some((name) => name === overlay);

/** Where on the page somebody is; `places.ts` knows their addresses. */
export const PLACES = ['start', 'photo', 'album', 'camera', 'about'] as const;
export type Place = (typeof PLACES)[number];

/** Everything that the page shows. What was opened stays when somebody goes to another place. */
export interface AppState {
  readonly place: Place;
  readonly engine: EngineState;
  /** The backend that was asked for; absent where the fastest is used. */
  readonly wanted?: BackendName;
  /** What nobody has dismissed yet, oldest first; no two have the same message. */
  readonly notices: readonly Notice[];
  readonly overlay: Overlay;
  readonly panel: PanelSettings;
  /** How much it takes until an attribute counts as present: on the stage, in the album and before the camera. */
  readonly strictness: Strictness;
  /** The attribute that is shown on every face of a photo, so that they can be compared. */
  readonly compared?: AttributeName;
  /** In the order in which they were handed over. */
  readonly photos: readonly Photo[];
  /** The photo on the stage, one of {@link photos}; absent only while there are none. */
  readonly shown?: PhotoId;
}

export const INITIAL_STATE: AppState = {
  place: 'start',
  engine: { kind: 'idle' },
  notices: [],
  overlay: 'none',
  panel: INITIAL_PANEL,
  strictness: 'strict',
  photos: [],
};

/** A photo that is still there. */
export const photoWithId = (state: AppState, id: PhotoId): Photo | undefined =>
  state.photos.find((photo) => photo.id === id);

/** The photo on the stage, also while somebody is at another place. */
export const shownPhoto = (state: AppState): Photo | undefined =>
  state.shown === undefined ? undefined : photoWithId(state, state.shown);
