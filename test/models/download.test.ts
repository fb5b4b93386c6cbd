import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DownloadTrouble } from '../../src/domain/progress';
import { download, type Fetch } from '../../src/models/download';
import { fetchModelFile } from '../../src/models/fetch-model';
import { parseManifest } from '../../src/models/manifest';
import { readModels } from '../../src/models/read-models';
import { fileEntry } from '../../tools/convert/write-manifest';
import { FakeNetwork, MODELS_URL } from './fake-network';
import { idbStore } from './fake-store';
import { readManifest, tinyModels } from './tiny-models';

const BYTES = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);
const FILE = fileEntry('anet/weights.bin', BYTES);
const URL_OF_IT = `${MODELS_URL}anet/weights.bin`;

/** A body that ends with an error after some bytes. */
const cutOff = (bytes: Uint8Array, after: number): ReadableStream<Uint8Array> => {
  let sent = false;
  return new ReadableStream({
    pull: (controller) => {
      if (sent) return controller.error(new TypeError('network error'));
      sent = true;
      controller.enqueue(bytes.slice(0, after));
    },
  });
};

const startOf = (init: RequestInit): number =>
  Number(/bytes=(\d+)-/.exec(new Headers(init.headers).get('Range') ?? '')?.[1] ?? 0);

/** A server that cuts the connection after every hundred bytes. @param knowsRanges whether it can go on where it stopped. */
const dropping = (knowsRanges: boolean) => {
  const starts: number[] = [];
  const fetch: Fetch = async (_, init) => {
    const start = startOf(init);
    starts.push(start);
    const rest = BYTES.slice(knowsRanges ? start : 0);
    const body = rest.length > 100 ? cutOff(rest, 100) : rest;
    const headers = { 'Content-Range': `bytes ${start}-999/1000` };
    return knowsRanges && start > 0 ? new Response(body, { status: 206, headers }) : new Response(body);
  };
  return { fetch, starts };
};

const patient = () => {
  const waits: number[] = [];
  const troubles: (DownloadTrouble | undefined)[] = [];
  const wait = async (ms: number): Promise<void> => void waits.push(ms);
  return { waits, troubles, patience: { wait, onTrouble: (it: DownloadTrouble | undefined) => troubles.push(it) } };
};

const get = (fetch: Fetch, patience = patient().patience) =>
  fetchModelFile(fetch, MODELS_URL, FILE, () => undefined, patience);

describe('a connection that drops again and again', () => {
  it('is gone on with from where it stopped, as long as bytes come', async () => {
    const { fetch, starts } = dropping(true);
    expect(new Uint8Array(await get(fetch))).toEqual(BYTES);
    expect(starts).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900]);
  });

  it('is given up in words where the server cannot go on', async () => {
    const { fetch, starts } = dropping(false);
    const { patience, waits } = patient();
    await expect(get(fetch, patience)).rejects.toMatchObject({
      name: 'ModelMissing',
      message: expect.stringMatching(/anet\/weights\.bin broke off after 100 of 1000 bytes\. Try again/),
    });
    expect(starts.length).toBeGreaterThan(4);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits.at(-1)).toBeGreaterThan(waits[0]);
  });

  it('is told, and that it goes on', async () => {
    const { patience, troubles } = patient();
    await get(dropping(true).fetch, patience);
    expect(troubles.slice(0, 4)).toEqual([undefined, 'retrying', undefined, 'retrying']);
    expect(troubles.at(-1)).toBeUndefined();
  });
});

describe('each cause has its words:', () => {
  afterEach(() => vi.unstubAllGlobals());
  const answers = (status: number): Fetch => vi.fn(async () => new Response('', { status }));

  it.each([
    [503, /can't give .*weights\.bin at the moment: it answered 503\. Try again in a few minutes/, 5],
    [429, /at the moment: it answered 429/, 5],
    [404, /isn't there: the server answered 404\. Upload the folder of models again/, 1],
    [403, /isn't there: the server answered 403/, 1],
  ])('an answer of %i', async (status, words, tries) => {
    const fetch = answers(status);
    await expect(get(fetch)).rejects.toMatchObject({ name: 'ModelMissing', message: expect.stringMatching(words) });
    expect(fetch).toHaveBeenCalledTimes(tries);
  });

  it('a server that is out of order for a moment costs nothing but that', async () => {
    let calls = 0;
    const fetch: Fetch = async () => {
      calls += 1;
      return calls < 3 ? new Response('', { status: 503 }) : new Response(BYTES);
    };
    expect(new Uint8Array(await get(fetch))).toEqual(BYTES);
  });

  const unreachable: Fetch = () => Promise.reject(new TypeError('Failed to fetch'));

  it('a server that cannot be reached', async () => {
    await expect(get(unreachable)).rejects.toMatchObject({
      message: `Couldn't reach ${URL_OF_IT}. Check the connection and try again.`,
    });
  });

  it('a device that is offline, without trying in vain', async () => {
    vi.stubGlobal('navigator', { onLine: false });
    const { patience, waits } = patient();
    await expect(get(unreachable, patience)).rejects.toMatchObject({
      message: expect.stringContaining('This device is offline'),
    });
    expect(waits).toEqual([]);
  });
});

it('a download that stalls is told after ten seconds, and begun again after thirty', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const { patience, troubles } = patient();
    let calls = 0;
    const fetch: Fetch = async () => {
      calls += 1;
      return calls === 1
        ? new Response(new ReadableStream({ pull: () => new Promise(() => undefined) }))
        : new Response(BYTES);
    };
    const getting = get(fetch, patience);
    const seconds = async (count: number) => {
      for (let i = 0; i < count; i++) await vi.advanceTimersByTimeAsync(1_000);
    };
    await seconds(9);
    expect(troubles).toEqual([]);
    await seconds(2);
    expect(troubles).toEqual(['stalled']);
    await seconds(20);
    expect(new Uint8Array(await getting)).toEqual(BYTES);
  } finally {
    vi.useRealTimers();
  }
});

it('redirects are refused: no other address is ever asked', async () => {
  const inits: RequestInit[] = [];
  const fetch: Fetch = async (_, init) => {
    inits.push(init);
    return new Response(BYTES);
  };
  await get(fetch);
  expect(inits.map(({ redirect }) => redirect)).toEqual(['error']);
});

it('a path that leads out of the folder is refused before anything is asked', async () => {
  const fetch = vi.fn<Fetch>();
  for (const path of ['//elsewhere.test/a.bin', '../a.bin', 'https://elsewhere.test/a.bin']) {
    const asked = fetchModelFile(fetch, MODELS_URL, { ...FILE, path }, () => undefined);
    await expect(asked).rejects.toMatchObject({ name: 'ManifestInvalid' });
  }
  expect(fetch).not.toHaveBeenCalled();
});

it('one file that fails does not stop the others, which are kept', async () => {
  const store = idbStore();
  const folder = tinyModels();
  folder.delete('lneto/weights.bin');
  const manifest = parseManifest(readManifest(folder));
  const { fetch } = new FakeNetwork(folder);
  const reading = readModels(manifest, { fetch, store, baseUrl: MODELS_URL, onProgress: () => undefined });
  await expect(reading).rejects.toMatchObject({ name: 'ModelMissing' });
  expect(await store.keys()).toHaveLength(7);
});

it('bytes of an unknown number are read to their end', async () => {
  const fetch: Fetch = async () => new Response(BYTES);
  const bytes = await download(fetch, { url: URL_OF_IT, name: 'it', cache: 'default' });
  expect(new Uint8Array(bytes)).toEqual(BYTES);
});
