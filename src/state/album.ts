import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { type AlbumPhoto, type AlbumPhotoId, albumFaces } from '../domain/album';
import type { AlbumNews, AlbumStore } from '../domain/album-store';
import type { Analysis } from '../domain/analysis';
import type { PhotoBitmap } from '../domain/analyzer-api';
import { messageOf } from '../domain/errors';
import { AlbumDeletion } from './album-deletion';
import { AlbumImport } from './album-import';
import { type AlbumIndex, buildIndex, countFacets, type FacetCount, filterRows, orderRows } from './album-index';
import { AlbumKeeper, storageNotice } from './album-keeper';
import type { AlbumSource, OpenedForAlbum } from './album-source';
import { type AlbumState, albumPhotoWithId, EMPTY_ALBUM, type ImportState } from './album-state';
import {
  albumNoticeAdded,
  albumPhotosAdded,
  albumRead,
  albumUnreadable,
  facesRemoved,
  importChanged,
} from './album-transitions';
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
  readonly #tools: AlbumTools<Bitmap>;
  readonly #import: AlbumImport<Bitmap>;
  /** Held while photos are being added: other tabs must not take them for broken off. */
  #adding: ReturnType<AlbumTools<Bitmap>['claim']> | undefined;
  #marked = 0;

  readonly state: ReadonlySignal<AlbumState> = this.#state;
  /** All faces. */
  readonly index = computed<AlbumIndex>(() => buildIndex(this.#photos.value, this.#tools.thresholds?.()));
  /** Rows of {@link index} that the filter lets through, in the chosen order. */
  readonly shown = computed<Uint32Array>(() =>
    orderRows(this.index.value, filterRows(this.index.value, this.#filter.value), this.#order.value),
  );
  readonly facets = computed<readonly FacetCount[]>(() => countFacets(this.index.value, this.#filter.value));
  readonly keeper: AlbumKeeper;
  readonly deletion: AlbumDeletion;

  constructor(tools: AlbumTools<Bitmap>) {
    this.#tools = tools;
    this.keeper = new AlbumKeeper(tools.store, (notice) => this.apply(albumNoticeAdded, notice));
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
  async open(): Promise<void> {
    const { store, claim } = this.#tools;
    try {
      const kept = await store.readAll();
      const adding = await claim('adding');
      this.apply(albumRead, { ...kept, unfinished: adding ? kept.unfinished : undefined });
      if (adding && kept.unfinished) await store.mark(undefined);
      adding?.();
      const removing = kept.removal && (await claim('removing'));
      if (removing && kept.removal) await store.purge(kept.removal);
      removing?.();
    } catch (error) {
      this.apply(albumUnreadable, messageOf(error));
    }
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
    { name, bytes }: Pick<AlbumSource<Bitmap>, 'name' | 'bytes'>,
    id: AlbumPhotoId,
    opened: Pick<OpenedForAlbum<Bitmap>, 'size' | 'pictures'>,
    analysis: Analysis,
  ): Promise<number> {
    const faces = albumFaces(analysis);
    if (albumPhotoWithId(this.#state.value, id)) return faces.length;
    const pictures = await opened.pictures(faces);
    const models = this.#tools.models();
    const { width, height } = opened.size;
    const photo: AlbumPhoto = { id, name, bytes, added: Date.now(), size: { width, height }, faces, models };
    const kept = await this.keeper.keep(photo, pictures);
    this.apply(albumPhotosAdded, [photo]);
    if (kept) this.#tools.tell({ kind: 'added', id });
    return faces.length;
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
