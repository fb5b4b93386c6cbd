import type { FaceKey } from '../../domain/album';
import type { Language } from '../../i18n';
import type { Album } from '../../state/album/album';
import type { Store } from '../../state/page/store';
import type { AlbumThumbs } from './thumbs';

/** Something that faces can be exported as, with what the menu says in each language. */
export interface ExportChoice {
  readonly kind: string;
  readonly label: Readonly<Record<Language, string>>;
}

/** What a person can ask of the album that needs more than a change of its state. */
export interface AlbumActions {
  /** Adds the example photos to the album. */
  openExamples(): void;
  /** Puts the photo of a face on the stage. */
  openFace(key: FaceKey): void;
  readonly exports: readonly ExportChoice[];
  /** Saves faces as files. @param sensitive with the attributes that judge a person */
  exportFaces(kind: string, keys: readonly FaceKey[], sensitive: boolean): void;
  /** Stops drawing pictures; nothing is saved. */
  cancelExport(): void;
}

export interface AlbumProps {
  readonly album: Pick<
    Album<never>,
    | 'state'
    | 'index'
    | 'shown'
    | 'keys'
    | 'tiles'
    | 'stops'
    | 'facets'
    | 'apply'
    | 'pause'
    | 'resume'
    | 'cancel'
    | 'deletion'
  >;
  /** What the album shares with the other places: how much it takes until an attribute counts as present. */
  readonly store: Store;
  /** Pictures of faces. */
  readonly thumbs: AlbumThumbs;
  /** Pictures of whole photos, one each. */
  readonly pictures: AlbumThumbs;
  readonly actions: AlbumActions;
}
