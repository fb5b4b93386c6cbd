import { signal } from '@preact/signals';
import type { AlbumPhotoId, AlbumPictures } from '../domain/album';

/** So many photos' small pictures have addresses at a time; those that were seen longest ago give theirs up. */
const MOST_PHOTOS = 400;

/** Browsers that can't write WebP keep small pictures as JPEG, which begins with these bytes. */
const typeOf = ([first, second]: Uint8Array): string =>
  first === 0xff && second === 0xd8 ? 'image/jpeg' : 'image/webp';

/** Gives addresses to the faces' small pictures, read from the device when they are first wanted. */
export class AlbumThumbs {
  readonly #read: (ids: readonly AlbumPhotoId[]) => Promise<AlbumPictures['thumbs'][]>;
  /** By photo, the one that was wanted longest ago first; each face's address by its index. */
  readonly #urls = new Map<AlbumPhotoId, readonly string[]>();
  #wanted = new Set<AlbumPhotoId>();
  #reading = new Set<AlbumPhotoId>();
  readonly #arrived = signal(0);

  readonly #most: number;

  /** @param most of so many photos the pictures are held at a time */
  constructor(read: (ids: readonly AlbumPhotoId[]) => Promise<AlbumPictures['thumbs'][]>, most: number = MOST_PHOTOS) {
    this.#read = read;
    this.#most = most;
  }

  /** The address of a face's picture, or undefined until it has been read; a view that asks is drawn again then. */
  urlOf(id: AlbumPhotoId, face: number): string | undefined {
    void this.#arrived.value;
    const urls = this.#urls.get(id);
    if (!urls) {
      this.#want(id);
      return undefined;
    }
    this.#urls.delete(id);
    this.#urls.set(id, urls);
    return urls[face];
  }

  /** Whether it is known that there are no pictures of this photo. */
  hasNone(id: AlbumPhotoId): boolean {
    void this.#arrived.value;
    return this.#urls.get(id)?.length === 0;
  }

  /** All that are wanted while a view is drawn are read at once. */
  #want(id: AlbumPhotoId): void {
    if (this.#reading.has(id)) return;
    if (this.#wanted.size === 0) queueMicrotask(() => void this.#readWanted());
    this.#wanted.add(id);
  }

  async #readWanted(): Promise<void> {
    const ids = [...this.#wanted];
    this.#wanted = new Set();
    for (const id of ids) this.#reading.add(id);
    // A picture that can't be read is no picture: the face has its place and its words.
    const read = await this.#read(ids).catch(() => ids.map((): AlbumPictures['thumbs'] => []));
    ids.forEach((id, at) => {
      this.#reading.delete(id);
      this.#urls.set(
        id,
        (read[at] ?? []).map((bytes) => URL.createObjectURL(new Blob([bytes], { type: typeOf(bytes) }))),
      );
    });
    this.#forgetOldest();
    this.#arrived.value += 1;
  }

  #forgetOldest(): void {
    for (const [id, urls] of this.#urls) {
      if (this.#urls.size <= this.#most) return;
      for (const url of urls) URL.revokeObjectURL(url);
      this.#urls.delete(id);
    }
  }
}
