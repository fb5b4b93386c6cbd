import type { PhotoId } from '../state/app-state';
import type { Coverings } from '../state/coverings';
import type { Offline } from '../state/offline';
import type { Store } from '../state/store';

/** What a person can ask for that needs more than a change of state. */
export interface Actions {
  /** Files as an input field gives them, whole folders included. */
  openFiles(files: readonly File[]): void;
  openExample(name: string, url: string): void;
  retryPhoto(id: PhotoId): void;
  closePhoto(id: PhotoId): void;
  /** Rejects where the browser doesn't let a page copy. */
  copyText(text: string): Promise<void>;
  /** Saves what was found in an analysed photo as a file. @returns the file's name */
  savePhoto(kind: 'png' | 'csv' | 'json', id: PhotoId): Promise<string>;
  /** Hands the picture with its boxes to other apps; absent where the browser can't. */
  sharePhoto?(id: PhotoId): Promise<void>;
  /** Loads the nets again after that failed. */
  loadAgain(): void;
}

export interface ViewProps {
  readonly store: Store;
  /** The page as an app. */
  readonly offline: Offline;
  readonly actions: Actions;
  readonly coverings: Pick<Coverings<never>, 'of'>;
}
