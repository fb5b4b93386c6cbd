import 'fake-indexeddb/auto';
import { createStore, set } from 'idb-keyval';
import { beforeEach, describe, expect, it } from 'vitest';
import { createAlbumStore } from '../../src/storage/album-store';
import { albumFace, albumPhoto } from '../state/made-album';

const records = () => createStore('facet-album', 'records');
const bytes = (...values: number[]) => new Uint8Array(values);

beforeEach(async () => {
  const store = createAlbumStore();
  await store.purge({ photos: ['a', 'b', 'bad', 'newer'], faces: [] });
});

describe('the album on this device', () => {
  it('gives back after a reload what was added before, pictures apart', async () => {
    const photo = { ...albumPhoto('a', [albumFace(['Smiling'])]), leftOut: 3 };
    await createAlbumStore().add(photo, { thumbs: [bytes(1)], photo: bytes(2) });
    const reloaded = createAlbumStore();
    expect(await reloaded.readAll()).toEqual({
      photos: [photo],
      damaged: 0,
      newer: 0,
      removal: undefined,
      unfinished: undefined,
    });
    expect(await reloaded.thumbs(['a', 'none'])).toEqual([[bytes(1)], []]);
    expect(await reloaded.picture('a')).toEqual(bytes(2));
    expect(await reloaded.picture('none')).toBeUndefined();
  });

  it('leaves out and counts records that are damaged or of a newer Facet, and keeps the others', async () => {
    const store = createAlbumStore();
    await store.add(albumPhoto('a'), { thumbs: [] });
    await set('photo:bad', { ...albumPhoto('bad'), schema: 1, faces: [{ index: 0 }] }, records());
    await set('photo:newer', { schema: 2 }, records());
    const { photos, damaged, newer } = await store.readAll();
    expect(photos.map(({ id }) => id)).toEqual(['a']);
    expect({ damaged, newer }).toEqual({ damaged: 1, newer: 1 });
  });

  it('deletes photos with all that belongs to them, and single faces of photos that stay', async () => {
    const store = createAlbumStore();
    await store.add(albumPhoto('a'), { thumbs: [bytes(1)], photo: bytes(2) });
    await store.add(albumPhoto('b', [albumFace(), albumFace([], 1)]), { thumbs: [] });
    await store.noteRemoval({ photos: ['a'], faces: ['b/0'] });
    expect((await store.readAll()).removal).toEqual({ photos: ['a'], faces: ['b/0'] });
    await store.purge({ photos: ['a'], faces: ['b/0'] });
    const { photos, removal } = await store.readAll();
    expect(photos.map(({ id, faces }) => [id, faces.map(({ index }) => index)])).toEqual([['b', [1]]]);
    expect(removal).toBeUndefined();
    expect(await store.picture('a')).toBeUndefined();
    expect(await store.thumbs(['a'])).toEqual([[]]);
  });

  it('remembers how far adding photos came until it is over', async () => {
    const store = createAlbumStore();
    await store.mark({ done: 214, total: 1000 });
    expect((await createAlbumStore().readAll()).unfinished).toEqual({ done: 214, total: 1000 });
    await store.mark(undefined);
    expect((await store.readAll()).unfinished).toBeUndefined();
  });
});
