import type { AlbumPhotoId } from '../domain/album';
import type { PhotoBitmap } from '../domain/analyzer-api';
import type { AlbumSource, OpenedForAlbum } from './album-source';

/** A photo whose pixels wait for the analyzer. */
export interface ReadyPhoto<Bitmap extends PhotoBitmap> {
  readonly kind: 'opened';
  readonly id: AlbumPhotoId;
  readonly opened: OpenedForAlbum<Bitmap>;
}

/** What came of getting a photo ready. `left`: nobody wanted it any more. */
export type Readiness<Bitmap extends PhotoBitmap> =
  | ReadyPhoto<Bitmap>
  | { readonly kind: 'known' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'left' };

/** A file that is identified, decoded and reduced before it is its turn. */
export class PhotoAhead<Bitmap extends PhotoBitmap> {
  readonly source: AlbumSource<Bitmap>;
  /** Never rejects. */
  readonly ready: Promise<Readiness<Bitmap>>;
  #isLeft = false;

  /** @param isKnown whether the album has this photo; asked before it is decoded */
  constructor(source: AlbumSource<Bitmap>, isKnown: (id: AlbumPhotoId) => Promise<boolean>) {
    this.source = source;
    this.ready = this.#prepare(isKnown).catch((error: unknown) => ({ kind: 'failed', error }));
  }

  /** It won't be analysed: its pixels are let go, now or as soon as they are there. */
  leave(): void {
    if (this.#isLeft) return;
    this.#isLeft = true;
    void this.ready.then((ready) => ready.kind === 'opened' && ready.opened.bitmap.close());
  }

  async #prepare(isKnown: (id: AlbumPhotoId) => Promise<boolean>): Promise<Readiness<Bitmap>> {
    const id = await this.source.identify();
    if (await isKnown(id)) return { kind: 'known' };
    if (this.#isLeft) return { kind: 'left' };
    return { kind: 'opened', id, opened: await this.source.open() };
  }
}
