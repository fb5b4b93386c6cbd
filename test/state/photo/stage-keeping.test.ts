import { describe, expect, it, vi } from 'vitest';
import type { AlbumSource } from '../../../src/state/album/source';
import { createStore } from '../../../src/state/page/store';
import { Turns } from '../../../src/state/page/turns';
import { PhotoQueue, type PhotoSource } from '../../../src/state/photo/queue';
import { StageKeeping } from '../../../src/state/photo/stage-keeping';
import { madeAnalysis, madeFace, picture } from '../page/made-state';

/** A stage with one photo, and an album that answers as it is told to. */
const setUp = async (answer: () => Promise<number>) => {
  const store = createStore();
  const turns = new Turns();
  const bitmap = () => ({ width: 100, height: 80, close: vi.fn() });
  const analysis = madeAnalysis([madeFace(['Smiling'])]);
  const analyze = vi.fn(async () => analysis);
  const opened = bitmap();
  const forAlbum: AlbumSource<ReturnType<typeof bitmap>> = {
    name: 'a.jpg',
    bytes: 1,
    identify: async () => 'sha-a',
    open: async () => ({ bitmap: opened, size: opened, pictures: async () => ({ thumbs: [] }) }),
  };
  const source: PhotoSource<ReturnType<typeof bitmap>> = {
    name: 'a.jpg',
    open: async () => ({ bitmap: bitmap(), picture: picture('blob:a') }),
    identify: async () => 'sha-a',
    forAlbum: () => forAlbum,
  };
  const queue = new PhotoQueue<ReturnType<typeof bitmap>>(store, {
    turns,
    analyze,
    correct: async (_, found) => found,
    release: () => undefined,
  });
  const keep = vi.fn(answer);
  const keeping = new StageKeeping({ store, turns, queue, album: { keep } });
  queue.add([source]);
  const photo = () => store.state.value.photos[0];
  await vi.waitFor(() => expect(photo()?.phase).toBe('analysed'));
  const outcome = () => {
    const shown = photo();
    return shown?.phase === 'analysed' ? shown.keeping : undefined;
  };
  return { store, queue, keeping, keep, analyze, analysis, opened, outcome, photo };
};

describe('a photo on the stage', () => {
  it('is not kept by being looked at, and its file has a name by which the album would know it', async () => {
    const { keep, outcome, photo } = await setUp(async () => 1);
    expect(keep).not.toHaveBeenCalled();
    expect(outcome()).toBeUndefined();
    expect(photo()?.file).toBe('sha-a');
  });

  it('is kept when somebody asks for it, with the analysis that is there, and pixels are let go', async () => {
    const { keeping, keep, analyze, analysis, opened, outcome } = await setUp(async () => 1);
    await keeping.keep(1);
    expect(outcome()).toEqual({ kind: 'done', file: 'sha-a' });
    expect(keep).toHaveBeenCalledWith(expect.objectContaining({ name: 'a.jpg' }), 'sha-a', expect.anything(), analysis);
    expect(analyze).toHaveBeenCalledOnce();
    expect(opened.close).toHaveBeenCalledOnce();
  });

  it('asked for twice is kept once', async () => {
    const { keeping, keep } = await setUp(async () => 1);
    await Promise.all([keeping.keep(1), keeping.keep(1)]);
    expect(keep).toHaveBeenCalledOnce();
  });

  it('can be kept once more after that failed; no raw error reaches the person', async () => {
    let fails = true;
    const { keeping, outcome } = await setUp(async () => {
      if (fails) throw new TypeError("Cannot read properties of undefined (reading 'x')");
      return 1;
    });
    await keeping.keep(1);
    expect(outcome()).toMatchObject({ kind: 'failed', message: expect.not.stringContaining('undefined') });
    fails = false;
    await keeping.keep(1);
    expect(outcome()).toEqual({ kind: 'done', file: 'sha-a' });
  });

  it('that was closed meanwhile changes nothing', async () => {
    let answer = (_: number): void => undefined;
    const { keeping, keep, queue, store } = await setUp(() => new Promise((resolve) => (answer = resolve)));
    const kept = keeping.keep(1);
    await vi.waitFor(() => expect(keep).toHaveBeenCalled());
    queue.remove(1);
    answer(1);
    await kept;
    expect(store.state.value.photos).toEqual([]);
  });
});
