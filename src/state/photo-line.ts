import type { AlbumPhotoId } from '../domain/album';
import type { PhotoBitmap } from '../domain/analyzer-api';
import type { AlbumSource } from './album-source';
import { PhotoAhead } from './photo-ahead';

/** Photos that wait to be added to the album; one of them at most is decoded while it waits. */
export class PhotoLine<Bitmap extends PhotoBitmap> {
  readonly #has: (id: AlbumPhotoId) => boolean;
  #waiting: AlbumSource<Bitmap>[] = [];
  #ahead: PhotoAhead<Bitmap> | undefined;
  /** Photos that are being analysed or kept: until that is over, nobody knows whether the album has them. */
  readonly #underWay = new Map<AlbumPhotoId, Promise<void>>();

  /** @param has whether the album has this photo already */
  constructor(has: (id: AlbumPhotoId) => boolean) {
    this.#has = has;
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0 && this.#ahead === undefined;
  }

  add(sources: readonly AlbumSource<Bitmap>[]): void {
    this.#waiting.push(...sources);
  }

  /** The next photo leaves the line; it is being got ready, if it isn't yet. */
  take(): PhotoAhead<Bitmap> | undefined {
    const next = this.#ahead ?? this.#prepared();
    this.#ahead = undefined;
    return next;
  }

  /** Gets the next photo ready while it waits. */
  prepare(): void {
    this.#ahead ??= this.#prepared();
  }

  /** No photo waits as pixels any more: the one that was got ready is the first of the files again. */
  unprepare(): void {
    const ahead = this.#ahead;
    this.#ahead = undefined;
    if (ahead) this.putBack(ahead);
  }

  /** A photo that was taken, or got ready, waits at the head of the line, as a file. */
  putBack(photo: PhotoAhead<Bitmap>): void {
    photo.leave();
    this.unprepare();
    this.#waiting.unshift(photo.source);
  }

  clear(): void {
    this.unprepare();
    this.#waiting = [];
  }

  /** A photo is being analysed. @returns to be called when it has been kept or refused */
  begin(id: AlbumPhotoId): () => void {
    let end = (): void => undefined;
    const isOver = new Promise<void>((resolve) => {
      end = () => {
        this.#underWay.delete(id);
        resolve();
      };
    });
    this.#underWay.set(id, isOver);
    return end;
  }

  #prepared(): PhotoAhead<Bitmap> | undefined {
    const source = this.#waiting.shift();
    if (!source) return undefined;
    return new PhotoAhead(source, async (id) => {
      await this.#underWay.get(id);
      return this.#has(id);
    });
  }
}
