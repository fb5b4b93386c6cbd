import { describe, expect, it, vi } from 'vitest';
import { facesOf } from '../../../src/domain/analysis';
import { createStore } from '../../../src/state/page/store';
import { faceChosen, photoAnalysed, photoOpened, photoOpening, photosAdded } from '../../../src/state/page/transitions';
import { StageFaces } from '../../../src/state/photo/stage-faces';
import { albumPhoto } from '../album/made-album';
import { madeAnalysis, madeFace, picture } from '../page/made-state';

/** A photo with faces at these places on the stage. */
const setUp = (...places: readonly number[]) => {
  const store = createStore();
  store.apply(photosAdded, [{ id: 1, name: 'a.jpg' }]);
  store.apply(photoOpening, 1);
  store.apply(photoOpened, 1, picture('blob:a'));
  store.apply(photoAnalysed, 1, madeAnalysis(places.map((x) => madeFace([], x))), { file: 'sha-a' });
  const album = { takeAway: vi.fn(async () => albumPhoto('sha-a')), giveBack: vi.fn(async () => undefined) };
  const shown = () => {
    const [photo] = store.state.value.photos;
    if (photo?.phase !== 'analysed') throw new Error('not analysed');
    return {
      places: facesOf(photo.analysis).map(({ face }) => face.x),
      kind: photo.analysis.kind,
      chosen: photo.chosenFace,
    };
  };
  return { store, album, faces: new StageFaces(store, album), shown };
};

describe('a wrong face on the stage', () => {
  it('goes, for good, and the next one is chosen', async () => {
    const { store, faces, album, shown } = setUp(10, 40, 70);
    store.apply(faceChosen, 1, 1);
    await faces.takeAway(1);
    expect(shown()).toEqual({ places: [10, 70], kind: 'found', chosen: 1 });
    expect(album.takeAway).toHaveBeenCalledWith('sha-a', expect.objectContaining({ x: 40 }));
  });

  it('the last of the row leaves the one before chosen, and the only one leaves a photo without a face', async () => {
    const { store, faces, shown } = setUp(10, 40);
    store.apply(faceChosen, 1, 1);
    await faces.takeAway(1);
    expect(shown().chosen).toBe(0);
    await faces.takeAway(1);
    expect(shown()).toEqual({ places: [], kind: 'no-face', chosen: 0 });
    await faces.takeAway(1);
    expect(shown().kind).toBe('no-face');
  });

  it('comes back, also in the album, as it was', async () => {
    const { store, faces, album, shown } = setUp(10, 40);
    store.apply(faceChosen, 1, 1);
    await faces.takeAway(1);
    await faces.giveBack(1);
    expect(shown()).toEqual({ places: [10, 40], kind: 'found', chosen: 1 });
    expect(album.giveBack).toHaveBeenCalledWith('sha-a', expect.objectContaining({ x: 40 }), albumPhoto('sha-a'));
    await faces.giveBack(1);
    expect(album.giveBack).toHaveBeenCalledOnce();
  });
});
