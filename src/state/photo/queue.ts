import type { AlbumPhotoId } from '../../domain/album';
import type { Analysis } from '../../domain/analysis';
import type { PhotoBitmap } from '../../domain/analyzer-api';
import { faultNameOf, sentenceOf } from '../../domain/errors';
import type { AlbumSource } from '../album/source';
import { type AnalysedPhoto, type PhotoId, type Picture, photoWithId } from '../page/app-state';
import type { Store } from '../page/store';
import {
  photoAnalysed,
  photoFailed,
  photoOpened,
  photoOpening,
  photoQueuedAgain,
  photoRemoved,
  photoRetried,
  photosAdded,
} from '../page/transitions';
import type { Turns } from '../page/turns';

/** A decoded photo: pixels for the analyzer, a picture for the stage. */
export interface OpenedPhoto<Bitmap extends PhotoBitmap> {
  readonly bitmap: Bitmap;
  readonly picture: Picture;
}

/** A photo that was analysed before: its picture and its results as they were measured then. */
export interface StoredPhoto {
  readonly picture: Picture;
  readonly stored: Required<Pick<AnalysedPhoto, 'analysis' | 'chosenFace' | 'kept'>>;
}

/** Something that can be opened, and opened again when it is tried once more. */
export interface PhotoSource<Bitmap extends PhotoBitmap> {
  readonly name: string;
  /** What its content is called, where that is known before it is opened. */
  readonly file?: AlbumPhotoId;
  open(): Promise<OpenedPhoto<Bitmap> | StoredPhoto>;
  /** Finds out what its content is called, once it was opened; undefined where this browser can't tell. */
  identify?(): Promise<AlbumPhotoId | undefined>;
  /** The same photo for the album, once it was opened: nothing is kept unless somebody asks for it. */
  forAlbum?(): AlbumSource<Bitmap> | undefined;
}

export interface QueueTools<Bitmap extends PhotoBitmap> {
  /** Shared with everything else that opens photos. */
  readonly turns: Turns;
  /** Takes over the bitmap. */
  analyze(bitmap: Bitmap): Promise<Analysis>;
  /** Takes away what somebody said is no face in this file. */
  correct(file: AlbumPhotoId, analysis: Analysis): Promise<Analysis>;
  /** The picture is shown no more. */
  release(picture: Picture): void;
}

/** Opens and analyses photos one after the other, so that only one is ever held in memory as pixels. */
export class PhotoQueue<Bitmap extends PhotoBitmap> {
  readonly #store: Store;
  readonly #tools: QueueTools<Bitmap>;
  readonly #sources = new Map<PhotoId, PhotoSource<Bitmap>>();
  #lastId: PhotoId = 0;
  #running = false;

  constructor(store: Store, tools: QueueTools<Bitmap>) {
    this.#store = store;
    this.#tools = tools;
  }

  /** @returns the photos' names in the state, in the order of their sources */
  add(sources: readonly PhotoSource<Bitmap>[]): PhotoId[] {
    const photos = sources.map((source) => {
      this.#lastId += 1;
      this.#sources.set(this.#lastId, source);
      const { name, file } = source;
      return { id: this.#lastId, name, ...(file && { file }) };
    });
    this.#store.apply(photosAdded, photos);
    void this.#run();
    return photos.map(({ id }) => id);
  }

  /** Queues a failed photo up again. */
  retry(id: PhotoId): void {
    this.#store.apply(photoRetried, id);
    void this.#run();
  }

  /** Where an open photo came from; undefined once it was taken away. */
  sourceOf(id: PhotoId): PhotoSource<Bitmap> | undefined {
    return this.#sources.get(id);
  }

  /** Analyses an open photo again, from another source. */
  again(id: PhotoId, source: PhotoSource<Bitmap>): void {
    this.#sources.set(id, source);
    this.#store.apply(photoQueuedAgain, id);
    void this.#run();
  }

  /** Takes a photo away, whatever is happening to it. */
  remove(id: PhotoId): void {
    const picture = this.#pictureOf(id);
    this.#store.apply(photoRemoved, id);
    this.#sources.delete(id);
    if (picture) this.#tools.release(picture);
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    try {
      while (this.#nextQueued()) await this.#tools.turns.take(() => this.#processNext(), { urgent: true });
    } finally {
      this.#running = false;
    }
  }

  #nextQueued(): [PhotoId, PhotoSource<Bitmap>] | undefined {
    const id = this.#store.state.value.photos.find(({ phase }) => phase === 'queued')?.id;
    const source = id === undefined ? undefined : this.#sources.get(id);
    return id !== undefined && source ? [id, source] : undefined;
  }

  /** Only now is it known which photo is next: one may have been taken away while another task had its turn. */
  async #processNext(): Promise<void> {
    const next = this.#nextQueued();
    if (next) await this.#process(...next);
  }

  async #process(id: PhotoId, source: PhotoSource<Bitmap>): Promise<void> {
    const store = this.#store;
    try {
      store.apply(photoOpening, id);
      const opened = await source.open();
      if (this.#show(id, opened)) {
        const { analysis, ...details } = 'stored' in opened ? opened.stored : await this.#look(source, opened.bitmap);
        store.apply(photoAnalysed, id, analysis, details);
      }
    } catch (error) {
      const message = sentenceOf(`${source.name} couldn't be analysed`, error);
      store.apply(photoFailed, id, message, faultNameOf(error));
    }
    // A photo that is still there may be tried again, or kept; one that is gone needs its source no more.
    if (!photoWithId(store.state.value, id)) this.#sources.delete(id);
  }

  /** Analyses a photo and finds out meanwhile which file it is. */
  async #look(source: PhotoSource<Bitmap>, bitmap: Bitmap): Promise<Pick<AnalysedPhoto, 'analysis' | 'file'>> {
    const [analysis, file] = await Promise.all([this.#tools.analyze(bitmap), source.identify?.()]);
    return file === undefined ? { analysis } : { analysis: await this.#tools.correct(file, analysis), file };
  }

  /** Puts the picture on the stage; false when the photo was taken away while it was being opened. */
  #show(id: PhotoId, opened: OpenedPhoto<Bitmap> | StoredPhoto): boolean {
    const { picture } = opened;
    const before = this.#pictureOf(id);
    this.#store.apply(photoOpened, id, picture);
    if (before) this.#tools.release(before);
    if (this.#pictureOf(id)?.url === picture.url) return true;
    if ('bitmap' in opened) opened.bitmap.close();
    this.#tools.release(picture);
    return false;
  }

  #pictureOf(id: PhotoId): Picture | undefined {
    return photoWithId(this.#store.state.value, id)?.picture;
  }
}
