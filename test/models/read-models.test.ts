import { describe, expect, it, vi } from 'vitest';
import type { Progress } from '../../src/domain/progress';
import { fetchManifest } from '../../src/models/fetch-model';
import type { ModelStore } from '../../src/models/model-cache';
import { readModels } from '../../src/models/read-models';
import { FakeNetwork, MODELS_URL } from './fake-network';
import { fullStore, idbStore, refusingStore } from './fake-store';
import { addConcepts, type ModelFolder, tinyConcepts, tinyModels } from './tiny-models';

type Download = Extract<Progress, { phase: 'download' }>;

/** Reads a folder's models as a visit to the page does. */
const visit = async (folder: ModelFolder, store: ModelStore, pieceLength?: number) => {
  const network = new FakeNetwork(folder, pieceLength);
  const progress: Download[] = [];
  const manifest = await fetchManifest(network.fetch, MODELS_URL);
  const onProgress = (report: Download) => progress.push(report);
  const files = await readModels(manifest, { fetch: network.fetch, store, baseUrl: MODELS_URL, onProgress });
  return { manifest, files, progress, requested: network.requested.filter((path) => path !== 'manifest.json') };
};

const WEIGHTS = 'lneto/weights.bin';

const bytesOf = (folder: ModelFolder, path: string): Uint8Array => folder.get(path) ?? new Uint8Array();

const withFlippedByte = (folder: ModelFolder, path = WEIGHTS): ModelFolder => {
  const bytes = bytesOf(folder, path).slice();
  bytes[100] ^= 1;
  return new Map(folder).set(path, bytes);
};

describe('a first visit', () => {
  it('downloads every file and gives its bytes', async () => {
    const folder = tinyModels();
    const { manifest, files, requested } = await visit(folder, idbStore());
    expect(requested.sort()).toEqual([...folder.keys()].filter((path) => path !== 'manifest.json').sort());
    for (const file of Object.values(manifest.nets).flatMap((net) => net.files)) {
      expect(new Uint8Array(await files.read(file))).toEqual(folder.get(file.path));
    }
  });

  it('reports the download piece by piece, up to the whole', async () => {
    const { progress } = await visit(tinyModels(), idbStore(), 500);
    const loaded = progress.map(({ loadedBytes }) => loadedBytes);
    expect(progress.every(({ source }) => source === 'network')).toBe(true);
    expect(loaded.length).toBeGreaterThan(20);
    expect(loaded).toEqual([...loaded].sort((a, b) => a - b));
    expect([loaded[0], loaded.at(-1)]).toEqual([0, progress[0]?.totalBytes]);
  });
});

describe('a second visit', () => {
  it('takes everything from the store and says so', async () => {
    const store = idbStore();
    await visit(tinyModels(), store);
    const { requested, progress, files } = await visit(tinyModels(), store);
    expect(requested).toEqual([]);
    expect(progress.map(({ source }) => source)).toEqual(['cache']);
    expect(progress[0]?.loadedBytes).toBe(progress[0]?.totalBytes);
    expect(files.storageWarning).toBeUndefined();
  });

  it('fetches anew only the file whose kept bytes were damaged, and keeps the good ones', async () => {
    const store = idbStore();
    await visit(tinyModels(), store);
    const damagedKey = (await store.keys()).find((key) => String(key).startsWith('anet@'));
    await store.set(String(damagedKey), new ArrayBuffer(12));
    expect((await visit(tinyModels(), store)).requested).toHaveLength(1);
    expect((await visit(tinyModels(), store)).requested).toEqual([]);
  });

  it('drops a kept entry that is no file at all', async () => {
    const store = idbStore();
    await visit(tinyModels(), store);
    const [key] = await store.keys();
    await store.set(String(key), 'rubbish' as unknown as ArrayBuffer);
    expect((await visit(tinyModels(), store)).requested).toHaveLength(1);
  });

  it('with a new version of one net fetches that net and removes its old files', async () => {
    const store = idbStore();
    await visit(tinyModels([0]), store);
    const before = await store.keys();
    const { requested, manifest } = await visit(tinyModels([1]), store);
    expect(requested.sort()).toEqual(['lneto/model.json', WEIGHTS]);
    const after = await store.keys();
    expect(after).toHaveLength(before.length);
    expect(after.filter((key) => String(key).startsWith(`lneto@${manifest.nets.lneto.version}#`))).toHaveLength(2);
  });
});

describe('the concepts of the models', () => {
  const withConcepts = (mean = 0.25) => {
    const concepts = tinyConcepts('tiny 0');
    const [neuron] = concepts.neurons;
    return addConcepts(tinyModels(), { ...concepts, neurons: [{ ...neuron, mean }] });
  };

  it('are downloaded, checked and kept like the weights', async () => {
    const store = idbStore();
    const first = await visit(withConcepts(), store);
    expect(first.requested).toContain('concepts.json');
    const second = await visit(withConcepts(), store);
    expect(second.requested).toEqual([]);
    const file = second.manifest.concepts;
    if (file === undefined) throw new Error('the manifest lists no concepts');
    expect(new Uint8Array(await second.files.read(file))).toEqual(withConcepts().get('concepts.json'));
  });

  it('that are studied anew replace the old ones, and nothing else is fetched', async () => {
    const store = idbStore();
    await visit(withConcepts(), store);
    const before = await store.keys();
    expect((await visit(withConcepts(0.5), store)).requested).toEqual(['concepts.json']);
    expect(await store.keys()).toHaveLength(before.length);
  });

  it('with one flipped byte are refused by name', async () => {
    await expect(visit(withFlippedByte(withConcepts(), 'concepts.json'), idbStore())).rejects.toMatchObject({
      name: 'ModelDamaged',
      message: expect.stringContaining('concepts.json is damaged'),
    });
  });
});

describe('a damaged or missing file', () => {
  it('with one flipped byte is refused by name and hash, after the server itself was asked again', async () => {
    const folder = withFlippedByte(tinyModels());
    const network = new FakeNetwork(folder);
    const manifest = await fetchManifest(network.fetch, MODELS_URL);
    const caches: (RequestCache | undefined)[] = [];
    const fetch: typeof network.fetch = (url, init) => {
      if (url.endsWith(WEIGHTS)) caches.push(init.cache);
      return network.fetch(url, init);
    };
    const reading = readModels(manifest, { fetch, store: idbStore(), baseUrl: MODELS_URL, onProgress: () => {} });
    await expect(reading).rejects.toMatchObject({
      name: 'ModelDamaged',
      message: expect.stringMatching(/lneto\/weights\.bin is damaged: its SHA-256 should begin with/),
    });
    expect(caches).toEqual(['default', 'reload']);
  });

  it('that only the HTTP cache still held in its old form is fetched anew without a word', async () => {
    const [old, current] = [new FakeNetwork(withFlippedByte(tinyModels())), new FakeNetwork(tinyModels())];
    const manifest = await fetchManifest(current.fetch, MODELS_URL);
    const fetch: typeof old.fetch = (url, init) => (init.cache === 'reload' ? current : old).fetch(url, init);
    const files = await readModels(manifest, { fetch, store: idbStore(), baseUrl: MODELS_URL, onProgress: () => {} });
    const { files: entries } = manifest.nets.lneto;
    expect(new Uint8Array(await files.read(entries[1]))).toEqual(tinyModels().get(WEIGHTS));
  });

  it.each([
    ['shorter', (bytes: Uint8Array) => bytes.slice(0, -1), /should have \d+ bytes, but has \d+/],
    ['empty', () => new Uint8Array(), /should have \d+ bytes, but has 0/],
    ['longer', (bytes: Uint8Array) => Uint8Array.of(...bytes, 0), /should have \d+ bytes, but has more/],
  ])('that is %s than it should be is refused with its size', async (_, change, words) => {
    const folder = tinyModels();
    folder.set(WEIGHTS, change(bytesOf(folder, WEIGHTS)));
    await expect(visit(folder, idbStore())).rejects.toMatchObject({
      name: 'ModelDamaged',
      message: expect.stringMatching(words),
    });
  });

  it('that is not there is named with the server’s answer', async () => {
    const folder = tinyModels();
    folder.delete(WEIGHTS);
    await expect(visit(folder, idbStore())).rejects.toMatchObject({
      name: 'ModelMissing',
      message: `The model file ${MODELS_URL}${WEIGHTS} isn't there: the server answered 404. Upload the folder of models again.`,
    });
  });

  it('is the only one that the next visit fetches: what was whole is kept', async () => {
    const store = idbStore();
    await expect(visit(withFlippedByte(tinyModels()), store)).rejects.toThrow('damaged');
    expect(await store.keys()).toHaveLength(7);
    expect((await visit(tinyModels(), store)).requested).toEqual([WEIGHTS]);
  });
});

describe('a server', () => {
  it('that answers with a page instead of the manifest is told by how that begins', async () => {
    const fetch = async () => new Response('<!doctype html><title>Not found</title>');
    await expect(fetchManifest(fetch, MODELS_URL)).rejects.toMatchObject({
      name: 'ManifestInvalid',
      message: expect.stringContaining('begins with "<!doctype html>'),
    });
  });
});

describe('a store that', () => {
  it('refuses everything is a warning; the models come from the network', async () => {
    const { files, requested } = await visit(tinyModels(), refusingStore());
    expect(requested).toHaveLength(8);
    expect(files.storageWarning).toMatch(/doesn't keep the models \(.*mutation.*\): they will be downloaded again/);
  });

  it('is full is a warning in other words', async () => {
    const { files } = await visit(tinyModels(), fullStore());
    expect(files.storageWarning).toMatch(/no room left on this device/);
  });

  it('never answers is a warning after a few seconds', async () => {
    const hang = () => new Promise<never>(() => {});
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const visiting = visit(tinyModels(), { get: hang, set: hang, keys: hang, delMany: hang });
    const done = visiting.then(() => true);
    while (!(await Promise.race([done, new Promise((resolve) => setImmediate(resolve))]))) vi.advanceTimersByTime(500);
    vi.useRealTimers();
    expect((await visiting).files.storageWarning).toContain('it gave no answer');
  });
});
