import 'fake-indexeddb/auto';
import { expect, it, vi } from 'vitest';
import type { PhotoBitmap } from '../../src/domain/analyzer-api';
import { Album } from '../../src/state/album/album';
import type { AlbumSource } from '../../src/state/album/source';
import { Turns } from '../../src/state/page/turns';
import { createAlbumStore } from '../../src/storage/album-store';
import { madeAnalysis, madeFace } from '../state/page/made-state';

const SIZE = { width: 100, height: 80 };
const NAMES = Array.from({ length: 1000 }, (_, at) => `photo-${at}`);

interface NamedBitmap extends PhotoBitmap {
  readonly name: string;
}

/** A folder of a thousand photos. */
const folder = (): AlbumSource<NamedBitmap>[] =>
  NAMES.map((name) => ({
    name,
    bytes: 1,
    identify: async () => name,
    open: async () => ({
      bitmap: { ...SIZE, name, close: () => undefined },
      size: SIZE,
      pictures: async () => ({ thumbs: [new Uint8Array([1])] }),
    }),
  }));

/** A visit on this device, which keeps what the visits before left. @param onAnalysis told of each photo that is analysed */
const visit = async (onAnalysis: (name: string) => void = () => undefined) => {
  const album = new Album<NamedBitmap>({
    store: createAlbumStore(),
    turns: new Turns(),
    analyze: async ({ name }) => {
      onAnalysis(name);
      return madeAnalysis([madeFace(['Smiling'])]);
    },
    models: () => 'made',
    tell: () => undefined,
    claim: async () => () => undefined,
  });
  await album.open();
  return album;
};

it('of a thousand photos none is lost and none is analysed twice, though the page was reloaded in the middle', async () => {
  const analysed: string[] = [];
  const first = await visit((name) => {
    // What a reload does to the photos that wait.
    if (analysed.push(name) === 400) first.cancel();
  });
  first.add(folder());
  await vi.waitFor(() => expect(first.state.value.photos).toHaveLength(400), { timeout: 30_000 });
  expect(first.state.value.adding?.phase).toBe('cancelled');

  const second = await visit((name) => analysed.push(name));
  expect(second.state.value.photos).toHaveLength(400);
  second.add(folder());
  await vi.waitFor(() => expect(second.state.value.adding?.phase).toBe('over'), { timeout: 30_000, interval: 50 });

  expect(analysed.toSorted()).toEqual(NAMES.toSorted());
  const third = await visit();
  expect(new Set(third.state.value.photos.map(({ id }) => id))).toEqual(new Set(NAMES));
  expect(third.index.value.rows).toHaveLength(1000);
});
