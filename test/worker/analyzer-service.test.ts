import '@tensorflow/tfjs-backend-cpu';
import { getKernel, memory, registerKernel, setBackend, unregisterKernel } from '@tensorflow/tfjs-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { facesOf } from '../../src/domain/analysis';
import type { BackendName, LoadOptions } from '../../src/domain/analyzer-api';
import type { Progress } from '../../src/domain/progress';
import type { ModelStore } from '../../src/models/model-cache';
import type { RgbaPixels } from '../../src/pipeline/pyramid';
import { AnalyzerService } from '../../src/worker/analyzer-service';
import { atWork } from '../../src/worker/at-work';
import { useBackend } from '../../tools/convert/run-tfjs';
import { FakeNetwork, MODELS_URL } from '../models/fake-network';
import { idbStore, refusingStore } from '../models/fake-store';
import { addConcepts, type ModelFolder, tinyConcepts, tinyModels } from '../models/tiny-models';
import { madePhoto } from '../pipeline/made-photos';
import { FakeHost, type Machine } from './fake-host';

/** A made-up machine on which wasm and cpu are tfjs's own; every other name stands for its cpu. */
class TfjsHost extends FakeHost {
  override async start(name: BackendName): Promise<boolean> {
    return (await super.start(name)) && setBackend(name === 'wasm' ? 'wasm' : 'cpu');
  }
}

/** A bitmap that brings its own pixels. */
class Photo {
  readonly width = 64;
  readonly height = 64;
  closed = false;
  readonly pixels: RgbaPixels;

  /** @param red how many of the photo's four quarters are red; a red quarter is a face to the tiny nets. */
  constructor(red: number) {
    const quarter = (x: number, y: number): number => (x < 32 ? 0 : 1) + (y < 32 ? 0 : 2);
    this.pixels = madePhoto(64, 64, (x, y) => [quarter(x, y) < red ? 255 : 0, 0, 0]);
  }

  close(): void {
    this.closed = true;
  }
}

interface Wishes {
  readonly folder?: ModelFolder;
  readonly store?: ModelStore;
  readonly machine?: Machine;
  readonly options?: Partial<LoadOptions>;
}

const started = ({ folder = tinyModels(), store = idbStore(), machine = {}, options = {} }: Wishes = {}) => {
  const progress: Progress[] = [];
  const watched: BackendName[] = [];
  const lost: string[] = [];
  const reads: (number | undefined)[] = [];
  const backends = new TfjsHost(machine);
  let signs = 0;
  const service = new AnalyzerService<Photo>({
    backends,
    fetch: new FakeNetwork(folder).fetch,
    store,
    readsPixels: () => true,
    readRows: ({ pixels: { width, height, data } }) => ({
      width,
      height,
      readRows: (from, count) => data.slice(from * width * 4, (from + count) * width * 4),
    }),
    readPixels: (photo, maxSide) => {
      reads.push(maxSide);
      return photo.pixels;
    },
    atWork: atWork(() => {
      signs += 1;
    }),
    watchForLoss: (name, onLost) => {
      watched.push(name);
      onLost('the cable was pulled');
    },
  });
  const ready = service.load(
    { modelsUrl: MODELS_URL, ...options },
    (report) => progress.push(report),
    (reason) => lost.push(reason),
  );
  return { service, ready, progress, watched, lost, reads, backends, signs: () => signs };
};

// Both are imported and initialised once; which of them runs is each test's own affair.
beforeEach(() => useBackend('wasm'));

describe('loading', () => {
  it('goes through its phases in order and tells what it found', async () => {
    const { ready, progress, watched, lost } = started();
    const { backend, manifest, storageWarning } = await ready;
    expect(backend.name).toBe('wasm');
    expect(manifest.nets.lneto.inputShape).toEqual([-1, 16, 16, 3]);
    expect(storageWarning).toBeUndefined();
    const phases = progress.map(({ phase }) => phase);
    expect(phases.filter((phase, index) => phase !== phases[index - 1])).toEqual([
      'download',
      'backend',
      'warm-up',
      'ready',
    ]);
    expect([watched, lost]).toEqual([['wasm'], ['the cable was pulled']]);
  });

  it('tells what the neurons stand for, if the models say so', async () => {
    const [bare, folder] = [tinyModels(), tinyModels()];
    expect((await started({ folder: bare }).ready).concepts).toBeUndefined();
    addConcepts(folder, tinyConcepts('tiny 0'));
    expect((await started({ folder }).ready).concepts).toEqual(tinyConcepts('tiny 0'));
  });

  it('refuses concepts of other models', async () => {
    const folder = addConcepts(tinyModels(), tinyConcepts('tiny 1'));
    await expect(started({ folder }).ready).rejects.toMatchObject({ name: 'ModelDamaged' });
  });

  it('works without a store, and says what that means', async () => {
    const { storageWarning } = await started({ store: refusingStore() }).ready;
    expect(storageWarning).toContain('downloaded again at the next visit');
  });

  it('that finds a file missing is a fault, and nothing is watched', async () => {
    const folder = tinyModels();
    folder.delete('anet/weights.bin');
    const { ready, watched } = started({ folder });
    await expect(ready).rejects.toMatchObject({ name: 'ModelMissing' });
    expect(watched).toEqual([]);
  });

  it('without any backend is a fault that says why', async () => {
    const refuses = { start: 'refuses' } as const;
    await expect(started({ machine: { backends: { wasm: refuses, cpu: refuses } } }).ready).rejects.toMatchObject({
      name: 'NoBackend',
    });
  });

  it('passes over a backend that broke down on this visit', async () => {
    const { backend } = await started({ options: { brokenBackends: ['wasm'] } }).ready;
    expect(backend.name).toBe('cpu');
    expect(backend.rejected).toContainEqual({ name: 'wasm', reason: 'it stopped working on this visit' });
  });
});

describe('a backend that fails with the real nets', () => {
  const withoutSigmoid = async (work: () => Promise<void>): Promise<void> => {
    const sigmoid = getKernel('Sigmoid', 'wasm');
    unregisterKernel('Sigmoid', 'wasm');
    await work().finally(() => registerKernel(sigmoid));
  };

  it('makes room for the next, without a trace of its tensors', () =>
    withoutSigmoid(async () => {
      const before = memory().numTensors;
      const { ready, backends, service, watched } = started();
      const { backend } = await ready;
      expect(backend.name).toBe('cpu');
      expect(backend.rejected).toContainEqual({
        name: 'wasm',
        reason: expect.stringMatching(/"lneto" failed.*Sigmoid/),
      });
      expect(backends.stopped).toEqual(['wasm']);
      expect(watched).toEqual(['cpu']);
      const weights = memory().numTensors - before;
      await service.analyze(new Photo(1));
      expect(memory().numTensors - before).toBe(weights);
    }));

  it('is a fault when it was asked for by name', () =>
    withoutSigmoid(async () => {
      const before = memory().numTensors;
      await expect(started({ options: { backend: 'wasm' } }).ready).rejects.toMatchObject({ name: 'BackendFailed' });
      expect(memory().numTensors).toBe(before);
    }));
});

describe('a photo', () => {
  it.each([0, 1, 3])('with %i faces has as many, is closed, and leaves no tensors', async (faces) => {
    const { service, ready } = started();
    await ready;
    const before = await service.tensorCount();
    const photo = new Photo(faces);
    const analysis = await service.analyze(photo);
    expect(facesOf(analysis)).toHaveLength(faces);
    expect(analysis.kind).toBe(faces === 0 ? 'no-face' : 'found');
    expect(photo.closed).toBe(true);
    expect(await service.tensorCount()).toBe(before);
  });

  it('is computed with a sign of life at every step, so that a slow machine is not taken for a dead one', async () => {
    const { service, ready, signs } = started();
    await ready;
    const before = signs();
    await service.analyze(new Photo(1));
    expect(signs() - before).toBeGreaterThan(10);
  });

  it('whose run fails is a fault that leaves no tensors, and the next photo works', async () => {
    const { service, ready } = started();
    await ready;
    const before = await service.tensorCount();
    const mean = getKernel('Mean', 'wasm');
    unregisterKernel('Mean', 'wasm');
    const failing = service.analyze(new Photo(1)).finally(() => registerKernel(mean));
    await expect(failing).rejects.toMatchObject({ name: 'BackendFailed', message: expect.stringContaining('Mean') });
    expect(await service.tensorCount()).toBe(before);
    expect(facesOf(await service.analyze(new Photo(2)))).toHaveLength(2);
  });

  it('before the models are there is closed and refused', async () => {
    const { service, ready } = started();
    const photo = new Photo(1);
    await expect(service.analyze(photo)).rejects.toMatchObject({ name: 'ModelMissing' });
    expect(photo.closed).toBe(true);
    await ready;
  });
});

describe('a frame of a video', () => {
  const hint = { heads: [], search: true };

  it('is read reduced, closed, and its faces lie in the pixels of the frame itself', async () => {
    const { service, ready, reads } = started();
    await ready;
    const before = await service.tensorCount();
    const photo = new Photo(1);
    const { frame, faces } = await service.analyzeFrame(photo, hint);
    expect(frame).toEqual({ width: 64, height: 64 });
    expect(faces).toHaveLength(1);
    expect(reads).toEqual([640]);
    expect(photo.closed).toBe(true);
    expect(await service.tensorCount()).toBe(before);
  });

  it('before the models are there is closed and refused', async () => {
    const { service, ready } = started();
    const photo = new Photo(1);
    await expect(service.analyzeFrame(photo, hint)).rejects.toMatchObject({ name: 'ModelMissing' });
    expect(photo.closed).toBe(true);
    await ready;
  });
});
