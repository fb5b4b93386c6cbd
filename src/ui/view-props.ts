import type { BackendName } from '../domain/analyzer-api';
import type { Album } from '../state/album';
import type { PhotoId } from '../state/app-state';
import type { Coverings } from '../state/coverings';
import type { Offline } from '../state/offline';
import type { Store } from '../state/store';
import type { ExportChoice } from './album-props';

/** What a person can ask for that needs more than a change of state. */
export interface Actions {
  /** Files as an input field gives them, whole folders included. */
  openFiles(files: readonly File[]): void;
  openExample(name: string, url: string): void;
  retryPhoto(id: PhotoId): void;
  closePhoto(id: PhotoId): void;
  /** Rejects where the browser doesn't let a page copy. */
  copyText(text: string): Promise<void>;
  /** The formats in which results can be saved. */
  readonly exports: readonly ExportChoice[];
  /** Saves what was found in an analysed photo as a file. @param kind one of `exports` @returns the file's name */
  savePhoto(kind: string, id: PhotoId): Promise<string>;
  /** Hands the picture with its boxes to other apps; absent where the browser can't. */
  sharePhoto?(id: PhotoId): Promise<void>;
  /** Runs the nets on this backend from now on, or on what is fastest. */
  chooseBackend(name: BackendName | undefined): void;
  /** Shows the original of a photo of the album, which the person may have to point at. */
  openOriginal(id: PhotoId): void;
  /** Analyses a photo of the album anew, from its original. */
  analyseAgain(id: PhotoId): void;
  /** The photo's chosen face is none, for good; and back again. */
  takeFaceAway(id: PhotoId): void;
  giveFaceBack(id: PhotoId): void;
  /** Puts an analysed photo into the album. */
  keepPhoto(id: PhotoId): void;
  /** Puts the photo of the face before or after on the stage, in the order of the album. */
  stepInAlbum(step: 'previous' | 'next'): void;
  /** Loads the nets again after that failed. */
  loadAgain(): void;
}

export interface ViewProps {
  readonly store: Store;
  /** The page as an app. */
  readonly offline: Offline;
  /** What is kept: whether the photo on the stage is among it. */
  readonly album: Pick<Album<never>, 'state' | 'stops' | 'apply'>;
  readonly actions: Actions;
  readonly coverings: Pick<Coverings<never>, 'of'>;
}
