import type { FaceKey } from '../domain/album';
import type { Album } from '../state/album';
import type { Store } from '../state/store';
import type { AlbumThumbs } from './album-thumbs';

/** Files that faces can be exported as. */
export type ExportKind = 'csv' | 'json' | 'png';

/** What a person can ask of the album that needs more than a change of its state. */
export interface AlbumActions {
  /** Puts the photo of a face on the stage. */
  openFace(key: FaceKey): void;
  /** Saves faces as files. */
  exportFaces(kind: ExportKind, keys: readonly FaceKey[]): void;
  /** Stops drawing pictures; nothing is saved. */
  cancelExport(): void;
}

export interface AlbumProps {
  readonly album: Pick<
    Album<never>,
    'state' | 'index' | 'shown' | 'facets' | 'apply' | 'pause' | 'resume' | 'cancel' | 'deletion'
  >;
  /** What the album shares with the other places: how much it takes until an attribute counts as present. */
  readonly store: Store;
  readonly thumbs: AlbumThumbs;
  readonly actions: AlbumActions;
}
