import { beforeEach, describe, expect, it } from 'vitest';
import { type BuiltFile, Shell } from '../../src/shell/shell';
import { asCache, MadeCache } from './made-cache';

const SCOPE = 'https://example.test/people/me/facet/';

const BUILD: readonly BuiltFile[] = [
  { url: 'index.html', revision: 'a1', integrity: 'sha256-page' },
  { url: 'assets/index-AAAAAAAA.js', revision: null },
  { url: 'assets/dist-SSSSSSSS.js', revision: null, parts: ['wasm', 'webgpu'] },
  { url: 'assets/dist-WWWWWWWW.js', revision: null, parts: ['wasm'] },
  { url: 'assets/dist-GGGGGGGG.js', revision: null, parts: ['webgpu'] },
  { url: 'assets/dist-LLLLLLLL.js', revision: null, parts: ['webgl'] },
  { url: 'assets/heic.worker-HHHHHHHH.js', revision: null, parts: ['heic'] },
  { url: 'examples/cat.jpg', revision: 'c1' },
];
const NEXT_BUILD: readonly BuiltFile[] = [
  { url: 'index.html', revision: 'a2' },
  { url: 'assets/index-BBBBBBBB.js', revision: null },
  { url: 'assets/dist-WWWWWWWW.js', revision: null, parts: ['wasm'] },
  { url: 'assets/heic.worker-HHHHHHHH.js', revision: null, parts: ['heic'] },
];

let cache: MadeCache;
let requests: Request[];
let online: boolean;
let status: number;

const HEADERS = { 'Cross-Origin-Embedder-Policy': 'require-corp' };

const shellOf = (files: readonly BuiltFile[]): Shell =>
  new Shell(
    {
      scope: SCOPE,
      openCache: async () => asCache(cache),
      fetch: async (request) => {
        if (!online) throw new TypeError('Failed to fetch');
        requests.push(request);
        return new Response(`content of ${request.url}`, { status, headers: HEADERS });
      },
    },
    files,
  );

const fetched = (): string[] => requests.map(({ url }) => url.slice(SCOPE.length));
const ask = (shell: Shell, path: string, init?: RequestInit) => shell.answer(new Request(SCOPE + path, init));

beforeEach(() => {
  cache = new MadeCache();
  requests = [];
  online = true;
  status = 200;
});

describe('the first visit', () => {
  it('keeps what everybody needs, and nothing that only some do', async () => {
    await shellOf(BUILD).install();
    const wasm = ['assets/dist-SSSSSSSS.js', 'assets/dist-WWWWWWWW.js'];
    expect(fetched().sort()).toEqual(['', ...wasm, 'assets/index-AAAAAAAA.js', 'examples/cat.jpg']);
  });

  it('keeps the backend that was chosen, and no other', async () => {
    const shell = shellOf(BUILD);
    await shell.install();
    requests = [];
    await shell.keepParts(['webgpu']);
    expect(fetched()).toEqual(['assets/dist-GGGGGGGG.js']);
  });

  it('says so when the backend that was chosen can’t be kept', async () => {
    const shell = shellOf(BUILD);
    await shell.install();
    cache.full = true;
    await expect(shell.keepParts(['webgpu'])).rejects.toThrow('No room');
  });

  it('asks past the browser’s cache for addresses that stay, and for the very bytes that were built', async () => {
    await shellOf(BUILD).install();
    const page = requests.find(({ url }) => url === SCOPE);
    expect(page).toMatchObject({ cache: 'no-cache', integrity: 'sha256-page' });
  });

  it('keeps nothing that the server has not got', async () => {
    status = 404;
    await expect(shellOf(BUILD).install()).rejects.toThrow('the server answered 404');
    expect(cache.kept.size).toBe(0);
  });

  it('fails where there is no room, so that the page is not called ready', async () => {
    cache.full = true;
    await expect(shellOf(BUILD).install()).rejects.toThrow('No room');
  });
});

describe('without a network', () => {
  it('the page opens with its headers, whatever stands behind its address', async () => {
    const shell = shellOf(BUILD);
    await shell.install();
    online = false;
    for (const path of ['', 'index.html', '?backend=wasm', '#/album']) {
      const answer = await ask(shell, path);
      expect(await answer?.text()).toBe(`content of ${SCOPE}`);
      expect(answer?.headers.get('Cross-Origin-Embedder-Policy')).toBe('require-corp');
    }
  });

  it('what was used once is there, and what never was is not', async () => {
    const shell = shellOf(BUILD);
    await shell.install();
    online = false;
    await expect(ask(shell, 'assets/heic.worker-HHHHHHHH.js')).rejects.toThrow('Failed to fetch');
    online = true;
    await ask(shell, 'assets/heic.worker-HHHHHHHH.js');
    online = false;
    expect(await (await ask(shell, 'assets/heic.worker-HHHHHHHH.js'))?.text()).toContain('heic.worker');
  });
});

describe('requests that are no files of the page', () => {
  it.each([
    ['models/lneto/weights.bin', {}],
    ['models/manifest.json', {}],
    ['unknown.html', {}],
    ['index.html', { method: 'POST' }],
  ])('%s is left to the network', (path, init) => {
    expect(ask(shellOf(BUILD), path, init)).toBeUndefined();
  });

  it('another origin is left alone', () => {
    expect(shellOf(BUILD).answer(new Request('https://elsewhere.test/index.html'))).toBeUndefined();
  });
});

describe('a new version', () => {
  it('fetches only what has changed', async () => {
    await shellOf(BUILD).install();
    await ask(shellOf(BUILD), 'assets/heic.worker-HHHHHHHH.js');
    requests = [];
    await shellOf(NEXT_BUILD).install();
    expect(fetched().sort()).toEqual(['', 'assets/index-BBBBBBBB.js']);
  });

  it('lets the version before go on until it takes over', async () => {
    const before = shellOf(BUILD);
    await before.install();
    const next = shellOf(NEXT_BUILD);
    await next.install();
    online = false;
    expect((await ask(before, 'assets/index-AAAAAAAA.js'))?.ok).toBe(true);
    // Another tab still runs the old page while the new version answers.
    expect((await ask(next, 'assets/index-AAAAAAAA.js'))?.ok).toBe(true);
    await next.removeOld();
    await expect(ask(next, 'assets/index-AAAAAAAA.js')).rejects.toThrow('Failed to fetch');
    expect((await ask(next, 'assets/index-BBBBBBBB.js'))?.ok).toBe(true);
  });
});

it('where there is no room the file is used all the same', async () => {
  cache.full = true;
  const answer = await ask(shellOf(BUILD), 'examples/cat.jpg');
  expect(await answer?.text()).toContain('cat.jpg');
});
