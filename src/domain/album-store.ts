import { type AlbumPhoto, type AlbumPhotoId, type AlbumPictures, type FaceKey, splitFaceKey } from './album';
import type { Box } from './geometry';

/** What is to leave an album. */
export interface Removal {
  /** Photos that go with all that belongs to them. */
  readonly photos: readonly AlbumPhotoId[];
  /** Single faces of photos that stay. */
  readonly faces: readonly FaceKey[];
  /** It is all that is kept, so what is known to be no face goes too. */
  readonly everything?: true;
}

/** The faces' places in their photos, photo by photo. */
export const facesByPhoto = (faces: readonly FaceKey[]): ReadonlyMap<AlbumPhotoId, readonly number[]> => {
  const grouped = new Map<AlbumPhotoId, number[]>();
  for (const { id, index } of faces.map(splitFaceKey)) {
    const known = grouped.get(id);
    if (known) known.push(index);
    else grouped.set(id, [index]);
  }
  return grouped;
};

/** A photo without some of its faces. */
export const withoutFaces = (photo: AlbumPhoto, gone: readonly number[]): AlbumPhoto => ({
  ...photo,
  faces: photo.faces.filter(({ index }) => !gone.includes(index)),
});

/** Where a photo's file lies, as the browser names it: a handle of the file, or of a folder and the way from there. */
export interface Origin {
  /** A `FileSystemHandle`. */
  readonly handle: object;
  readonly path: readonly string[];
}

/** How far an adding of photos came. */
export interface ImportMark {
  readonly done: number;
  readonly total: number;
}

/** What stands in the album when it is opened. */
export interface KeptAlbum {
  readonly photos: readonly AlbumPhoto[];
  /** Noted as removed, but not deleted yet: the page was left while it could still be undone. */
  readonly removal: Removal | undefined;
  /** The note of what was removed can't be believed: nothing was deleted on its word. */
  readonly isRemovalDamaged: boolean;
  /** What the photos are called whose records can't be used: damaged, or written by a newer Facet. They stay kept. */
  readonly damaged: readonly string[];
  readonly newer: readonly string[];
  /** How far the last adding of photos came, if it was broken off. */
  readonly unfinished: ImportMark | undefined;
}

/** What one tab tells the others about the album that they share. */
export type AlbumNews =
  | { readonly kind: 'added'; readonly id: AlbumPhotoId }
  | { readonly kind: 'removed'; readonly removal: Removal }
  | { readonly kind: 'restored'; readonly photos: readonly AlbumPhoto[] };

/** The browser doesn't answer: another tab holds the storage. What was asked may still happen. */
export class StorageBlocked extends Error {
  override readonly name = 'StorageBlocked';
  constructor() {
    super("The browser's storage doesn't answer.");
  }
}

/** A newer Facet's record stands where a photo was to be written; it stays as it is. */
export class NewerRecord extends Error {
  override readonly name = 'NewerRecord';
  constructor(name: string) {
    super(`${name} is kept by a newer version of Facet.`);
  }
}

/** Keeps an album on this device. Every promise rejects when the browser refuses; nothing is half written. */
export interface AlbumStore {
  readAll(): Promise<KeptAlbum>;
  /** One photo; undefined when it isn't there or can't be used. */
  read(id: AlbumPhotoId): Promise<AlbumPhoto | undefined>;
  /** The photos that are there, whether they can be used or not. */
  ids(): Promise<readonly AlbumPhotoId[]>;
  /** Writes a photo with its pictures, together. @throws NewerRecord */
  add(photo: AlbumPhoto, pictures: AlbumPictures): Promise<void>;
  /** Writes a photo's record anew, without its pictures. @throws NewerRecord */
  rewrite(photo: AlbumPhoto): Promise<void>;
  /** Where the photo's file lies, where that is known. */
  origin(id: AlbumPhotoId): Promise<Origin | undefined>;
  keepOrigin(id: AlbumPhotoId, origin: Origin): Promise<void>;
  /** Boxes in a file that somebody said hold no face. */
  notFaces(id: AlbumPhotoId): Promise<readonly Box<'photo'>[]>;
  addNotFaces(id: AlbumPhotoId, boxes: readonly Box<'photo'>[]): Promise<void>;
  /** Takes back what {@link addNotFaces} noted. */
  dropNotFaces(id: AlbumPhotoId, boxes: readonly Box<'photo'>[]): Promise<void>;
  /** Notes how far adding photos came; undefined when it is over. */
  mark(mark: ImportMark | undefined): Promise<void>;
  /** Notes what is to go, so that it stays gone even if the page is left before {@link purge}; undefined: nothing. */
  noteRemoval(removal: Removal | undefined): Promise<void>;
  /** Deletes for good. */
  purge(removal: Removal): Promise<void>;
  /** The faces' small pictures by `AlbumFace.index`, one list a photo; an empty one where there are none. */
  thumbs(ids: readonly AlbumPhotoId[]): Promise<AlbumPictures['thumbs'][]>;
  /** The reduced photo; undefined when there was no room for it. */
  picture(id: AlbumPhotoId): Promise<Uint8Array<ArrayBuffer> | undefined>;
}
