import { computed, type ReadonlySignal, signal } from '@preact/signals';
import {
  type AlbumPhoto,
  type AlbumPhotoId,
  albumFaces,
  albumRemarks,
  type FaceKey,
  faceKey,
  isSameFace,
} from '../domain/album';
import type { AlbumNews, AlbumStore } from '../domain/album-store';
import type { Analysis } from '../domain/analysis';
import type { PhotoBitmap } from '../domain/analyzer-api';
import type { Box } from '../domain/geometry';
import { AlbumDeletion } from './album-deletion';
import { AlbumImport } from './album-import';
import {
  type AlbumIndex,
  buildIndex,
  countFacets,
  type FacetCount,
  filterRows,
  keysOf,
  orderRows,
} from './album-index';
import { AlbumKeeper, storageNotice } from './album-keeper';
import { type AlbumTile, tilesOf } from './album-look';
import type { AlbumSource, OpenedForAlbum } from './album-source';
import { type AlbumNotice, type AlbumState, albumPhotoWithId, EMPTY_ALBUM, type ImportState } from './album-state';
import {
  albumCleared,
  albumNoticeAdded,
  albumNoticeDismissed,
  albumPhotosAdded,
  albumRead,
  albumUnreadable,
  facesRemoved,
  importChanged,
  photosOnlyHere,
} from './album-transitions';
import { NotFaces } from './not-faces';
import type { Turns } from './turns';

export interface AlbumTools<Bitmap extends PhotoBitmap> {
  readonly store: AlbumStore;
  readonly turns: Turns;
  /** Takes over the bitmap. */
  analyze(bitmap: Bitmap): Promise<Analysis>;
  /** Version of the models that analyse. */
  models(): string;
  /**
   * From which probability on an attribute counts as present, in the order of `ATTRIBUTES`, where somebody wants other
   * thresholds than the models'. Signals that it reads are followed.
   */
  thresholds?(): readonly number[] | undefined;
  /** Tells the other tabs. */
  tell(news: AlbumNews): void;
  /** Claims a task for this tab; undefined when another tab has it. See `storage/tabs.ts`. */
  claim(task: string): Promise<(() => void) | undefined>;
}

/** The photos that somebody keeps, and what is going on with them. */
export class Album<Bitmap extends PhotoBitmap> {
  readonly #state = signal<AlbumState>(EMPTY_ALBUM);
  readonly #photos = computed(() => this.#state.value.photos);
  readonly #filter = computed(() => this.#state.value.filter);
  readonly #order = computed(() => this.#state.value.order);
  readonly #view = computed(() => this.#state.value.look.view);
  readonly #tools: AlbumTools<Bitmap>;
  readonly #import: AlbumImport<Bitmap>;
  /** Held while photos are being added: other tabs must not take them for broken off. */
  #adding: ReturnType<AlbumTools<Bitmap>['claim']> | undefined;
  #marked = 0;
  /** Settles when the kept album has been read: until then nobody knows which photos it has. */
  #reading: Promise<void> = Promise.resolve();
  #hasRead = false;

  readonly state: ReadonlySignal<AlbumState> = this.#state;
  /** All faces. */
  readonly index = computed<AlbumIndex>(() => buildIndex(this.#photos.value, this.#tools.thresholds?.()));
  /** Ordering takes longer than filtering, so that comes first. */
  readonly #ordered = computed(() =>
    orderRows(this.index.value, Uint32Array.from(this.index.value.rows.keys()), this.#order.value),
  );
  /** Rows of {@link index} that the filter lets through, in the chosen order. */
  readonly shown = computed<Uint32Array>(() => filterRows(this.index.value, this.#filter.value, this.#ordered.value));
  /** What is shown, tile by tile. */
  readonly tiles = computed<readonly AlbumTile[]>(() => tilesOf(this.index.value, this.shown.value, this.#view.value));
  /** The tiles by name. */
  readonly stops = computed<readonly FaceKey[]>(() => this.tiles.value.map(({ key }) => key));
  /** The faces that are shown, by name. */
  readonly keys = computed<readonly FaceKey[]>(() => keysOf(this.index.value, this.shown.value));
  readonly facets = computed<readonly FacetCount[]>(() => countFacets(this.index.value, this.#filter.value));
  /** Whether something was put into the album on this visit. */
  readonly hasGrown = signal(false);
  readonly keeper: AlbumKeeper;
  readonly notFaces: NotFaces;
  readonly deletion: AlbumDeletion;

  constructor(tools: AlbumTools<Bitmap>) {
    this.#tools = tools;
    const warn = (notice: AlbumNotice): void => this.apply(albumNoticeAdded, notice);
    this.keeper = new AlbumKeeper(tools.store, warn);
    this.notFaces = new NotFaces(tools.store, warn);
    this.deletion = new AlbumDeletion(this, tools, this.keeper);
    this.#import = new AlbumImport<Bitmap>({
      turns: tools.turns,
      analyze: (bitmap) => tools.analyze(bitmap),
      has: (id) => albumPhotoWithId(this.#state.value, id) !== undefined,
      keep: (source, id, opened, analysis) => this.keep(source, id, opened, analysis),
      onChange: (adding) => this.#importChanged(adding),
    });
  }

  apply<What extends readonly unknown[]>(
    transition: (state: AlbumState, ...what: What) => AlbumState,
    ...what: What
  ): void {
    this.#state.value = transition(this.#state.value, ...what);
  }

  /** Reads what is kept on this device, once. */
  open(): Promise<void> {
    this.#reading = this.#read();
    return this.#reading;
  }

  async #read(): Promise<void> {
    const { store, claim } = this.#tools;
    try {
      const kept = await store.readAll();
      const adding = await claim('adding');
      this.apply(albumRead, { ...kept, unfinished: adding ? kept.unfinished : undefined });
      this.#hasRead = true;
      if (adding && kept.unfinished) await store.mark(undefined);
      adding?.();
      const removing = kept.removal && (await claim('removing'));
      if (removing && kept.removal) await store.purge(kept.removal);
      removing?.();
    } catch (error) {
      this.apply(albumUnreadable, storageNotice(error));
    }
  }

  /** The storage answers again after another tab had blocked it: what had to wait is read and written now. */
  async storageBack(): Promise<void> {
    this.apply(albumNoticeDismissed, 'blocked');
    if (!this.#hasRead) await this.open();
    const kept = await this.keeper.keepAgain(this.#state.value.photos);
    this.apply(photosOnlyHere, kept);
    for (const id of kept) this.#tools.tell({ kind: 'added', id });
  }

  /** Looks whether what was kept still is: somebody may have cleared the storage in another tab or in the browser. */
  async check(): Promise<void> {
    if (!this.#hasRead) return;
    const { photos, onlyHere } = this.#state.value;
    const ids = await this.#tools.store.ids().catch(() => undefined);
    if (!ids) return;
    const kept = new Set(ids);
    const missing = photos.map(({ id }) => id).filter((id) => !kept.has(id) && !onlyHere.has(id));
    // Some may have been deleted here meanwhile.
    const gone = missing.filter((id) => albumPhotoWithId(this.#state.value, id));
    if (gone.length > 0) this.apply(albumCleared, gone);
  }

  /** Adds files, behind those that are being added already. */
  add(sources: readonly AlbumSource<Bitmap>[]): void {
    if (sources.length > 0) this.#import.add(sources);
  }

  pause(): void {
    this.#import.pause();
  }

  resume(): void {
    this.#import.resume();
  }

  cancel(): void {
    this.#import.cancel();
  }

  /** Puts an analysed photo into the album, unless it is there. @returns how many faces it has */
  async keep(
    { name, bytes, kept }: Pick<AlbumSource<Bitmap>, 'name' | 'bytes' | 'kept'>,
    id: AlbumPhotoId,
    opened: Pick<OpenedForAlbum<Bitmap>, 'size' | 'pictures'>,
    analysis: Analysis,
  ): Promise<number> {
    await this.#reading;
    const faces = albumFaces(await this.notFaces.without(id, analysis));
    if (albumPhotoWithId(this.#state.value, id)) return faces.length;
    const pictures = await opened.pictures(faces);
    const models = this.#tools.models();
    const { width, height } = opened.size;
    const size = { width, height };
    const photo: AlbumPhoto = {
      id,
      name,
      bytes,
      added: Date.now(),
      size,
      faces,
      ...albumRemarks(analysis),
      models,
    };
    const where = await this.keeper.keep(photo, pictures);
    this.apply(albumPhotosAdded, [photo]);
    this.apply(photosOnlyHere, [id], where === 'device' ? undefined : where);
    this.hasGrown.value = true;
    if (where === 'device') {
      this.#tools.tell({ kind: 'added', id });
      kept?.(id);
    }
    return faces.length;
  }

  /**
   * A box in a file holds no face: it goes from the album, if it is there, and isn't found again when the file comes.
   * @returns the photo as the album had it, to {@link giveBack} it
   */
  async takeAway(file: AlbumPhotoId, box: Box<'photo'>): Promise<AlbumPhoto | undefined> {
    const before = albumPhotoWithId(this.#state.value, file);
    const wrong = before?.faces.filter(({ face }) => isSameFace(face, box)) ?? [];
    if (before && wrong.length > 0) {
      const removal = { photos: [], faces: wrong.map((face) => faceKey(before, face)) };
      this.apply(facesRemoved, removal);
      this.#tools.tell({ kind: 'removed', removal });
      await this.#rewrite(file);
    }
    await this.notFaces.add(file, [box]);
    return before;
  }

  /** The box holds a face after all. @param before what {@link takeAway} returned */
  async giveBack(file: AlbumPhotoId, box: Box<'photo'>, before: AlbumPhoto | undefined): Promise<void> {
    if (before && albumPhotoWithId(this.#state.value, file)) {
      this.apply(albumPhotosAdded, [before]);
      this.#tools.tell({ kind: 'restored', photos: [before] });
      await this.#rewrite(file);
    }
    await this.notFaces.drop(file, [box]);
  }

  /** Writes a changed photo, unless it is only in memory. */
  async #rewrite(id: AlbumPhotoId): Promise<void> {
    const photo = albumPhotoWithId(this.#state.value, id);
    if (!photo || this.#state.value.onlyHere.has(id)) return;
    await this.#tools.store
      .rewrite(photo)
      .catch((error: unknown) => this.apply(albumNoticeAdded, storageNotice(error)));
  }

  /** Another tab changed the album that both share. */
  async heard(news: AlbumNews): Promise<void> {
    if (news.kind === 'removed') this.apply(facesRemoved, news.removal);
    else if (news.kind === 'restored') this.apply(albumPhotosAdded, news.photos);
    else {
      const photo = await this.#tools.store.read(news.id).catch(() => undefined);
      if (photo) this.apply(albumPhotosAdded, [photo]);
    }
  }

  #importChanged(adding: ImportState): void {
    const { done, total, phase } = adding;
    const over = phase === 'over' || phase === 'cancelled';
    this.apply(importChanged, adding);
    if (!over) this.#adding ??= this.#tools.claim('adding');
    if (over || done !== this.#marked) {
      const mark = this.#tools.store.mark(over ? undefined : { done, total });
      mark.catch((error: unknown) => this.apply(albumNoticeAdded, storageNotice(error)));
    }
    this.#marked = done;
    if (!over) return;
    void this.#adding?.then((release) => release?.());
    this.#adding = undefined;
  }
}
