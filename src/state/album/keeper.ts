import type { AlbumPhoto, AlbumPhotoId, AlbumPictures } from '../../domain/album';
import type { AlbumStore, Origin } from '../../domain/album-store';
import type { AlbumNotice } from './state';

const isNamed = (error: unknown, name: string): boolean => error instanceof Error && error.name === name;
const isFull = (error: unknown): boolean => isNamed(error, 'QuotaExceededError');

/** The device refused to keep something. */
export type StorageNotice = Extract<AlbumNotice, { readonly kind: 'full' | 'unkept' | 'blocked' }>;

/** What to tell then. */
export const storageNotice = (error: unknown): StorageNotice => {
  if (isFull(error)) return { kind: 'full' };
  return { kind: isNamed(error, 'StorageBlocked') ? 'blocked' : 'unkept' };
};

/** Keeps photos and hands out their pictures. What this device can't keep stays in memory for this visit. */
export class AlbumKeeper {
  readonly #store: AlbumStore;
  readonly #warn: (notice: AlbumNotice) => void;
  readonly #inMemory = new Map<AlbumPhotoId, AlbumPictures>();
  /** Reduced photos take most of the room, so they are the first thing to do without. */
  #roomForPhotos = true;

  constructor(store: AlbumStore, warn: (notice: AlbumNotice) => void) {
    this.#store = store;
    this.#warn = warn;
  }

  /** @returns `device`, or why the photo only stays for this visit; a notice says so too */
  async keep(photo: AlbumPhoto, pictures: AlbumPictures): Promise<'device' | 'newer' | StorageNotice['kind']> {
    try {
      await this.#write(photo, pictures);
      return 'device';
    } catch (error) {
      this.#inMemory.set(photo.id, pictures);
      if (isNamed(error, 'NewerRecord')) {
        this.#warn({ kind: 'newer', names: [photo.name] });
        return 'newer';
      }
      const notice = storageNotice(error);
      this.#warn(notice);
      return notice.kind;
    }
  }

  /** Tries once more to keep what is only in memory. @returns the photos that are kept now */
  async keepAgain(photos: readonly AlbumPhoto[]): Promise<AlbumPhotoId[]> {
    const kept: AlbumPhotoId[] = [];
    for (const photo of photos) {
      const pictures = this.#inMemory.get(photo.id);
      if (!pictures || (await this.keep(photo, pictures)) !== 'device') continue;
      this.#inMemory.delete(photo.id);
      kept.push(photo.id);
    }
    return kept;
  }

  async #write(photo: AlbumPhoto, { thumbs, photo: picture }: AlbumPictures): Promise<void> {
    if (picture && this.#roomForPhotos) {
      try {
        await this.#store.add(photo, { thumbs, photo: picture });
        return;
      } catch (error) {
        if (!isFull(error)) throw error;
        this.#roomForPhotos = false;
        this.#warn({ kind: 'no-pictures' });
      }
    }
    await this.#store.add(photo, { thumbs });
  }

  /** The faces' small pictures by `AlbumFace.index`, one list a photo. */
  async thumbs(ids: readonly AlbumPhotoId[]): Promise<AlbumPictures['thumbs'][]> {
    const kept = ids.filter((id) => !this.#inMemory.has(id));
    // A store that refuses everything must not keep back what is in memory.
    const stored = kept.length > 0 ? await this.#store.thumbs(kept) : [];
    const read = new Map(stored.map((thumbs, at) => [kept[at], thumbs]));
    return ids.map((id) => this.#inMemory.get(id)?.thumbs ?? read.get(id) ?? []);
  }

  /** The reduced photo, if it was kept. */
  async picture(id: AlbumPhotoId): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.#inMemory.get(id)?.photo ?? this.#store.picture(id).catch(() => undefined);
  }

  /** Where the photo's file lies, if that is known; a store that refuses knows nothing. */
  async origin(id: AlbumPhotoId): Promise<Origin | undefined> {
    return this.#store.origin(id).catch(() => undefined);
  }

  /** Notes where a kept photo's file lies. Some browsers can't keep that: then the person is asked for the file. */
  async keepOrigin(id: AlbumPhotoId, origin: Origin): Promise<void> {
    if (!this.#inMemory.has(id)) await this.#store.keepOrigin(id, origin).catch(() => undefined);
  }

  /** Photos that are gone for good need no memory. */
  forget(ids: readonly AlbumPhotoId[]): void {
    for (const id of ids) this.#inMemory.delete(id);
  }
}
