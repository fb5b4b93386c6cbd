import 'fake-indexeddb/auto';
import { expect, it, vi } from 'vitest';
import { Album } from '../../src/state/album/album';
import type { AlbumSource } from '../../src/state/album/source';
import { Turns } from '../../src/state/page/turns';
import { createAlbumStore } from '../../src/storage/album-store';
import { madeAnalysis, madeFace } from '../state/page/made-state';

const BITMAP = { width: 100, height: 80, close: () => undefined };
const NAMES = Array.from({ length: 1000 }, (_, at) => `photo-${at}`);

/** A folder of a thousand photos; every one that is opened is noted. */
const folder = (opened: string[], onOpen: () => void = () => undefined): AlbumSource<typeof BITMAP>[] =>
  NAMES.map((name) => ({
    name,
    bytes: 1,
    identify: async () => name,
    async open() {
      opened.push(name);
      onOpen();
      return { bitmap: BITMAP, size: BITMAP, pictures: async () => ({ thumbs: [new Uint8Array([1])] }) };
    },
  }));

/** A visit on this device, which keeps what the visits before left. */
const visit = async () => {
  const album = new Album<typeof BITMAP>({
    store: createAlbumStore(),
    turns: new Turns(),
    analyze: async () => madeAnalysis([madeFace(['Smiling'])]),
    models: () => 'made',
    tell: () => undefined,
    claim: async () => () => undefined,
  });
  await album.open();
  return album;
};

it('of a thousand photos none is lost and none is looked at twice, though the page was reloaded in the middle', async () => {
  const opened: string[] = [];
  const first = await visit();
  // What a reload does to the photos that wait.
  first.add(folder(opened, () => opened.length === 400 && first.cancel()));
  await vi.waitFor(() => expect(first.state.value.photos).toHaveLength(400), { timeout: 30_000 });
  expect(first.state.value.adding?.phase).toBe('cancelled');

  const second = await visit();
  expect(second.state.value.photos).toHaveLength(400);
  second.add(folder(opened));
  await vi.waitFor(() => expect(second.state.value.adding?.phase).toBe('over'), { timeout: 30_000, interval: 50 });

  expect(opened.toSorted()).toEqual(NAMES.toSorted());
  const third = await visit();
  expect(new Set(third.state.value.photos.map(({ id }) => id))).toEqual(new Set(NAMES));
  expect(third.index.value.rows).toHaveLength(1000);
});
