import { type AlbumPhoto, type AlbumPhotoId, type FaceKey, faceKey } from '../../domain/album';
import { facesByPhoto, type KeptAlbum, type Removal, withoutFaces } from '../../domain/album-store';
import type { AlbumNotice, AlbumState, ExportState, ImportState, OnlyHere } from './state';

/* Pure: the album before and what happened make the album after. */

/** An optional field is either there or not: never there without a value. */
const withoutRemoved = ({ removed: _, ...state }: AlbumState): AlbumState => state;
const withoutAnchor = ({ anchor: _, ...state }: AlbumState): AlbumState => state;

const allFaces = (photos: readonly AlbumPhoto[]): FaceKey[] =>
  photos.flatMap((photo) => photo.faces.map((face) => faceKey(photo, face)));

/** Something to tell, once a kind. */
export const albumNoticeAdded = (state: AlbumState, notice: AlbumNotice): AlbumState =>
  state.notices.some(({ kind }) => kind === notice.kind) ? state : { ...state, notices: [...state.notices, notice] };

export const albumNoticeDismissed = (state: AlbumState, kind: AlbumNotice['kind']): AlbumState => ({
  ...state,
  notices: state.notices.filter((notice) => notice.kind !== kind),
});

/** Photos came; one that is there already is replaced where it stands. */
export const albumPhotosAdded = (state: AlbumState, added: readonly AlbumPhoto[]): AlbumState => {
  const known = new Map(state.photos.map((photo) => [photo.id, photo]));
  for (const photo of added) known.set(photo.id, photo);
  return { ...state, photos: [...known.values()] };
};

/** The album that was kept on this device, in the order in which it was added; photos of this visit stay. */
export const albumRead = (state: AlbumState, kept: KeptAlbum): AlbumState => {
  const photos = [...kept.photos].sort((a, b) => a.added - b.added);
  const opened = albumPhotosAdded({ ...state, phase: 'open', photos }, state.photos);
  const { damaged, newer, isRemovalDamaged, unfinished } = kept;
  const notices: AlbumNotice[] = [
    ...(damaged.length > 0 ? [{ kind: 'damaged' as const, names: damaged }] : []),
    ...(newer.length > 0 ? [{ kind: 'newer' as const, names: newer }] : []),
    ...(isRemovalDamaged ? [{ kind: 'damaged-removal' as const }] : []),
    ...(unfinished ? [{ kind: 'unfinished' as const, ...unfinished }] : []),
  ];
  return notices.reduce(albumNoticeAdded, kept.removal ? facesRemoved(opened, kept.removal) : opened);
};

/** The album can't be read: what this visit finds is all there is. */
export const albumUnreadable = (state: AlbumState, why: AlbumNotice): AlbumState =>
  albumNoticeAdded({ ...state, phase: 'open' }, why);

/** These photos stay only until the page is closed, or, without a reason, are kept on this device now. */
export const photosOnlyHere = (state: AlbumState, ids: readonly AlbumPhotoId[], why?: OnlyHere): AlbumState => {
  const onlyHere = new Map(state.onlyHere);
  for (const id of ids) {
    if (why) onlyHere.set(id, why);
    else onlyHere.delete(id);
  }
  return { ...state, onlyHere };
};

/** These photos were kept, and aren't any more: somebody cleared the storage outside of this page. */
export const albumCleared = (state: AlbumState, ids: readonly AlbumPhotoId[]): AlbumState => {
  const gone = photosOnlyHere(albumNoticeDismissed(state, 'cleared'), ids, 'cleared');
  const count = [...gone.onlyHere.values()].filter((why) => why === 'cleared').length;
  return albumNoticeAdded(gone, { kind: 'cleared', count });
};

/** What removing faces means for the photos: one that loses its last face goes with them. */
export const removalOf = ({ photos }: AlbumState, faces: ReadonlySet<FaceKey>): Removal => {
  const gone: AlbumPhotoId[] = [];
  const single: FaceKey[] = [];
  for (const photo of photos) {
    const hit = photo.faces.map((face) => faceKey(photo, face)).filter((key) => faces.has(key));
    if (hit.length > 0 && hit.length === photo.faces.length) gone.push(photo.id);
    else single.push(...hit);
  }
  return { photos: gone, faces: single };
};

/** The whole album, the photos without a face too. */
export const removalOfAll = ({ photos }: AlbumState): Removal => ({
  photos: photos.map(({ id }) => id),
  faces: [],
  everything: true,
});

/** Takes photos and faces away, here or in another tab. */
export const facesRemoved = (state: AlbumState, removal: Removal): AlbumState => {
  const gone = new Set(removal.photos);
  const single = facesByPhoto(removal.faces);
  const photos = state.photos
    .filter(({ id }) => !gone.has(id))
    .map((photo) => {
      const indices = single.get(photo.id);
      return indices ? withoutFaces(photo, indices) : photo;
    });
  const left = new Set(allFaces(photos));
  const onlyHere = new Map([...state.onlyHere].filter(([id]) => !gone.has(id)));
  // With the last photo goes what was said about adding them.
  const notices = state.notices.filter(({ kind }) => kind !== 'unfinished' || photos.length > 0);
  return { ...state, photos, onlyHere, notices, selected: new Set([...state.selected].filter((key) => left.has(key))) };
};

/** Takes them away so that they can come back. */
export const facesDeleted = (state: AlbumState, removal: Removal, areNoFaces: boolean): AlbumState => {
  const touched = new Set([...removal.photos, ...facesByPhoto(removal.faces).keys()]);
  const before = state.photos.filter(({ id }) => touched.has(id));
  const after = facesRemoved(state, removal);
  const faces = allFaces(state.photos).length - allFaces(after.photos).length;
  return {
    ...withoutAnchor(after),
    selected: new Set(),
    removed: { before, faces, ...(areNoFaces && { areNoFaces }) },
  };
};

/** What was deleted comes back where it was. */
export const deletionUndone = (state: AlbumState): AlbumState => {
  if (!state.removed) return state;
  const back = albumPhotosAdded(state, state.removed.before);
  const photos = [...back.photos].sort((a, b) => a.added - b.added);
  return withoutRemoved({ ...back, photos });
};

/** It can't come back any more. */
export const deletionOver = (state: AlbumState): AlbumState => withoutRemoved(state);

/** How adding photos goes. When it has come to its end, nothing is broken off any more. */
export const importChanged = (state: AlbumState, adding: ImportState): AlbumState => {
  const told = adding.phase === 'over' ? albumNoticeDismissed(state, 'unfinished') : state;
  return { ...told, adding };
};

/** Somebody has read how it went. */
export const importDismissed = ({ adding: _, ...state }: AlbumState): AlbumState => state;

/** How drawing pictures goes; undefined when it is over. */
export const exportChanged = ({ exporting: _, ...state }: AlbumState, exporting?: ExportState): AlbumState =>
  exporting ? { ...state, exporting } : state;
