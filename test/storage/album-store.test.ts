import 'fake-indexeddb/auto';
import { clear, createStore, get, set } from 'idb-keyval';
import { beforeEach, describe, expect, it } from 'vitest';
import { NewerRecord } from '../../src/domain/album-store';
import { createAlbumStore } from '../../src/storage/album-store';
import { albumFace, albumPhoto } from '../state/made-album';

const records = () => createStore('facet-album', 'records');
const bytes = (...values: number[]) => new Uint8Array(values);

beforeEach(() => clear(records()));

describe('the album on this device', () => {
  it('gives back after a reload what was added before, pictures apart', async () => {
    const photo = { ...albumPhoto('a', [albumFace(['Smiling'])]), leftOut: 3, turnDegrees: 90 as const };
    await createAlbumStore().add(photo, { thumbs: [bytes(1)], photo: bytes(2) });
    const reloaded = createAlbumStore();
    expect(await reloaded.readAll()).toEqual({
      photos: [photo],
      damaged: [],
      newer: [],
      removal: undefined,
      isRemovalDamaged: false,
      unfinished: undefined,
    });
    expect(await reloaded.thumbs(['a', 'none'])).toEqual([[bytes(1)], []]);
    expect(await reloaded.picture('a')).toEqual(bytes(2));
    expect(await reloaded.picture('none')).toBeUndefined();
  });

  it('names records that are damaged or of a newer Facet, leaves them as they are, and reads the others', async () => {
    const store = createAlbumStore();
    await store.add(albumPhoto('a'), { thumbs: [] });
    const odd: Record<string, unknown> = {
      'photo:bad': { ...albumPhoto('bad'), schema: 1, faces: [{ index: 0 }] },
      'photo:twice': { ...albumPhoto('twice', [albumFace(), albumFace()]), schema: 1 },
      'photo:slanting': { ...albumPhoto('slanting'), schema: 1, turnDegrees: 45 },
      'photo:other': { ...albumPhoto('a'), schema: 1 },
      'photo:none': 7,
      'photo:newer': { schema: 99, name: 'newer.jpg', whatever: true },
    };
    for (const [key, value] of Object.entries(odd)) await set(key, value, records());
    const { photos, damaged, newer } = await store.readAll();
    expect(photos.map(({ id }) => id)).toEqual(['a']);
    expect(damaged.toSorted()).toEqual(['a.jpg', 'bad.jpg', 'none', 'slanting.jpg', 'twice.jpg']);
    expect(newer).toEqual(['newer.jpg']);
    for (const [key, value] of Object.entries(odd)) expect(await get(key, records())).toEqual(value);
  });

  it('never writes over a record of a newer Facet', async () => {
    const newer = { schema: 99, name: 'newer.jpg' };
    await set('photo:newer', newer, records());
    const store = createAlbumStore();
    await expect(store.add(albumPhoto('newer'), { thumbs: [bytes(1)] })).rejects.toThrow(NewerRecord);
    await store.purge({ photos: [], faces: ['newer/0'] });
    expect(await get('photo:newer', records())).toEqual(newer);
    expect(await store.thumbs(['newer'])).toEqual([[]]);
  });

  it.each([
    ['a face that is no name of a face', { photos: ['a'], faces: [{ id: 'b' }] }],
    ['a face that is a number', { photos: [], faces: [7] }],
    ['a photo that is nothing', { photos: [null], faces: [] }],
    ['no lists', { photos: 'a', faces: 'b' }],
    ['no fields', 7],
  ])('a note of what was removed with %s hides nothing and deletes nothing', async (_, note) => {
    const store = createAlbumStore();
    await store.add(albumPhoto('a'), { thumbs: [] });
    await set('removal', note, records());
    const { photos, removal, isRemovalDamaged } = await store.readAll();
    expect([photos.length, removal, isRemovalDamaged]).toEqual([1, undefined, true]);
  });

  it('does not take adding that came to its end for broken off, whatever was noted last', async () => {
    const store = createAlbumStore();
    for (const mark of [{ done: 200, total: 200 }, { done: -1, total: 3 }, 'odd']) {
      await set('import', mark, records());
      expect((await store.readAll()).unfinished).toBeUndefined();
    }
    await store.mark(undefined);
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

  it('keeps what is no face in a file, also of one that is not in the album, until everything goes', async () => {
    const store = createAlbumStore();
    const box = { x: 1, y: 2, width: 30, height: 40 };
    const other = { x: 100, y: 2, width: 30, height: 40 };
    await store.addNotFaces('a', [box]);
    await store.addNotFaces('a', [other]);
    expect(await createAlbumStore().notFaces('a')).toEqual([box, other]);
    await store.dropNotFaces('a', [box]);
    expect(await store.notFaces('a')).toEqual([other]);
    await store.purge({ photos: ['a'], faces: [] });
    expect(await store.notFaces('a')).toEqual([other]);
    await store.purge({ photos: [], faces: [], everything: true });
    expect(await store.notFaces('a')).toEqual([]);
  });

  it('leaves what a newer Facet noted as no face alone', async () => {
    const newer = { schema: 99, shapes: [] };
    await set('not-faces:a', newer, records());
    const store = createAlbumStore();
    await store.addNotFaces('a', [{ x: 1, y: 2, width: 3, height: 4 }]);
    expect(await store.notFaces('a')).toEqual([]);
    expect(await get('not-faces:a', records())).toEqual(newer);
  });

  it('writes a changed photo anew and leaves its pictures as they are', async () => {
    const store = createAlbumStore();
    await store.add(albumPhoto('a', [albumFace(), albumFace([], 1)]), {
      thumbs: [bytes(1), bytes(2)],
      photo: bytes(3),
    });
    await store.rewrite(albumPhoto('a', [albumFace([], 1)]));
    expect((await store.read('a'))?.faces.map(({ index }) => index)).toEqual([1]);
    expect(await store.thumbs(['a'])).toEqual([[bytes(1), bytes(2)]]);
    expect(await store.picture('a')).toEqual(bytes(3));
  });

  it('remembers where a photo lies as long as the photo is kept', async () => {
    const store = createAlbumStore();
    const origin = { handle: { kind: 'file', name: 'a.jpg' }, path: [] };
    await store.add(albumPhoto('a'), { thumbs: [] });
    await store.keepOrigin('a', origin);
    expect(await createAlbumStore().origin('a')).toEqual(origin);
    await store.purge({ photos: ['a'], faces: [] });
    expect(await store.origin('a')).toBeUndefined();
  });
});
