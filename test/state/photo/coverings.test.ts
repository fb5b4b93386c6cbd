import { describe, expect, it, vi } from 'vitest';
import type { Covering } from '../../../src/domain/covering';
import { Fault } from '../../../src/domain/errors';
import { createStore } from '../../../src/state/page/store';
import {
  faceChosen,
  overlayChosen,
  photoAnalysed,
  photoOpened,
  photoOpening,
  photosAdded,
} from '../../../src/state/page/transitions';
import { Coverings } from '../../../src/state/photo/coverings';
import { coveringOf } from '../../analyzer/fake-worker';
import { madeAnalysis, madeFace, picture } from '../page/made-state';

const faces = [madeFace([], 10), madeFace([], 60)] as const;

/** Two faces on the stage, and every look that was asked for, which the test ends. */
const setUp = () => {
  const store = createStore();
  store.apply(photosAdded, [{ id: 1, name: 'a.jpg' }]);
  store.apply(photoOpening, 1);
  store.apply(photoOpened, 1, picture('blob:a'));
  store.apply(photoAnalysed, 1, madeAnalysis(faces), {});
  const looks: { isWanted: () => boolean; end: (covering: Covering) => void; fail: (error: unknown) => void }[] = [];
  const coverings = new Coverings(store, {
    part: async () => ({ bitmap: { width: 1, height: 1, close: () => undefined }, x: 0, y: 0 }),
    cover: (_part, _square, isWanted) =>
      new Promise((end, fail) => {
        looks.push({ isWanted, end, fail });
      }),
  });
  const nthLook = (count: number) =>
    vi.waitFor(() => {
      const look = looks[count - 1];
      if (!look) throw new Error(`only ${looks.length} looks`);
      return look;
    });
  return { store, coverings, looks, nthLook };
};

describe('covering a face', () => {
  it('begins only when a map of an attribute is asked for, and is done once for all attributes', async () => {
    const { store, coverings, looks, nthLook } = setUp();
    store.apply(overlayChosen, 'heat');
    expect(coverings.of(faces[0])).toBeUndefined();
    store.apply(overlayChosen, 'Smiling');
    expect(coverings.of(faces[0])).toEqual({ kind: 'working' });
    (await nthLook(1)).end(coveringOf(1));
    await vi.waitFor(() => expect(coverings.of(faces[0])?.kind).toBe('done'));
    store.apply(overlayChosen, 'Bald');
    store.apply(overlayChosen, 'none');
    store.apply(overlayChosen, 'Smiling');
    expect(looks).toHaveLength(1);
  });

  it('is not wanted any more once another face is chosen, which is covered at once', async () => {
    const { store, coverings, nthLook } = setUp();
    store.apply(overlayChosen, 'Smiling');
    const first = await nthLook(1);
    expect(first.isWanted()).toBe(true);
    store.apply(faceChosen, 1, 1);
    expect(first.isWanted()).toBe(false);
    const second = await nthLook(2);
    first.fail(new Fault('Cancelled', 'Another face is looked at now.'));
    second.end(coveringOf(2));
    await vi.waitFor(() => expect(coverings.of(faces[1])?.kind).toBe('done'));
    expect(coverings.of(faces[0])?.kind).not.toBe('failed');

    // Whoever comes back gets the first one after all.
    store.apply(faceChosen, 1, 0);
    (await nthLook(3)).end(coveringOf(3));
    await vi.waitFor(() => expect(coverings.of(faces[0])?.kind).toBe('done'));
  });

  it('says when it failed, and tries again when the map is chosen again', async () => {
    const { store, coverings, nthLook } = setUp();
    store.apply(overlayChosen, 'Smiling');
    (await nthLook(1)).fail(new Fault('BackendFailed', 'The backend failed.'));
    await vi.waitFor(() => expect(coverings.of(faces[0])).toMatchObject({ kind: 'failed', fault: 'BackendFailed' }));
    store.apply(overlayChosen, 'none');
    store.apply(overlayChosen, 'Smiling');
    (await nthLook(2)).end(coveringOf(2));
    await vi.waitFor(() => expect(coverings.of(faces[0])?.kind).toBe('done'));
  });
});
