import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/domain/errors';
import { bitmap, clientOf, never, soon } from './client-of';
import { outcomeOf, type Script } from './fake-worker';

const HINT = { heads: [{ box: { x: 0, y: 0, width: 1, height: 1 }, heat: 0.9 }], search: false };

describe('a frame of a video', () => {
  it('goes to the worker with what is expected in it, and is moved, not copied', async () => {
    const { client, copies } = clientOf([{ load: async () => 'webgpu' }]);
    const frame = bitmap(640);
    expect((await client.analyzeFrame(frame, HINT)).frame).toEqual({ width: 640, height: 1 });
    expect(frame.width).toBe(0);
    expect(copies).toEqual([]);
  });

  it('waits behind a photo', async () => {
    const order: string[] = [];
    const analyze: Script['analyze'] = async ({ width }) => {
      await soon();
      order.push('photo');
      return outcomeOf(width);
    };
    const analyzeFrame: Script['analyzeFrame'] = async (frame) => {
      order.push('frame');
      return { frame, faces: [] };
    };
    const { client } = clientOf([{ analyze, analyzeFrame }]);
    await Promise.all([client.analyze(bitmap()), client.analyzeFrame(bitmap(), HINT)]);
    expect(order).toEqual(['photo', 'frame']);
  });

  it('on which the backend fails is not tried again; the next one gets a fresh worker', async () => {
    const analyzeFrame = () => Promise.reject(new Fault('BackendFailed', 'the device was lost'));
    const { client, workers } = clientOf([{ load: async () => 'webgpu', analyzeFrame }, {}]);
    await expect(client.analyzeFrame(bitmap(), HINT)).rejects.toMatchObject({ name: 'BackendFailed' });
    expect(workers.map(({ terminated }) => terminated)).toEqual([true]);
    expect((await client.analyzeFrame(bitmap(3), HINT)).frame.width).toBe(3);
    expect(workers).toHaveLength(2);
  });

  it('whose worker dies rejects', async () => {
    const { client, workers } = clientOf([{ analyzeFrame: never }, {}]);
    const frame = client.analyzeFrame(bitmap(), HINT);
    await client.ready;
    await soon();
    workers[0]?.crash('out of memory');
    await expect(frame).rejects.toMatchObject({ name: 'WorkerLost' });
  });
});
