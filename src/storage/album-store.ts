import { createStore, delMany, get, getMany, promisifyRequest, setMany, type UseStore } from 'idb-keyval';
import { type AlbumPhoto, type AlbumPhotoId, isSameFace } from '../domain/album';
import {
  type AlbumStore,
  facesByPhoto,
  type KeptAlbum,
  NewerRecord,
  type Removal,
  withoutFaces,
} from '../domain/album-store';
import type { Box } from '../domain/geometry';
import {
  MARK_KIND,
  NOT_FACES_KIND,
  ORIGIN_KIND,
  PHOTO_KIND,
  PICTURE_KIND,
  REMOVAL_KIND,
  THUMBS_KIND,
  toNotFacesRecord,
  toOriginRecord,
  toRecord,
} from './album-records';
import { isFields, type RecordKind, readAs } from './record-kinds';

/** One key a kind of value and photo, so that all photos are one range, read at once without their pictures. */
const PHOTO = 'photo:';
const THUMBS = 'thumbs:';
const PICTURE = 'picture:';
const ORIGIN = 'origin:';
/** Stands also for files that aren't in the album. */
const NOT_FACES = 'not-faces:';
const REMOVAL = 'removal';
const MARK = 'import';

const keysOf = (id: AlbumPhotoId): string[] => [PHOTO + id, THUMBS + id, PICTURE + id, ORIGIN + id];

const allOf = (prefix: string): IDBKeyRange => IDBKeyRange.bound(prefix, `${prefix}\uffff`);

/** A record's value; undefined when it isn't there or can't be used. */
const usable = <T>(kind: RecordKind<T>, value: unknown): T | undefined => {
  const record = readAs(kind, value);
  return record.kind === 'good' ? record.value : undefined;
};

/** All photos' records with the ids that their keys name. */
const allPhotos = (store: UseStore): Promise<(readonly [AlbumPhotoId, unknown])[]> =>
  store('readonly', async (objects) => {
    const [keys, values] = await Promise.all([
      promisifyRequest(objects.getAllKeys(allOf(PHOTO))),
      promisifyRequest<unknown[]>(objects.getAll(allOf(PHOTO))),
    ]);
    return keys.map((key, at) => [String(key).slice(PHOTO.length), values[at]] as const);
  });

/** What to call a photo that can't be read: its file's name, if at least that is there. */
const nameOf = (id: AlbumPhotoId, value: unknown): string =>
  isFields(value) && typeof value.name === 'string' && value.name !== '' ? value.name : id.slice(0, 8);

const readAll = async (store: UseStore): Promise<KeptAlbum> => {
  const [entries, [removal, mark]] = await Promise.all([allPhotos(store), getMany<unknown>([REMOVAL, MARK], store)]);
  const photos: AlbumPhoto[] = [];
  const setAside = { damaged: [] as string[], newer: [] as string[] };
  for (const [id, value] of entries) {
    const record = readAs(PHOTO_KIND, value);
    if (record.kind === 'good' && record.value.id === id) photos.push(record.value);
    else setAside[record.kind === 'newer' ? 'newer' : 'damaged'].push(nameOf(id, value));
  }
  return {
    photos,
    ...setAside,
    removal: usable(REMOVAL_KIND, removal),
    isRemovalDamaged: removal !== undefined && readAs(REMOVAL_KIND, removal).kind === 'damaged',
    unfinished: usable(MARK_KIND, mark),
  };
};

/** Writes a photo's record and what belongs to it, together, unless a newer Facet's record stands there. */
const writePhoto = async (store: UseStore, photo: AlbumPhoto, rest: readonly [string, unknown][]): Promise<void> => {
  let isNewer = false;
  await store('readwrite', (objects) => {
    const reading = objects.get(PHOTO + photo.id);
    reading.onsuccess = () => {
      isNewer = readAs(PHOTO_KIND, reading.result).kind === 'newer';
      if (isNewer) return;
      objects.put(toRecord(photo), PHOTO + photo.id);
      for (const [key, value] of rest) objects.put(value, key);
    };
    return promisifyRequest<void>(objects.transaction);
  });
  if (isNewer) throw new NewerRecord(photo.name);
};

/** All of it in one transaction: photos go, and those that only lose faces are written anew. */
const purge = (store: UseStore, { photos, faces, everything }: Removal): Promise<void> =>
  store('readwrite', (objects) => {
    for (const key of [...photos.flatMap(keysOf), REMOVAL]) objects.delete(key);
    if (everything) objects.delete(allOf(NOT_FACES));
    for (const [id, gone] of facesByPhoto(faces)) {
      const reading = objects.get(PHOTO + id);
      reading.onsuccess = () => {
        const photo = usable(PHOTO_KIND, reading.result);
        if (photo) objects.put(toRecord(withoutFaces(photo, gone)), PHOTO + id);
      };
    }
    return promisifyRequest<void>(objects.transaction);
  });

/** Changes what is known to be no face in a file; a record of a newer Facet stays as it is. */
const changeNotFaces = (
  store: UseStore,
  id: AlbumPhotoId,
  change: (boxes: readonly Box<'photo'>[]) => readonly Box<'photo'>[],
): Promise<void> =>
  store('readwrite', (objects) => {
    const reading = objects.get(NOT_FACES + id);
    reading.onsuccess = () => {
      const record = readAs(NOT_FACES_KIND, reading.result);
      if (record.kind === 'newer') return;
      const boxes = change(record.kind === 'good' ? record.value : []);
      if (boxes.length > 0) objects.put(toNotFacesRecord(boxes), NOT_FACES + id);
      else objects.delete(NOT_FACES + id);
    };
    return promisifyRequest<void>(objects.transaction);
  });

/** The album's database. It is opened at the first use: a browser that refuses costs a notice and not the page. */
export const createAlbumStore = (): AlbumStore => {
  let opened: UseStore | undefined;
  const store = (): UseStore => {
    opened ??= createStore('facet-album', 'records');
    return opened;
  };
  const setOrDelete = (key: string, value: unknown): Promise<void> =>
    value === undefined ? delMany([key], store()) : setMany([[key, value]], store());
  return {
    readAll: async () => readAll(store()),
    read: async (id) => usable(PHOTO_KIND, await get(PHOTO + id, store())),
    async ids() {
      const keys = await store()('readonly', (objects) => promisifyRequest(objects.getAllKeys(allOf(PHOTO))));
      return keys.map((key) => String(key).slice(PHOTO.length));
    },
    async add(photo, { thumbs, photo: picture }) {
      const entries: [string, unknown][] = [[THUMBS + photo.id, thumbs]];
      if (picture) entries.push([PICTURE + photo.id, picture]);
      await writePhoto(store(), photo, entries);
    },
    rewrite: async (photo) => writePhoto(store(), photo, []),
    origin: async (id) => usable(ORIGIN_KIND, await get(ORIGIN + id, store())),
    keepOrigin: async (id, origin) => setMany([[ORIGIN + id, toOriginRecord(origin)]], store()),
    notFaces: async (id) => usable(NOT_FACES_KIND, await get(NOT_FACES + id, store())) ?? [],
    addNotFaces: async (id, added) => changeNotFaces(store(), id, (boxes) => [...boxes, ...added]),
    dropNotFaces: async (id, dropped) =>
      changeNotFaces(store(), id, (boxes) => boxes.filter((box) => !dropped.some((other) => isSameFace(box, other)))),
    mark: async (mark) => setOrDelete(MARK, mark),
    noteRemoval: async (removal) => setOrDelete(REMOVAL, removal),
    purge: async (removal) => purge(store(), removal),
    async thumbs(ids) {
      const kept = await getMany<unknown>(
        ids.map((id) => THUMBS + id),
        store(),
      );
      return kept.map((value) => usable(THUMBS_KIND, value) ?? []);
    },
    picture: async (id) => usable(PICTURE_KIND, await get(PICTURE + id, store())),
  };
};
