import { describe, expect, it, vi } from 'vitest';
import type { Picture } from '../../../src/state/page/app-state';
import { createStore } from '../../../src/state/page/store';
import {
  photoAnalysed,
  photoOpened,
  photoOpening,
  photoRemoved,
  photosAdded,
} from '../../../src/state/page/transitions';
import { type Found, StageOriginals } from '../../../src/state/photo/stage-originals';
import { madeAnalysis, madeFace, picture } from '../page/made-state';

/** A photo of the album on the stage as a smaller copy. */
const setUp = (find: () => Promise<Found>) => {
  const store = createStore();
  const analysis = madeAnalysis([madeFace(['Smiling'])]);
  store.apply(photosAdded, [{ id: 1, name: 'a.jpg', file: 'sha-a' }]);
  store.apply(photoOpening, 1);
  store.apply(photoOpened, 1, picture('blob:copy'));
  store.apply(photoAnalysed, 1, analysis, { kept: { added: 1, copySide: 1600 } });
  const release = vi.fn<(shown: Picture) => void>();
  const originals = new StageOriginals(store, {
    find: vi.fn(find),
    release,
    words: { other: (chosen, wanted) => `${chosen} is not ${wanted}`, failed: (wanted) => `no ${wanted}` },
  });
  const released = () => release.mock.calls.map(([{ url }]) => url);
  return { store, originals, analysis, released };
};

describe('the original of a photo of the album', () => {
  it('takes the place of the copy, and the results stay as they were measured', async () => {
    const { store, originals, analysis, released } = setUp(async () => ({
      kind: 'original',
      picture: picture('blob:original'),
    }));
    await originals.open(1);
    expect(store.state.value.photos[0]).toMatchObject({ picture: { url: 'blob:original' }, kept: { added: 1 } });
    expect(store.state.value.photos[0]).toMatchObject({ analysis });
    expect(store.state.value.photos[0]).not.toHaveProperty('kept.copySide');
    expect(released()).toEqual(['blob:copy']);
  });

  it('is not taken for another file: that is said, and everything stays', async () => {
    const { store, originals, released } = setUp(async () => ({ kind: 'other', name: 'b.jpg' }));
    await originals.open(1);
    expect(store.state.value.notices).toEqual([{ message: 'b.jpg is not a.jpg' }]);
    expect(store.state.value.photos[0]).toMatchObject({ picture: { url: 'blob:copy' }, kept: { copySide: 1600 } });
    expect(released()).toEqual([]);
  });

  it('is left alone when nobody chooses a file', async () => {
    const { store, originals } = setUp(async () => ({ kind: 'none' }));
    await originals.open(1);
    expect(store.state.value.notices).toEqual([]);
  });

  it('that cannot be decoded is said in words', async () => {
    const { store, originals } = setUp(() => Promise.reject(new TypeError('undefined is not a function')));
    await originals.open(1);
    expect(store.state.value.notices).toEqual([{ message: 'no a.jpg' }]);
  });

  it('found after the photo was closed is let go', async () => {
    let answer = (_: Found): void => undefined;
    const { store, originals, released } = setUp(() => new Promise((resolve) => (answer = resolve)));
    const opened = originals.open(1);
    store.apply(photoRemoved, 1);
    answer({ kind: 'original', picture: picture('blob:original') });
    await opened;
    expect(released()).toEqual(['blob:original']);
  });
});
