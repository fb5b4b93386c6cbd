import type { AlbumPhoto, AlbumPhotoId, FaceKey } from '../domain/album';
import type { ImportMark } from '../domain/album-store';
import type { FaultName } from '../domain/errors';
import { type AlbumFilter, NO_FILTER } from './album-filter';
import type { AlbumOrder } from './album-index';
import { type AlbumLook, FIRST_LOOK } from './album-look';

/** A file that didn't make it into the album. */
export interface RefusedFile {
  readonly name: string;
  /** Why, in plain English words; the kind of fault is what other languages say it by. */
  readonly message: string;
  readonly fault?: FaultName;
}

/** Photos that are being added, or were: it stays until somebody has read how it went. */
export interface ImportState {
  readonly phase: 'running' | 'paused' | 'over' | 'cancelled';
  readonly total: number;
  /** Files that have been dealt with, whatever came of them. */
  readonly done: number;
  /** Photos that are in the album now and weren't before. */
  readonly added: number;
  /** Faces found in them. */
  readonly faces: number;
  /** Names of photos in which no face was found: they are in the album, but nothing of them is in its grid. */
  readonly faceless: readonly string[];
  /** Names of photos that were already in the album; they are not looked at again. */
  readonly known: readonly string[];
  /** Names of files that are no pictures. */
  readonly others: readonly string[];
  readonly refused: readonly RefusedFile[];
  /** Why it is paused, if nobody asked for that: the nets can't be had. */
  readonly problem?: RefusedFile;
  /** The photo whose turn it is. */
  readonly current?: string;
  /** Estimate, once there is something to estimate it from. */
  readonly millisecondsLeft?: number;
}

/** What just left the album and can come back. */
export interface RemovedPart {
  /** The photos as they were. */
  readonly before: readonly AlbumPhoto[];
  readonly faces: number;
  /** They are no faces; they won't be found again in these files. */
  readonly areNoFaces?: true;
}

/** Pictures that are being drawn for an export. */
export interface ExportState {
  readonly done: number;
  readonly total: number;
}

/** Something about the album that somebody should know, once. */
export type AlbumNotice =
  | { readonly kind: 'full' }
  /** There is room for faces and results, but not for copies of the photos. */
  | { readonly kind: 'no-pictures' }
  | { readonly kind: 'unkept' }
  /** Another tab holds the storage; it is tried again when that ends. */
  | { readonly kind: 'blocked' }
  /** Photos that can't be used, by name. */
  | { readonly kind: 'damaged'; readonly names: readonly string[] }
  | { readonly kind: 'newer'; readonly names: readonly string[] }
  | { readonly kind: 'damaged-removal' }
  /** So many photos are no longer kept: the storage was cleared outside of this page. */
  | { readonly kind: 'cleared'; readonly count: number }
  | ({ readonly kind: 'unfinished' } & ImportMark);

/** Why a photo of the album isn't kept on this device: it stays until the page is closed. */
export type OnlyHere = 'full' | 'unkept' | 'blocked' | 'newer' | 'cleared';

export interface AlbumState {
  /** Until the kept album has been read nobody can say that it is empty. */
  readonly phase: 'reading' | 'open';
  /** In the order in which they came. */
  readonly photos: readonly AlbumPhoto[];
  /** Those that aren't kept on this device. */
  readonly onlyHere: ReadonlyMap<AlbumPhotoId, OnlyHere>;
  readonly filter: AlbumFilter;
  readonly order: AlbumOrder;
  readonly look: AlbumLook;
  readonly selected: ReadonlySet<FaceKey>;
  /** Where a selection with shift starts. */
  readonly anchor?: FaceKey;
  /** The face whose photo was opened last, and the place that it had among those that were shown. */
  readonly visited?: { readonly key: FaceKey; readonly at: number };
  readonly adding?: ImportState;
  readonly removed?: RemovedPart;
  readonly exporting?: ExportState;
  readonly notices: readonly AlbumNotice[];
}

export const EMPTY_ALBUM: AlbumState = {
  phase: 'reading',
  photos: [],
  onlyHere: new Map(),
  filter: NO_FILTER,
  order: 'newest',
  look: FIRST_LOOK,
  selected: new Set(),
  notices: [],
};

export const albumPhotoWithId = ({ photos }: AlbumState, id: AlbumPhotoId): AlbumPhoto | undefined =>
  photos.find((photo) => photo.id === id);

/** Whether photos are still to come. */
export const isAdding = ({ adding }: AlbumState): boolean => adding?.phase === 'running' || adding?.phase === 'paused';
