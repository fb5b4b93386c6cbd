import { describe, expect, it, vi } from 'vitest';
import type { Analysis } from '../../../src/domain/analysis';
import type { PhotoBitmap, Ready } from '../../../src/domain/analyzer-api';
import type { Covering } from '../../../src/domain/covering';
import { Fault } from '../../../src/domain/errors';
import type { FrameAnalysis } from '../../../src/domain/frames';
import { chosenBackend } from '../../../src/state/page/chosen-backend';
import { createEngine, type EngineListeners } from '../../../src/state/page/engine';
import { createStore } from '../../../src/state/page/store';
import { madeAnalysis, madeReady } from './made-state';

/** Nothing looks into it. */
const COVERING = {} as Covering;

const BITMAP: PhotoBitmap = { width: 1, height: 1, close: () => undefined };
const NO_FACE = madeAnalysis([]);

const dispose = vi.fn();

/** An analyzer whose starts end as listed, one after the other; like the real one it starts again when it has to. */
const setUp = (...starts: readonly (Ready | Fault)[]) => {
  const store = createStore();
  const left = [...starts];
  const make = vi.fn((listeners: EngineListeners) => {
    let current: Promise<Ready> | undefined;
    const start = async (): Promise<Ready> => {
      current ??= (async () => {
        await Promise.resolve();
        const next = left.shift();
        if (!next || next instanceof Fault) {
          current = undefined;
          throw next;
        }
        listeners.onProgress({ phase: 'warm-up' });
        listeners.onReady(next);
        return next;
      })();
      return current;
    };
    const analyze = async (): Promise<Analysis> => {
      await start();
      return NO_FACE;
    };
    const analyzeFrame = async (frame: PhotoBitmap): Promise<FrameAnalysis> => {
      await start();
      return { frame, faces: [] };
    };
    const cover = async (): Promise<Covering> => {
      await start();
      return COVERING;
    };
    return { start, analyze, analyzeFrame, cover, dispose };
  });
  return { store, make, engine: createEngine<PhotoBitmap>(store, make), kind: () => store.state.value.engine.kind };
};

describe('another backend', () => {
  it('is loaded at once, and what was being analysed is finished on the one before', async () => {
    dispose.mockClear();
    const { engine, make, store, kind } = setUp(madeReady(), madeReady());
    const photo = engine.analyze(BITMAP);
    engine.use('cpu');
    expect([kind(), store.state.value.wanted]).toEqual(['loading', 'cpu']);
    expect(dispose).not.toHaveBeenCalled();
    expect(await photo).toBe(NO_FACE);
    expect(dispose).toHaveBeenCalledOnce();
    await vi.waitFor(() => expect(kind()).toBe('ready'));
    expect(make).toHaveBeenCalledTimes(2);
  });

  it('takes the place of one that cannot run, whose notice goes', async () => {
    const { engine, store, kind } = setUp(new Fault('NoBackend', 'No WebGPU here.'), madeReady());
    engine.use('webgpu');
    await vi.waitFor(() => expect(kind()).toBe('failed'));
    engine.use(undefined);
    await vi.waitFor(() => expect(kind()).toBe('ready'));
    expect(store.state.value).toMatchObject({ notices: [] });
    expect(store.state.value.wanted).toBeUndefined();
  });
});

describe('the engine', () => {
  it('is not made before it is needed, and made once', async () => {
    const { engine, make, kind } = setUp(madeReady());
    expect(make).not.toHaveBeenCalled();
    expect(kind()).toBe('idle');
    engine.load();
    expect(kind()).toBe('loading');
    expect(await engine.analyze(BITMAP)).toBe(NO_FACE);
    expect(kind()).toBe('ready');
    expect(make).toHaveBeenCalledOnce();
  });

  it('starts by itself for a photo that comes early', async () => {
    const { engine, kind } = setUp(madeReady());
    await engine.analyze(BITMAP);
    expect(kind()).toBe('ready');
  });

  it('that could not load says why, and the next photo gets another try', async () => {
    const { store, engine, kind } = setUp(new Fault('ModelMissing', 'A model is missing.'), madeReady());
    engine.load();
    await vi.waitFor(() => expect(kind()).toBe('failed'));
    expect(store.state.value.notices).toEqual([{ message: 'A model is missing.', fault: 'ModelMissing' }]);
    expect(await engine.analyze(BITMAP)).toBe(NO_FACE);
    expect(kind()).toBe('ready');
    expect(store.state.value.notices).toEqual([]);
  });
});

describe("the address's choice of a backend", () => {
  it('is taken if there is such a backend', () => {
    const store = createStore();
    expect(chosenBackend(store, '?backend=webgl')).toBe('webgl');
    expect(chosenBackend(store, '?a=1&backend=cpu&b=2')).toBe('cpu');
    expect(chosenBackend(store, '')).toBeUndefined();
    expect(store.state.value.notices).toEqual([]);
  });

  it('is told and left out if there is none', () => {
    const store = createStore();
    expect(chosenBackend(store, '?backend=quantum')).toBeUndefined();
    expect(store.state.value.notices).toHaveLength(1);
    expect(store.state.value.notices[0]?.message).toContain('"quantum"');
  });
});
