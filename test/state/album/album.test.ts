import { describe, expect, it, vi } from 'vitest';
import type { AlbumPhoto, AlbumPictures } from '../../../src/domain/album';
import {
  type AlbumNews,
  type AlbumStore,
  type KeptAlbum,
  type Removal,
  StorageBlocked,
} from '../../../src/domain/album-store';
import type { Box } from '../../../src/domain/geometry';
import { Album } from '../../../src/state/album/album';
import { facesSelected } from '../../../src/state/album/choices';
import type { AlbumSource } from '../../../src/state/album/source';
import { facesRemoved } from '../../../src/state/album/transitions';
import { Turns } from '../../../src/state/page/turns';
import { madeAnalysis, madeFace } from '../page/made-state';
import { albumFace, albumPhoto } from './made-album';

const KEPT: KeptAlbum = {
  photos: [],
  removal: undefined,
  isRemovalDamaged: false,
  damaged: [],
  newer: [],
  unfinished: undefined,
};
const BITMAP = { width: 100, height: 80, close: () => undefined };
const PICTURES: AlbumPictures = { thumbs: [new Uint8Array([1])], photo: new Uint8Array([2]) };

/** A device that keeps an album in memory and can refuse. */
const madeDevice = (kept: Partial<KeptAlbum> = {}) => {
  const photos = new Map((kept.photos ?? []).map((photo) => [photo.id, photo]));
  const notFaces = new Map<string, readonly Box<'photo'>[]>();
  const calls: string[] = [];
  let full: 'no' | 'for photos' | 'yes' = 'no';
  const store: AlbumStore = {
    readAll: async () => ({ ...KEPT, ...kept, photos: [...photos.values()] }),
    read: async (id) => photos.get(id),
    ids: async () => [...photos.keys()],
    async add(photo, { photo: picture }) {
      if (full === 'yes' || (full === 'for photos' && picture)) {
        throw new DOMException('Full.', 'QuotaExceededError');
      }
      calls.push(picture ? 'kept' : 'kept without photo');
      photos.set(photo.id, photo);
    },
    async rewrite(photo) {
      photos.set(photo.id, photo);
    },
    origin: async () => undefined,
    keepOrigin: async () => undefined,
    notFaces: async (id) => notFaces.get(id) ?? [],
    addNotFaces: async (id, boxes) => void notFaces.set(id, [...(notFaces.get(id) ?? []), ...boxes]),
    dropNotFaces: async (id) => void notFaces.delete(id),
    mark: async () => undefined,
    noteRemoval: async (removal) => void calls.push(removal ? 'noted' : 'not noted'),
    async purge({ photos: gone, everything }: Removal) {
      calls.push('purged');
      if (everything) notFaces.clear();
      for (const id of gone) photos.delete(id);
    },
    thumbs: async (ids) => ids.map(() => []),
    picture: async () => undefined,
  };
  return { store, calls, photos, notFaces, fill: (what: typeof full) => (full = what) };
};

const setUp = async (kept: Partial<KeptAlbum> = {}, claimed: readonly string[] = [], device = madeDevice(kept)) => {
  const told: AlbumNews[] = [];
  const album = new Album<typeof BITMAP>({
    store: device.store,
    turns: new Turns(),
    analyze: async () => madeAnalysis([madeFace(['Smiling'])]),
    models: () => 'made',
    tell: (news) => told.push(news),
    claim: async (task) => (claimed.includes(task) ? undefined : () => undefined),
  });
  await album.open();
  const keep = (id: string) =>
    album.keep(
      { name: `${id}.jpg`, bytes: 1 },
      id,
      { size: BITMAP, pictures: async () => PICTURES },
      madeAnalysis([madeFace()]),
    );
  const ids = () => album.state.value.photos.map(({ id }) => id);
  const notices = () => album.state.value.notices.map(({ kind }) => kind);
  return { ...device, album, told, keep, ids, notices };
};

const twoFaces: AlbumPhoto = albumPhoto('two', [albumFace(), albumFace([], 1)], 2);

describe('the album', () => {
  it('comes back after a reload in the order in which it was added', async () => {
    const { ids } = await setUp({ photos: [albumPhoto('b', [], 2), albumPhoto('a', [], 1)] });
    expect(ids()).toEqual(['a', 'b']);
  });

  it('says what it could not read, and that adding was broken off', async () => {
    const { notices } = await setUp({
      damaged: ['a.jpg', 'b.jpg'],
      newer: ['c.jpg'],
      unfinished: { done: 3, total: 9 },
    });
    expect(notices()).toEqual(['damaged', 'newer', 'unfinished']);
  });

  it('does not take photos that another tab is adding for broken off', async () => {
    const { notices } = await setUp({ unfinished: { done: 3, total: 9 } }, ['adding']);
    expect(notices()).toEqual([]);
  });

  it('goes on in memory when the browser keeps nothing', async () => {
    const { album, keep, ids, notices, store } = await setUp();
    vi.spyOn(store, 'add').mockRejectedValue(new Error('Not allowed.'));
    await keep('a');
    expect(ids()).toEqual(['a']);
    expect(notices()).toEqual(['unkept']);
    expect([...album.state.value.onlyHere]).toEqual([['a', 'unkept']]);
    expect(await album.keeper.thumbs(['a'])).toEqual([PICTURES.thumbs]);
  });
});

describe('a device that is full', () => {
  it('does without the reduced photos first, and says so once', async () => {
    const { keep, fill, calls, notices } = await setUp();
    fill('for photos');
    await keep('a');
    await keep('b');
    expect(calls).toEqual(['kept without photo', 'kept without photo']);
    expect(notices()).toEqual(['no-pictures']);
  });

  it('loses nothing of this visit when there is no room at all', async () => {
    const { album, keep, fill, ids, photos, notices } = await setUp();
    await keep('a');
    fill('yes');
    await keep('b');
    expect(ids()).toEqual(['a', 'b']);
    expect([...photos.keys()]).toEqual(['a']);
    expect(notices()).toEqual(['no-pictures', 'full']);
    expect([...album.state.value.onlyHere]).toEqual([['b', 'full']]);
    expect(await album.keeper.picture('b')).toEqual(PICTURES.photo);
  });
});

describe('photos whose adding was broken off', () => {
  const source = (id: string): AlbumSource<typeof BITMAP> => ({
    name: `${id}.jpg`,
    bytes: 1,
    identify: async () => id,
    open: async () => ({ bitmap: BITMAP, size: BITMAP, pictures: async () => PICTURES }),
  });
  const brokenOff = { photos: [albumPhoto('a')], unfinished: { done: 1, total: 3 } };

  it('are spoken of until all of them were added', async () => {
    const { album, notices, ids } = await setUp(brokenOff);
    expect(notices()).toEqual(['unfinished']);
    album.add([source('a'), source('b'), source('c')]);
    await vi.waitFor(() => expect(album.state.value.adding?.phase).toBe('over'));
    expect(ids()).toEqual(['a', 'b', 'c']);
    expect(notices()).toEqual([]);
  });

  it('are spoken of as long as adding them is only paused or was cancelled', async () => {
    const { album, notices } = await setUp(brokenOff);
    album.add([source('b'), source('c')]);
    album.cancel();
    expect(notices()).toEqual(['unfinished']);
  });

  it('are not spoken of once everything was deleted', async () => {
    const { album, notices } = await setUp(brokenOff);
    await album.deletion.deleteAll();
    expect(notices()).toEqual([]);
  });
});

describe('storage that another tab blocks', () => {
  const setUpBlocked = async () => {
    const device = madeDevice({ photos: [albumPhoto('before')] });
    let answers = false;
    const refuse = <T extends readonly unknown[], R>(call: (...given: T) => Promise<R>) =>
      vi.fn((...given: T) => (answers ? call(...given) : Promise.reject(new StorageBlocked())));
    const { readAll, add, mark, ids } = device.store;
    Object.assign(device.store, { readAll: refuse(readAll), add: refuse(add), mark: refuse(mark), ids: refuse(ids) });
    return { ...(await setUp({}, [], device)), free: () => (answers = true) };
  };

  it('is said, and the page goes on without it', async () => {
    const { album, keep, ids, notices } = await setUpBlocked();
    expect(album.state.value.phase).toBe('open');
    await keep('a');
    expect(ids()).toEqual(['a']);
    expect(notices()).toEqual(['blocked']);
    expect([...album.state.value.onlyHere]).toEqual([['a', 'blocked']]);
  });

  it('is read and written as soon as it answers again', async () => {
    const { album, keep, ids, photos, notices, told, free } = await setUpBlocked();
    await keep('a');
    free();
    await album.storageBack();
    expect(ids().toSorted()).toEqual(['a', 'before']);
    expect([...photos.keys()].toSorted()).toEqual(['a', 'before']);
    expect(album.state.value.onlyHere.size).toBe(0);
    expect(notices()).toEqual([]);
    expect(told).toEqual([{ kind: 'added', id: 'a' }]);
  });
});

describe('an album that was cleared outside of the page', () => {
  it('is said once, with how many photos are affected, and they stay in sight', async () => {
    const { album, keep, ids, photos } = await setUp({ photos: [albumPhoto('a')] });
    await keep('b');
    photos.clear();
    await album.check();
    await album.check();
    expect(ids()).toEqual(['a', 'b']);
    expect(album.state.value.notices).toEqual([{ kind: 'cleared', count: 2 }]);
    expect([...album.state.value.onlyHere.values()]).toEqual(['cleared', 'cleared']);
  });

  it('is not taken for one when nothing is gone, nor when a photo was never kept', async () => {
    const { album, keep, fill, notices } = await setUp({ photos: [albumPhoto('a')] });
    fill('yes');
    await keep('b');
    await album.check();
    expect(notices()).toEqual(['no-pictures', 'full']);
  });
});

describe('deleting', () => {
  it('takes a photo with its last face, and leaves one that has others', async () => {
    const { album, ids, calls } = await setUp({ photos: [albumPhoto('one'), twoFaces] });
    album.apply(facesSelected, ['one/0', 'two/1']);
    await album.deletion.delete(album.state.value.selected);
    expect(ids()).toEqual(['two']);
    expect(album.index.value.rows.map(({ key }) => key)).toEqual(['two/0']);
    expect(album.state.value.removed?.faces).toBe(2);
    expect(album.state.value.selected.size).toBe(0);
    expect(calls).toEqual(['noted']);
  });

  it('can be undone, in every tab', async () => {
    const { album, ids, calls, told } = await setUp({ photos: [albumPhoto('one'), twoFaces] });
    await album.deletion.deleteAll();
    expect(ids()).toEqual([]);
    await album.deletion.undo();
    expect(ids()).toEqual(['one', 'two']);
    expect(album.index.value.rows).toHaveLength(3);
    expect(calls).toEqual(['noted', 'not noted']);
    expect(told.map(({ kind }) => kind)).toEqual(['removed', 'restored']);
  });

  it('is for good when it is left or something else is deleted', async () => {
    const { album, photos, calls } = await setUp({ photos: [albumPhoto('one'), twoFaces] });
    await album.deletion.delete(new Set(['one/0']));
    await album.deletion.delete(new Set(['two/0']));
    expect([...photos.keys()]).toEqual(['two']);
    await album.deletion.finish();
    expect(calls).toEqual(['noted', 'purged', 'noted', 'purged']);
    expect(album.state.value.removed).toBeUndefined();
  });

  it('that was not finished when the page was left is finished at the next visit', async () => {
    const removal = { photos: ['one'], faces: [] };
    const { ids, calls } = await setUp({ photos: [albumPhoto('one'), twoFaces], removal });
    expect(ids()).toEqual(['two']);
    expect(calls).toEqual(['purged']);
  });

  it('that can still be undone in another tab is only hidden here', async () => {
    const removal = { photos: ['one'], faces: [] };
    const { ids, calls } = await setUp({ photos: [albumPhoto('one')], removal }, ['removing']);
    expect(ids()).toEqual([]);
    expect(calls).toEqual([]);
  });
});

describe('what is no face', () => {
  const HERE: Box<'photo'> = { x: 10, y: 20, width: 20, height: 30 };
  const nearby: Box<'photo'> = { x: 11, y: 21, width: 20, height: 30 };
  const THERE: Box<'photo'> = { x: 60, y: 20, width: 20, height: 30 };
  const two = albumPhoto('two', [albumFace(), { ...albumFace([], 1), face: THERE }], 2);

  it('goes from the album, its photo stays, and it is not found again when the file comes once more', async () => {
    const { album, ids, keep, notFaces } = await setUp({ photos: [albumPhoto('one')] });
    await album.deletion.takeAway(new Set(['one/0']));
    expect(ids()).toEqual(['one']);
    expect(album.index.value.rows).toEqual([]);
    expect(album.state.value.removed).toMatchObject({ faces: 1, areNoFaces: true });
    await album.deletion.finish();
    expect(notFaces.get('one')).toEqual([HERE]);
    await album.deletion.delete(new Set());
    album.apply(facesRemoved, { photos: ['one'], faces: [] });
    expect(await keep('one')).toBe(0);
    expect(album.index.value.rows).toEqual([]);
  });

  it('comes back when that is undone, and is found again', async () => {
    const { album, notFaces } = await setUp({ photos: [two] });
    await album.deletion.takeAway(new Set(['two/0']));
    await album.deletion.undo();
    expect(album.index.value.rows.map(({ key }) => key)).toEqual(['two/0', 'two/1']);
    expect(notFaces.get('two') ?? []).toEqual([]);
    const analysis = madeAnalysis([madeFace()]);
    expect(await album.notFaces.without('two', analysis)).toBe(analysis);
  });

  it('on the stage goes from the album too, with the box of the album nearby, and can be given back', async () => {
    const { album, photos, told } = await setUp({ photos: [two] });
    const before = await album.takeAway('two', nearby);
    expect(album.index.value.rows.map(({ key }) => key)).toEqual(['two/1']);
    expect(photos.get('two')?.faces).toHaveLength(1);
    await album.giveBack('two', nearby, before);
    expect(photos.get('two')?.faces).toHaveLength(2);
    expect(told.map(({ kind }) => kind)).toEqual(['removed', 'restored']);
  });

  it('does not touch a deletion that can still be undone', async () => {
    const { album, ids } = await setUp({ photos: [albumPhoto('one'), two] });
    await album.deletion.delete(new Set(['one/0']));
    await album.takeAway('two', HERE);
    await album.deletion.undo();
    expect(ids().toSorted()).toEqual(['one', 'two']);
    expect(album.index.value.rows.map(({ key }) => key).toSorted()).toEqual(['one/0', 'two/1']);
  });

  it('holds for this visit where the browser keeps nothing', async () => {
    const { album, store, notices } = await setUp();
    vi.spyOn(store, 'addNotFaces').mockRejectedValue(new Error('Not allowed.'));
    await album.takeAway('a', HERE);
    expect(notices()).toEqual(['unkept']);
    expect(await album.notFaces.without('a', madeAnalysis([madeFace()]))).toMatchObject({ kind: 'no-face' });
  });

  it('is forgotten with everything else', async () => {
    const { album, notFaces } = await setUp({ photos: [two] });
    await album.takeAway('other', HERE);
    await album.deletion.deleteAll();
    await album.deletion.finish();
    expect(notFaces.size).toBe(0);
    expect(await album.notFaces.without('other', madeAnalysis([madeFace()]))).toMatchObject({ kind: 'found' });
  });
});

describe('another tab', () => {
  it('is told what is added here, and shows what is added there', async () => {
    const { album, keep, told, photos, ids } = await setUp();
    await keep('a');
    expect(told).toEqual([{ kind: 'added', id: 'a' }]);
    photos.set('b', albumPhoto('b'));
    await album.heard({ kind: 'added', id: 'b' });
    expect(ids()).toEqual(['a', 'b']);
    await album.heard({ kind: 'removed', removal: { photos: ['a'], faces: [] } });
    expect(ids()).toEqual(['b']);
  });
});
