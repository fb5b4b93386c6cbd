import { describe, expect, it, vi } from 'vitest';
import type { Fetch } from '../../src/models/fetch-model';
import { readManifest } from '../../src/models/kept-manifest';
import type { ModelStore } from '../../src/models/model-cache';
import { readModels } from '../../src/models/read-models';
import { FakeNetwork, MODELS_URL } from './fake-network';
import { idbStore, refusingStore } from './fake-store';
import { tinyModels } from './tiny-models';

const visit = async (fetch: Fetch, store: ModelStore) => {
  const manifest = await readManifest(fetch, store, MODELS_URL, undefined, { wait: async () => undefined });
  return readModels(manifest, { fetch, store, baseUrl: MODELS_URL, onProgress: () => undefined });
};

const online = (): Fetch => new FakeNetwork(tinyModels()).fetch;
const offline: Fetch = () => Promise.reject(new TypeError('Failed to fetch'));

describe('after one visit, the models come from this device', () => {
  it('when there is no network', async () => {
    const store = idbStore();
    await visit(online(), store);
    await expect(visit(offline, store)).resolves.toMatchObject({ read: expect.any(Function) });
  });

  it('when a network only pretends to be one, as in a hotel', async () => {
    const store = idbStore();
    await visit(online(), store);
    const hotel: Fetch = async () => new Response('<html>Welcome to our Wi-Fi</html>');
    await expect(visit(hotel, store)).resolves.toBeDefined();
  });

  it('when the server never answers', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const store = idbStore();
      await visit(online(), store);
      const again = visit(() => new Promise(() => undefined), store);
      const done = again.then(() => true);
      const soon = () => new Promise((resolve) => setImmediate(resolve));
      while (!(await Promise.race([done, soon()]))) vi.advanceTimersByTime(500);
      await expect(again).resolves.toBeDefined();
    } finally {
      vi.useRealTimers();
    }
  });

  it('and what the server names is still preferred', async () => {
    const store = idbStore();
    await visit(online(), store);
    const network = new FakeNetwork(tinyModels());
    await visit(network.fetch, store);
    expect(network.requested).toEqual(['manifest.json']);
  });
});

describe('what cannot be had is told', () => {
  it('on a first visit without a network', async () => {
    await expect(visit(offline, idbStore())).rejects.toMatchObject({ name: 'ModelMissing' });
  });

  it('where nothing can be kept', async () => {
    await expect(visit(offline, refusingStore())).rejects.toMatchObject({ name: 'ModelMissing' });
  });
});

it('a manifest is kept only once all its files are', async () => {
  const store = idbStore();
  const folder = tinyModels();
  folder.delete('anet/weights.bin');
  await expect(visit(new FakeNetwork(folder).fetch, store)).rejects.toMatchObject({ name: 'ModelMissing' });
  expect(await store.keys()).not.toContain('manifest.json');
});
