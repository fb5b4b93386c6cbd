import { describe, expect, it } from 'vitest';
import { type AppState, INITIAL_STATE, photoWithId, shownPhoto } from '../../src/state/app-state';
import {
  engineFailed,
  engineProgressed,
  engineReady,
  engineStarted,
  faceChosen,
  noticeAdded,
  noticeDismissed,
  overlayChosen,
  photoAnalysed,
  photoFailed,
  photoOpened,
  photoOpening,
  photoRemoved,
  photoRetried,
  photoShown,
  photosAdded,
  photoTurned,
  placeShown,
} from '../../src/state/transitions';
import { madeAnalysis, madeFace, madeReady, picture } from './made-state';

const TWO_FACES = madeAnalysis([madeFace(['Smiling']), madeFace(['Eyeglasses'], 60)]);

const added = (...ids: readonly number[]): AppState =>
  photosAdded(
    INITIAL_STATE,
    ids.map((id) => ({ id, name: `${id}.jpg` })),
  );

const analysing = (state: AppState, id: number): AppState =>
  photoOpened(photoOpening(state, id), id, picture(`blob:${id}`));

const phases = (state: AppState) => state.photos.map(({ phase }) => phase);

describe('photos', () => {
  it('handed over together queue up in order, and the first goes on the stage', () => {
    const state = added(1, 2);
    expect(state.photos.map(({ name }) => name)).toEqual(['1.jpg', '2.jpg']);
    expect(phases(state)).toEqual(['queued', 'queued']);
    expect(shownPhoto(state)?.id).toBe(1);
  });

  it('handed over later join the others, and the first of the new ones goes on the stage', () => {
    const state = photosAdded(added(1), [{ id: 2, name: '2.jpg' }]);
    expect(state.photos).toHaveLength(2);
    expect(shownPhoto(state)?.id).toBe(2);
  });

  it('none handed over changes nothing about the start', () => {
    expect(photosAdded(INITIAL_STATE, [])).toBe(INITIAL_STATE);
  });

  it('go through opening and analysing to analysed, with the first face chosen', () => {
    const state = photoAnalysed(analysing(added(1), 1), 1, TWO_FACES);
    expect(shownPhoto(state)).toEqual({
      id: 1,
      name: '1.jpg',
      phase: 'analysed',
      picture: picture('blob:1'),
      analysis: TWO_FACES,
      chosenFace: 0,
    });
  });

  it('can be put on the stage, and one that is gone leaves it as it is', () => {
    expect(shownPhoto(photoShown(added(1, 2), 2))?.id).toBe(2);
    expect(photoShown(added(1, 2), 9)).toEqual(added(1, 2));
  });
});

describe('places', () => {
  const analysed = photoAnalysed(analysing(added(1), 1), 1, TWO_FACES);

  it('are left and come back to without losing what was opened', () => {
    const elsewhere = placeShown(analysed, 'album');
    expect(shownPhoto(elsewhere)).toBe(shownPhoto(analysed));
    expect(placeShown(elsewhere, 'photo')).toEqual(analysed);
  });

  it('stay where they are when a photo is closed elsewhere', () => {
    expect(photoRemoved(placeShown(analysed, 'camera'), 1)).toMatchObject({ place: 'camera', photos: [] });
  });

  it('change to the stage when a photo is handed over or asked for', () => {
    expect(photosAdded(placeShown(analysed, 'about'), [{ id: 2, name: '2.jpg' }])).toMatchObject({ place: 'photo' });
    expect(photoShown(placeShown(analysed, 'album'), 1)).toMatchObject({ place: 'photo', shown: 1 });
  });
});

describe('stale answers', () => {
  it('for a photo that was closed change nothing', () => {
    const state = photoRemoved(analysing(added(1, 2), 1), 1);
    expect(photoAnalysed(state, 1, TWO_FACES)).toBe(state);
    expect(photoFailed(state, 1, 'Too late.')).toBe(state);
    expect(photoOpened(state, 1, picture('blob:late'))).toBe(state);
  });

  it('for a photo in another phase change nothing', () => {
    const queued = added(1);
    expect(photoAnalysed(queued, 1, TWO_FACES)).toBe(queued);
    expect(photoOpened(queued, 1, picture('blob:early'))).toBe(queued);
    const done = photoAnalysed(analysing(queued, 1), 1, TWO_FACES);
    expect(photoFailed(done, 1, 'Too late.')).toBe(done);
    expect(photoOpening(done, 1)).toBe(done);
    expect(photoRetried(done, 1)).toBe(done);
  });
});

describe('closing', () => {
  it('the photo on the stage shows its right neighbour, or the left one at the end', () => {
    const state = photoShown(added(1, 2, 3), 2);
    expect(shownPhoto(photoRemoved(state, 2))?.id).toBe(3);
    expect(shownPhoto(photoRemoved(photoShown(state, 3), 3))?.id).toBe(2);
  });

  it('another photo leaves the stage as it is', () => {
    expect(shownPhoto(photoRemoved(added(1, 2), 2))?.id).toBe(1);
  });

  it('the last photo leads back to the start and keeps engine, notices and map', () => {
    const busy = overlayChosen(noticeAdded(engineStarted(added(1)), 'Something.'), 'heat');
    expect(photoRemoved(busy, 1)).toEqual({
      ...INITIAL_STATE,
      engine: { kind: 'loading' },
      notices: [{ message: 'Something.' }],
      overlay: 'heat',
    });
  });
});

describe('a failure', () => {
  it('while opening takes the file away and leaves its message', () => {
    const state = photoFailed(photoOpening(added(1, 2), 1), 1, '1.jpg is empty.', 'EmptyFile');
    expect(state.photos.map(({ id }) => id)).toEqual([2]);
    expect(state.notices).toEqual([{ message: '1.jpg is empty.', fault: 'EmptyFile' }]);
  });

  it('while analysing keeps the photo, to be tried again', () => {
    const failed = photoFailed(analysing(added(1), 1), 1, 'The worker stopped.');
    expect(shownPhoto(failed)).toMatchObject({ phase: 'failed', message: 'The worker stopped.' });
    const again = photoRetried(failed, 1);
    expect(shownPhoto(again)).toMatchObject({ phase: 'queued', picture: picture('blob:1') });
    expect(again.notices).toEqual([]);
  });

  it('of a second try keeps the photo too, even if the file can no longer be read', () => {
    const again = photoRetried(photoFailed(analysing(added(1), 1), 1, 'First.'), 1);
    const state = photoFailed(photoOpening(again, 1), 1, 'Second.');
    expect(photoWithId(state, 1)).toMatchObject({ phase: 'failed', message: 'Second.', picture: picture('blob:1') });
  });
});

describe('faces', () => {
  const state = photoAnalysed(analysing(added(1), 1), 1, TWO_FACES);

  it('can be chosen if they are there', () => {
    expect(shownPhoto(faceChosen(state, 1, 1))).toMatchObject({ chosenFace: 1 });
    expect(faceChosen(state, 1, 2)).toBe(state);
    expect(faceChosen(state, 1, -1)).toBe(state);
  });

  it('is shown upright and again as it lies, where it lies turned', () => {
    const lying = photoAnalysed(analysing(added(1), 1), 1, { ...TWO_FACES, turnDegrees: 270 });
    const upright = photoTurned(lying, 1, true);
    expect(shownPhoto(upright)).toMatchObject({ upright: true, analysis: { turnDegrees: 270 } });
    expect(shownPhoto(photoTurned(upright, 1, false))).toMatchObject({ upright: false });
    const straight = photoAnalysed(analysing(added(1), 1), 1, TWO_FACES);
    expect(photoTurned(straight, 1, true)).toBe(straight);
  });
});

describe('notices', () => {
  it('are told once and gone when dismissed', () => {
    const twice = noticeAdded(noticeAdded(INITIAL_STATE, 'A.'), 'A.');
    expect(twice.notices).toEqual([{ message: 'A.' }]);
    expect(noticeDismissed(noticeAdded(twice, 'B.'), 'A.').notices).toEqual([{ message: 'B.' }]);
  });
});

describe('the engine', () => {
  const download = { phase: 'download', source: 'network', loadedBytes: 1, totalBytes: 2 } as const;

  it('tells its progress while it loads, and not afterwards', () => {
    const loading = engineProgressed(engineStarted(INITIAL_STATE), download);
    expect(loading.engine).toEqual({ kind: 'loading', progress: download });
    const ready = engineReady(loading, madeReady());
    expect(engineProgressed(ready, download)).toBe(ready);
  });

  it('goes on with what it does when it is started twice', () => {
    const loading = engineProgressed(engineStarted(INITIAL_STATE), download);
    expect(engineStarted(loading)).toBe(loading);
  });

  it('that cannot keep its weights works and says why', () => {
    const state = engineReady(INITIAL_STATE, madeReady('The weights could not be kept.'));
    expect(state.engine.kind).toBe('ready');
    expect(state.notices).toEqual([{ message: 'The weights could not be kept.', fault: 'NotKept' }]);
  });

  it('warns once of weights that could not be kept, not again after each restart of the worker', () => {
    const warning = 'The weights could not be kept.';
    const dismissed = noticeDismissed(engineReady(INITIAL_STATE, madeReady(warning)), warning);
    expect(engineReady(dismissed, madeReady(warning)).notices).toEqual([]);
    expect(engineReady(dismissed, madeReady('There is no room left.')).notices).toHaveLength(1);
  });

  it('that failed says so until it is started again', () => {
    const failed = engineFailed(engineStarted(INITIAL_STATE), 'A model is missing.');
    expect(failed).toMatchObject({ engine: { kind: 'failed' }, notices: [{ message: 'A model is missing.' }] });
    expect(engineStarted(failed)).toMatchObject({ engine: { kind: 'loading' }, notices: [] });
  });
});
