import { createStore, delMany, get, getMany, promisifyRequest, setMany, type UseStore } from 'idb-keyval';
import type { AlbumPhotoId } from '../domain/album';
import { type AlbumStore, facesByPhoto, type KeptAlbum, type Removal, withoutFaces } from '../domain/album-store';
import { readMark, readRecord, readRemoval, readThumbs, toRecord } from './album-records';

/** One key a kind of value and photo, so that all photos are one range, read at once without their pictures. */
const PHOTO = 'photo:';
const THUMBS = 'thumbs:';
const PICTURE = 'picture:';
const REMOVAL = 'removal';
const MARK = 'import';

const keysOf = (id: AlbumPhotoId): string[] => [PHOTO + id, THUMBS + id, PICTURE + id];

const allPhotos = (store: UseStore): Promise<unknown[]> =>
  store('readonly', (objects) => promisifyRequest(objects.getAll(IDBKeyRange.bound(PHOTO, `${PHOTO}\uffff`))));

const readAll = async (store: UseStore): Promise<KeptAlbum> => {
  const [values, [removal, mark]] = await Promise.all([allPhotos(store), getMany<unknown>([REMOVAL, MARK], store)]);
  const records = values.map(readRecord);
  const count = (kind: 'damaged' | 'newer'): number => records.filter((record) => record.kind === kind).length;
  return {
    photos: records.flatMap((record) => (record.kind === 'good' ? [record.photo] : [])),
    removal: readRemoval(removal),
    damaged: count('damaged'),
    newer: count('newer'),
    unfinished: readMark(mark),
  };
};

/** All of it in one transaction: photos go, and those that only lose faces are written anew. */
const purge = (store: UseStore, { photos, faces }: Removal): Promise<void> =>
  store('readwrite', (objects) => {
    for (const key of [...photos.flatMap(keysOf), REMOVAL]) objects.delete(key);
    for (const [id, gone] of facesByPhoto(faces)) {
      const reading = objects.get(PHOTO + id);
      reading.onsuccess = () => {
        const record = readRecord(reading.result);
        if (record.kind === 'good') objects.put(toRecord(withoutFaces(record.photo, gone)), PHOTO + id);
      };
    }
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
    async read(id) {
      const record = readRecord(await get(PHOTO + id, store()));
      return record.kind === 'good' ? record.photo : undefined;
    },
    async add(photo, { thumbs, photo: picture }) {
      const entries: [string, unknown][] = [
        [PHOTO + photo.id, toRecord(photo)],
        [THUMBS + photo.id, thumbs],
      ];
      if (picture) entries.push([PICTURE + photo.id, picture]);
      await setMany(entries, store());
    },
    mark: async (mark) => setOrDelete(MARK, mark),
    noteRemoval: async (removal) => setOrDelete(REMOVAL, removal),
    purge: async (removal) => purge(store(), removal),
    async thumbs(ids) {
      const kept = await getMany<unknown>(
        ids.map((id) => THUMBS + id),
        store(),
      );
      return kept.map(readThumbs);
    },
    async picture(id) {
      const kept: unknown = await get(PICTURE + id, store());
      return kept instanceof Uint8Array ? new Uint8Array(kept) : undefined;
    },
  };
};
