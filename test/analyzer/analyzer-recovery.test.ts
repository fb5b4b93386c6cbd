import { describe, expect, it, vi } from 'vitest';
import type { BackendName, Ready } from '../../src/domain/analyzer-api';
import { Fault } from '../../src/domain/errors';
import { bitmap, clientOf, LIMITS, never, soon, until } from './client-of';
import { type FakeWorker, outcomeOf, type Script } from './fake-worker';
import type { MadeLocks } from './made-locks';

const gpuThatIsLost = (): Script => ({
  load: async () => 'webgpu',
  analyze: () => Promise.reject(new Fault('BackendFailed', 'the device was lost')),
});

/** Picks what the worker would: WebGPU unless it is broken. */
const pick = async ({ brokenBackends = [] }: { brokenBackends?: readonly BackendName[] }): Promise<BackendName> =>
  brokenBackends.includes('webgpu') ? 'wasm' : 'webgpu';

describe('a worker that dies', () => {
  /** Ways in which the worker that has a photo can go. */
  const ways: readonly [string, (worker: FakeWorker, locks: MadeLocks) => void][] = [
    ['of an error', (worker) => worker.crash('out of memory')],
    ['with a message that cannot be read', (worker) => worker.dispatchEvent(new Event('messageerror'))],
    [
      'because something outside ended it',
      (worker, locks) => {
        worker.sign({ signOfLife: { lock: 'its own' } });
        locks.release('its own');
      },
    ],
  ];

  it.each(ways)('%s costs its photo nothing but time, and the others go on', async (_, end) => {
    const { client, workers, locks } = clientOf([{ analyze: never }, {}]);
    const photos = [client.analyze(bitmap(1)), client.analyze(bitmap(2))];
    await client.ready;
    await soon();
    end(workers[0], locks);
    expect((await Promise.all(photos)).map(({ photo }) => photo.width)).toEqual([1, 2]);
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
  });

  it.each(ways)('%s twice over one photo leaves that one out, in words, and goes on', async (_, end) => {
    const { client, workers, locks } = clientOf([{ analyze: never }, { analyze: never }, {}]);
    const [first, second] = [client.analyze(bitmap(1)), client.analyze(bitmap(2))];
    first.catch(() => undefined);
    for (const index of [0, 1]) {
      await until(() => workers[index]?.options !== undefined);
      await soon();
      end(workers[index], locks);
    }
    await expect(first).rejects.toMatchObject({
      name: 'WorkerLost',
      message: expect.stringContaining('This photo stopped the background worker twice, so it is left out.'),
    });
    expect((await second).photo.width).toBe(2);
    expect(workers).toHaveLength(3);
  });

  it('while nobody waits is replaced by the next photo', async () => {
    const { client, workers } = clientOf();
    await client.ready;
    workers[0]?.crash('');
    expect((await client.analyze(bitmap(2))).photo.width).toBe(2);
    expect(workers).toHaveLength(2);
  });

  it('or gives no answer within the time limit is ended, and the photo gets another', async () => {
    const { client, workers } = clientOf([{ analyze: never }, {}], {}, { ...LIMITS, analyze: 1_000 });
    expect((await client.analyze(bitmap(3))).photo.width).toBe(3);
    expect(workers[0]?.terminated).toBe(true);
  });
});

describe('a worker that gives no sign of life', () => {
  const started = async (script: Script) => {
    const made = clientOf([script, {}]);
    await made.client.ready;
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const photo = made.client.analyze(bitmap(4));
    photo.catch(() => undefined);
    await until(() => made.copies.length > 0);
    return { ...made, photo };
  };

  it('for ten seconds hangs: it is ended, and the photo gets another', async () => {
    const { workers, photo } = await started({ analyze: never });
    while (workers.length < 2) {
      vi.advanceTimersByTime(1_000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect((await photo).photo.width).toBe(4);
    expect(workers[0]?.terminated).toBe(true);
  });

  it('but now and then is only slow, and is left alone', async () => {
    let finish = (): void => undefined;
    const analyze: Script['analyze'] = ({ width }) =>
      new Promise((resolve) => {
        finish = () => resolve(outcomeOf(width));
      });
    const { workers, photo } = await started({ analyze });
    for (let second = 0; second < 60; second++) {
      vi.advanceTimersByTime(1_000);
      if (second % 8 === 0) workers[0]?.sign({ signOfLife: 'works' });
    }
    expect(workers[0]?.terminated).toBe(false);
    finish();
    expect((await photo).photo.width).toBe(4);
    expect(workers).toHaveLength(1);
  });
});

it('each photo is sent as a copy, and both are closed in the end', async () => {
  const { client, copies } = clientOf();
  const photo = bitmap(6);
  expect((await client.analyze(photo)).photo.width).toBe(6);
  expect([photo.width, ...copies.map(({ width }) => width)]).toEqual([0, 0]);
});

describe('a lost graphics processor', () => {
  it('costs time, not the photo: a new worker takes it again', async () => {
    const { client, workers } = clientOf([gpuThatIsLost(), { load: pick }]);
    const photo = bitmap(6);
    expect((await client.analyze(photo)).photo.width).toBe(6);
    expect(workers.map(({ options }) => options?.brokenBackends)).toEqual([[], []]);
    expect(photo.width).toBe(0);
  });

  it('twice in a row is given up for this visit, and the page hears of the new backend', async () => {
    const names: string[] = [];
    const onReady = ({ backend }: Ready) => names.push(backend.name);
    const { client, workers } = clientOf([gpuThatIsLost(), gpuThatIsLost(), { load: pick }], { onReady });
    expect((await client.analyze(bitmap(6))).photo.width).toBe(6);
    expect(names).toEqual(['webgpu', 'webgpu', 'wasm']);
    expect(workers[2]?.options?.brokenBackends).toEqual(['webgpu']);
  });

  it('reported while a photo hangs on it frees that photo', async () => {
    const { client, workers } = clientOf([{ load: pick, analyze: never }, { load: pick }]);
    const photo = client.analyze(bitmap(6));
    await client.ready;
    await soon();
    workers[0]?.loseBackend('the driver was updated');
    expect((await photo).photo.width).toBe(6);
    expect(workers).toHaveLength(2);
  });

  it('now and then, with photos that work in between, is never given up', async () => {
    let photos = 0;
    const analyze: Script['analyze'] = async ({ width }) => outcomeOf(width);
    const { client, workers } = clientOf([{ load: pick, analyze }]);
    while (photos < 3) {
      await client.analyze(bitmap());
      workers.at(-1)?.loseBackend('sleep');
      await until(() => workers.at(-1)?.terminated === true);
      photos += 1;
    }
    await client.analyze(bitmap());
    expect(workers.map(({ options }) => options?.brokenBackends)).toEqual([[], [], [], []]);
  });

  it('that was asked for by name is tried twice, and no other takes its place', async () => {
    const { client, workers } = clientOf([gpuThatIsLost()], { backend: 'webgpu' });
    await expect(client.analyze(bitmap())).rejects.toMatchObject({
      name: 'BackendFailed',
      message: 'the device was lost',
    });
    expect(workers).toHaveLength(2);
  });
});

describe('a photo on which wasm fails', () => {
  const failing: Script = { analyze: () => Promise.reject(new Fault('BackendFailed', 'the kernel threw')) };

  it('is analysed again in a fresh worker', async () => {
    const { client, workers } = clientOf([failing, {}]);
    expect((await client.analyze(bitmap(3))).photo.width).toBe(3);
    expect(workers[1]?.options?.brokenBackends).toEqual([]);
  });

  it('twice is refused, and the next gets a fresh worker', async () => {
    const { client } = clientOf([failing, failing, {}]);
    await expect(client.analyze(bitmap())).rejects.toMatchObject({ name: 'BackendFailed' });
    expect((await client.analyze(bitmap(2))).photo.width).toBe(2);
  });
});
