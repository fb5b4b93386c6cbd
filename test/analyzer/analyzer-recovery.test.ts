import { describe, expect, it } from 'vitest';
import type { BackendName, Ready } from '../../src/domain/analyzer-api';
import { Fault } from '../../src/domain/errors';
import { bitmap, clientOf, LIMITS, never, soon, until } from './client-of';
import { outcomeOf, type Script } from './fake-worker';

const gpuThatIsLost = (): Script => ({
  load: async () => 'webgpu',
  analyze: () => Promise.reject(new Fault('BackendFailed', 'the device was lost')),
});

/** Picks what the worker would: WebGPU unless it is broken. */
const pick = async ({ brokenBackends = [] }: { brokenBackends?: readonly BackendName[] }): Promise<BackendName> =>
  brokenBackends.includes('webgpu') ? 'wasm' : 'webgpu';

describe('a worker that dies', () => {
  it('rejects the photo it had, and the waiting ones go on in a new one', async () => {
    const { client, workers } = clientOf([{ analyze: never }, {}]);
    const [first, second] = [client.analyze(bitmap(1)), client.analyze(bitmap(2))];
    await client.ready;
    await soon();
    workers[0]?.crash('out of memory');
    await expect(first).rejects.toMatchObject({
      name: 'WorkerLost',
      message: 'The background worker stopped unexpectedly. Try again: it starts anew.',
    });
    expect((await second).photo.width).toBe(2);
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
  });

  it('while nobody waits is replaced by the next photo', async () => {
    const { client, workers } = clientOf();
    await client.ready;
    workers[0]?.crash('');
    expect((await client.analyze(bitmap(2))).photo.width).toBe(2);
    expect(workers).toHaveLength(2);
  });

  it('or sends what cannot be read is ended', async () => {
    const { client, workers } = clientOf([{ analyze: never }, {}]);
    const photo = client.analyze(bitmap());
    await client.ready;
    await soon();
    workers[0]?.dispatchEvent(new Event('messageerror'));
    await expect(photo).rejects.toMatchObject({ name: 'WorkerLost', message: expect.stringContaining('unreadable') });
  });

  it('or hangs in a photo is ended after the time limit, and the next photo works', async () => {
    const { client, workers } = clientOf([{ analyze: never }, {}], {}, { ...LIMITS, analyze: 1_000 });
    await expect(client.analyze(bitmap())).rejects.toMatchObject({ name: 'WorkerLost' });
    expect((await client.analyze(bitmap(2))).photo.width).toBe(2);
    expect(workers[0]?.terminated).toBe(true);
  });
});

describe('a graphics processor', () => {
  it('gets a copy of each photo, moved to the worker; the processor gets the photo itself', async () => {
    const [gpu, cpu] = [clientOf([{ load: pick }]), clientOf()];
    for (const { client } of [gpu, cpu]) expect((await client.analyze(bitmap(6))).photo.width).toBe(6);
    expect(gpu.copies.map(({ width }) => width)).toEqual([0]);
    expect(cpu.copies).toEqual([]);
  });
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

it('a photo on which wasm fails is not tried again, and the next gets a fresh worker', async () => {
  const failing: Script = { analyze: () => Promise.reject(new Fault('BackendFailed', 'out of memory')) };
  const { client, workers } = clientOf([failing, {}]);
  await expect(client.analyze(bitmap())).rejects.toMatchObject({ name: 'BackendFailed' });
  expect((await client.analyze(bitmap(2))).photo.width).toBe(2);
  expect(workers[1]?.options?.brokenBackends).toEqual([]);
});
