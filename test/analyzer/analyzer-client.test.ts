import { describe, expect, it, vi } from 'vitest';
import { AnalyzerClient } from '../../src/analyzer/analyzer-client';
import type { BackendName, Ready } from '../../src/domain/analyzer-api';
import { Fault } from '../../src/domain/errors';
import type { Progress } from '../../src/domain/progress';
import { bitmap, clientOf, LIMITS, madePixels, never, soon, until } from './client-of';
import { type FakeWorker, outcomeOf, type Script } from './fake-worker';

describe('an analyzer', () => {
  it('gets ready at once and passes on progress', async () => {
    const progress: Progress[] = [];
    const load = async (_: unknown, worker: FakeWorker): Promise<BackendName> => {
      worker.progress({ phase: 'backend' });
      worker.progress({ phase: 'ready' });
      return 'wasm';
    };
    const ready: Ready[] = [];
    const options = { onProgress: (report: Progress) => progress.push(report), onReady: (it: Ready) => ready.push(it) };
    const { client, workers } = clientOf([{ load }], { backend: 'wasm', ...options });
    expect((await client.ready).backend.name).toBe('wasm');
    await until(() => progress.length === 2);
    expect(progress).toEqual([{ phase: 'backend' }, { phase: 'ready' }]);
    expect(ready).toHaveLength(1);
    expect(workers[0]?.options).toEqual({
      modelsUrl: 'https://site.test/models/',
      backend: 'wasm',
      brokenBackends: [],
    });
  });

  it('analyses photos in order, one at a time, all in one worker', async () => {
    let running = 0;
    const busy: number[] = [];
    const analyze: Script['analyze'] = async ({ width }) => {
      running += 1;
      busy.push(running);
      await soon();
      running -= 1;
      return outcomeOf(width);
    };
    const { client, workers } = clientOf([{ analyze }]);
    const photos = [bitmap(3), bitmap(1), bitmap(2)];
    const outcomes = await Promise.all(photos.map((photo) => client.analyze(photo)));
    expect(outcomes.map(({ photo }) => photo.width)).toEqual([3, 1, 2]);
    expect(busy).toEqual([1, 1, 1]);
    expect(workers).toHaveLength(1);
    expect(photos.map(({ width }) => width)).toEqual([0, 0, 0]);
  });

  it('goes on when a listener throws, and the console tells', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const broken = () => {
      throw new Error('the page is wrong');
    };
    const load = async (_: unknown, worker: FakeWorker): Promise<BackendName> => {
      worker.progress({ phase: 'backend' });
      return 'wasm';
    };
    const { client } = clientOf([{ load }], { onReady: broken, onProgress: broken });
    expect((await client.analyze(bitmap(4))).photo.width).toBe(4);
    expect(told).toHaveBeenCalledTimes(2);
    told.mockRestore();
  });

  it('counts the tensors of its worker', async () => {
    expect(await clientOf().client.tensorCount()).toBe(7);
  });

  it('refuses a bitmap that was already used, in words', async () => {
    const { client } = clientOf();
    const photo = bitmap();
    await client.analyze(photo);
    await expect(client.analyze(photo)).rejects.toMatchObject({ name: 'DamagedImage' });
    expect((await client.analyze(bitmap(5))).photo.width).toBe(5);
  });
});

describe('a failed start', () => {
  const missing: Script = { load: () => Promise.reject(new Fault('ModelMissing', 'anet is not there')) };

  it('is a fault for everyone who waits, and is tried again by the next photo', async () => {
    const { client, workers } = clientOf([missing, {}]);
    await expect(client.ready).rejects.toBeInstanceOf(Fault);
    await expect(client.ready).rejects.toMatchObject({ name: 'ModelMissing', message: 'anet is not there' });
    expect(workers[0]?.terminated).toBe(true);
    expect((await client.analyze(bitmap(4))).photo.width).toBe(4);
    expect((await client.ready).backend.name).toBe('wasm');
  });

  it('can be tried again by hand; a start that stands is left alone', async () => {
    const { client, workers } = clientOf([missing, {}]);
    await expect(client.ready).rejects.toThrow();
    await client.start();
    await client.start();
    expect(workers).toHaveLength(2);
  });

  it('without any worker at all is told in words', async () => {
    const connect = () => {
      throw new ReferenceError('Worker is not defined');
    };
    const copy = async (photo: ImageBitmap) => photo;
    const client = new AnalyzerClient(
      { modelsUrl: 'https://site.test/models/' },
      { connect, copy, readsPixels: () => true, pixelsOf: madePixels },
    );
    await expect(client.ready).rejects.toMatchObject({
      name: 'WorkerLost',
      message: "This browser can't start a background worker (this browser lacks what it takes).",
    });
  });

  it('that reads no pixels gets them from the page', async () => {
    const analyze: Script['analyze'] = async (photo) => outcomeOf('data' in photo ? photo.data.length : 0);
    const { client } = clientOf([{ readsPixels: false, analyze }]);
    const photo = bitmap(3);
    expect(await client.analyze(photo)).toEqual(outcomeOf(12));
    expect(photo.width).toBe(0);
  });

  it('is not started where neither it nor the page reads true pixels, and the reason is told', async () => {
    const load = vi.fn(async (): Promise<BackendName> => 'wasm');
    const hidden = { readsPixels: () => false, pixelsOf: madePixels };
    const { client } = clientOf([{ readsPixels: false, load }], {}, LIMITS, hidden);
    await expect(client.ready).rejects.toMatchObject({ name: 'PixelsHidden' });
    await expect(client.analyze(bitmap())).rejects.toMatchObject({ name: 'PixelsHidden' });
    expect(load).not.toHaveBeenCalled();
  });

  it('that hangs is ended after the time limit', async () => {
    const { client, workers } = clientOf([{ load: never }], {}, { ...LIMITS, start: 30 });
    await expect(client.ready).rejects.toMatchObject({
      name: 'WorkerLost',
      message: expect.stringContaining('no answer'),
    });
    expect(workers[0]?.terminated).toBe(true);
  });

  it('is not given up as long as it makes progress', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let loadedBytes = 0;
    const onProgress = (report: Progress) => {
      if (report.phase === 'download') ({ loadedBytes } = report);
    };
    const { client, workers } = clientOf([{ load: never }], { onProgress });
    const fault = client.ready.catch((error: unknown) => error);
    await until(() => workers[0]?.options !== undefined);
    for (let step = 1; step <= 5; step++) {
      vi.advanceTimersByTime(LIMITS.start - 1);
      workers[0]?.progress({ phase: 'download', source: 'network', loadedBytes: step, totalBytes: 5 });
      await until(() => loadedBytes === step);
    }
    expect(workers[0]?.terminated).toBe(false);
    vi.advanceTimersByTime(LIMITS.start);
    expect(await fault).toMatchObject({ name: 'WorkerLost' });
  });
});

describe('a cancelled photo', () => {
  it('in the queue never reaches the worker and is closed', async () => {
    const seen: number[] = [];
    const analyze: Script['analyze'] = async ({ width }) => {
      seen.push(width);
      await soon();
      return outcomeOf(width);
    };
    const { client } = clientOf([{ analyze }]);
    const controller = new AbortController();
    const photo = bitmap(2);
    const first = client.analyze(bitmap(1));
    const second = client.analyze(photo, { signal: controller.signal });
    controller.abort();
    await expect(second).rejects.toMatchObject({ name: 'Cancelled' });
    await first;
    expect((await client.analyze(bitmap(3))).photo.width).toBe(3);
    expect(seen).toEqual([1, 3]);
    expect(photo.width).toBe(0);
  });

  it('that runs rejects at once; the worker lives and takes the next', async () => {
    const analyze: Script['analyze'] = async ({ width }) => {
      await soon();
      return outcomeOf(width);
    };
    const { client, workers } = clientOf([{ analyze }]);
    const controller = new AbortController();
    await client.ready;
    const first = client.analyze(bitmap(1), { signal: controller.signal });
    const second = client.analyze(bitmap(2));
    await Promise.resolve();
    controller.abort();
    await expect(first).rejects.toBeInstanceOf(Fault);
    expect((await second).photo.width).toBe(2);
    expect(workers).toHaveLength(1);
  });

  it('before the worker is ready is not sent at all', async () => {
    const seen: number[] = [];
    const load = async (): Promise<BackendName> => {
      await soon();
      return 'webgpu';
    };
    const analyze: Script['analyze'] = async ({ width }) => {
      seen.push(width);
      return outcomeOf(width);
    };
    const { client } = clientOf([{ load, analyze }]);
    const controller = new AbortController();
    const cancelled = client.analyze(bitmap(1), { signal: controller.signal });
    await Promise.resolve();
    controller.abort();
    await expect(cancelled).rejects.toMatchObject({ name: 'Cancelled' });
    await client.analyze(bitmap(2));
    expect(seen).toEqual([2]);
  });
});

it('a disposed analyzer cancels its photos, ends its worker and takes no more', async () => {
  const { client, workers } = clientOf([{ analyze: never }]);
  const running = client.analyze(bitmap());
  const waiting = client.analyze(bitmap());
  await client.ready;
  await soon();
  client.dispose();
  await expect(running).rejects.toMatchObject({ name: 'Cancelled' });
  await expect(waiting).rejects.toMatchObject({ name: 'Cancelled' });
  await expect(client.analyze(bitmap())).rejects.toMatchObject({ name: 'Cancelled' });
  await expect(client.start()).rejects.toMatchObject({ name: 'Cancelled' });
  expect(workers.map(({ terminated }) => terminated)).toEqual([true]);
});
