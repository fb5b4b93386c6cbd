import type { BackendName } from '../domain/analyzer-api';
import type { PhotoId } from '../state/app-state';
import type { Offline } from '../state/offline';
import type { Store } from '../state/store';

/** What a person can ask for that needs more than a change of state. */
export interface Actions {
  /** Files as an input field gives them, whole folders included. */
  openFiles(files: readonly File[]): void;
  openExample(name: string, url: string): void;
  retryPhoto(id: PhotoId): void;
  closePhoto(id: PhotoId): void;
  /** Runs the nets on this backend from now on, or on what is fastest. */
  chooseBackend(name: BackendName | undefined): void;
  /** Loads the nets again after that failed. */
  loadAgain(): void;
}

export interface ViewProps {
  readonly store: Store;
  /** The page as an app. */
  readonly offline: Offline;
  readonly actions: Actions;
}
