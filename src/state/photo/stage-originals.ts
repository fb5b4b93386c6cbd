import type { AlbumPhotoId } from '../../domain/album';
import { type PhotoId, type Picture, photoWithId } from '../page/app-state';
import type { Store } from '../page/store';
import { noticeAdded, originalShown } from '../page/transitions';

/** What was found when the original of a photo of the album was looked for. */
export type Found =
  | { readonly kind: 'original'; readonly picture: Picture }
  /** A file was given that holds another photo, or the same one changed. */
  | { readonly kind: 'other'; readonly name: string }
  /** Nobody chose a file. */
  | { readonly kind: 'none' };

export interface OriginalTools {
  /** Asks for the file of a photo, until one is given or refused. */
  find(file: AlbumPhotoId, name: string): Promise<Found>;
  release(picture: Picture): void;
  /** In the language of now. */
  readonly words: { other(chosen: string, wanted: string): string; failed(wanted: string): string };
}

/** Puts the original in the place of the smaller copy that the album keeps; the results stay as they were measured. */
export class StageOriginals {
  readonly #store: Store;
  readonly #tools: OriginalTools;

  constructor(store: Store, tools: OriginalTools) {
    this.#store = store;
    this.#tools = tools;
  }

  async open(id: PhotoId): Promise<void> {
    const photo = photoWithId(this.#store.state.value, id);
    if (photo?.phase !== 'analysed' || !photo.file || !photo.kept) return;
    const { find, words } = this.#tools;
    const found = await find(photo.file, photo.name).catch(() => undefined);
    if (!found) this.#store.apply(noticeAdded, words.failed(photo.name));
    else if (found.kind === 'other') this.#store.apply(noticeAdded, words.other(found.name, photo.name));
    else if (found.kind === 'original') this.#show(id, found.picture);
  }

  /** The picture that isn't shown any more is let go: the copy, or the original where the photo was closed meanwhile. */
  #show(id: PhotoId, picture: Picture): void {
    const before = photoWithId(this.#store.state.value, id)?.picture;
    this.#store.apply(originalShown, id, picture);
    const shown = photoWithId(this.#store.state.value, id)?.picture;
    if (shown?.url !== picture.url) this.#tools.release(picture);
    else if (before) this.#tools.release(before);
  }
}
