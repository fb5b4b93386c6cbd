import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fetchManifest } from '../../src/models/fetch-model';
import { readManifest } from '../../src/models/kept-manifest';
import { parseManifest } from '../../src/models/manifest';
import { contentOf } from '../../src/models/manifest-digest';
import { readModels } from '../../src/models/read-models';
import { seal } from '../../tools/convert/write-manifest';
import { FakeNetwork, MODELS_URL } from './fake-network';
import { idbStore } from './fake-store';
import { tinyModels } from './tiny-models';

/** All bits take minutes: `npm run soak` tries them all, any other run every seventh, which meets each bit of a byte. */
const STRIDE = process.env.FACET_SOAK ? 1 : 7;
const SHIPPED = readFileSync('public/models/manifest.json');

const serving = (text: string) => async () => new Response(text);

/** The content a visit would read, if it accepted the manifest. */
const accepted = (bytes: Buffer): string | undefined => {
  try {
    const manifest = parseManifest(JSON.parse(bytes.toString()));
    const content = contentOf(manifest);
    return createHash('sha256').update(content).digest('hex') === manifest.digest ? content : undefined;
  } catch {
    return undefined;
  }
};

describe('the manifest that ships', () => {
  it('carries the hash over its content', async () => {
    await expect(fetchManifest(serving(SHIPPED.toString()), MODELS_URL)).resolves.toMatchObject({ schema: 1 });
  });

  it('with any one bit flipped is refused, or says the very same', { timeout: 300_000 }, () => {
    const content = accepted(SHIPPED);
    expect(content).toBeDefined();
    const bytes = Buffer.from(SHIPPED);
    const differing: string[] = [];
    let refused = 0;
    for (let bit = 0; bit < bytes.length * 8; bit += STRIDE) {
      bytes[bit >> 3] ^= 1 << (bit & 7);
      const found = accepted(bytes);
      if (found === undefined) refused += 1;
      else if (found !== content) differing.push(`bit ${bit & 7} of byte ${bit >> 3}`);
      bytes[bit >> 3] ^= 1 << (bit & 7);
    }
    expect(differing).toEqual([]);
    expect(refused).toBeGreaterThan((bytes.length * 4) / STRIDE);
  });
});

describe('a manifest that was altered', () => {
  const altered = (): string => {
    const text = new TextDecoder().decode(tinyModels().get('manifest.json'));
    expect(text).toContain('"heatThreshold":0.5');
    return text.replace('"heatThreshold":0.5', '"heatThreshold":0.4');
  };

  it('on the server is refused in words', async () => {
    await expect(fetchManifest(serving(altered()), MODELS_URL)).rejects.toMatchObject({
      name: 'ManifestInvalid',
      message: expect.stringMatching(/it was altered.*Put back the manifest\.json that belongs to these models/),
    });
  });

  it('on this device is passed over for the server’s', async () => {
    const store = idbStore();
    await store.set('manifest.json', Uint8Array.from(Buffer.from(altered())).buffer);
    const network = new FakeNetwork(tinyModels());
    const manifest = await readManifest(network.fetch, store, MODELS_URL);
    expect(manifest.detection.heatThreshold).toBe(0.5);
    const offline = () => Promise.reject(new TypeError('Failed to fetch'));
    await expect(
      readManifest(offline, store, MODELS_URL, undefined, { wait: async () => undefined }),
    ).rejects.toMatchObject({ name: 'ModelMissing' });
  });

  it('and sealed again is refused by a page that was built with another', async () => {
    const { digest } = JSON.parse(new TextDecoder().decode(tinyModels().get('manifest.json')));
    const resealed = JSON.stringify(seal(JSON.parse(altered())));
    await expect(fetchManifest(serving(resealed), MODELS_URL)).resolves.toBeDefined();
    await expect(fetchManifest(serving(resealed), MODELS_URL, digest)).rejects.toMatchObject({
      name: 'ManifestInvalid',
      message: expect.stringMatching(/belongs to another version of this page.*Reload the page/),
    });
  });
});

it('a page that knows its manifest takes it from this device without asking the server', async () => {
  const store = idbStore();
  const network = new FakeNetwork(tinyModels());
  const manifest = await readManifest(network.fetch, store, MODELS_URL);
  await readModels(manifest, { fetch: network.fetch, store, baseUrl: MODELS_URL, onProgress: () => undefined });
  network.requested.length = 0;
  expect(await readManifest(network.fetch, store, MODELS_URL, manifest.digest)).toEqual(manifest);
  expect(network.requested).toEqual([]);
});
