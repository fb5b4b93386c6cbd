import { type AlbumPhotoId, isSameFace, withoutBoxes } from '../../domain/album';
import type { AlbumStore } from '../../domain/album-store';
import type { Analysis } from '../../domain/analysis';
import type { Box } from '../../domain/geometry';
import { type StorageNotice, storageNotice } from './keeper';

type Boxes = readonly Box<'photo'>[];

/**
 * What somebody said is no face, by file and box: it is taken away again whenever the same file comes. What this device
 * can't keep holds for this visit.
 */
export class NotFaces {
  readonly #store: AlbumStore;
  readonly #warn: (notice: StorageNotice) => void;
  readonly #ofThisVisit = new Map<AlbumPhotoId, Boxes>();

  constructor(store: AlbumStore, warn: (notice: StorageNotice) => void) {
    this.#store = store;
    this.#warn = warn;
  }

  async add(file: AlbumPhotoId, boxes: Boxes): Promise<void> {
    this.#ofThisVisit.set(file, [...(this.#ofThisVisit.get(file) ?? []), ...boxes]);
    await this.#store.addNotFaces(file, boxes).catch((error: unknown) => this.#warn(storageNotice(error)));
  }

  /** They are faces after all. */
  async drop(file: AlbumPhotoId, boxes: Boxes): Promise<void> {
    const left = (this.#ofThisVisit.get(file) ?? []).filter((box) => !boxes.some((other) => isSameFace(box, other)));
    this.#ofThisVisit.set(file, left);
    await this.#store.dropNotFaces(file, boxes).catch((error: unknown) => this.#warn(storageNotice(error)));
  }

  /** A new look at a file, without what is no face in it. */
  async without(file: AlbumPhotoId, analysis: Analysis): Promise<Analysis> {
    const kept = await this.#store.notFaces(file).catch((): Boxes => []);
    return withoutBoxes(analysis, [...kept, ...(this.#ofThisVisit.get(file) ?? [])]);
  }

  /** Nothing of it is known any more. */
  forget(): void {
    this.#ofThisVisit.clear();
  }
}
