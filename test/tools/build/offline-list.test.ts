import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BuiltFile } from '../../../src/shell/shell';
import { type ChunkGraph, PARTS, partsOfFiles } from '../../../tools/build/parts';

let folder: string;
let list: readonly BuiltFile[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'facet-build-'));
  await build({ logLevel: 'silent', build: { outDir: folder, copyPublicDir: false, emptyOutDir: true } });
  const text = readFileSync(join(folder, 'service-worker.js'), 'utf8');
  const found = /\[\{"?(?:parts|revision|url|integrity).*?\}\]/.exec(text)?.[0];
  list = JSON.parse(found ?? '[]');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const built = (): string[] => readdirSync(join(folder, 'assets')).map((name) => `assets/${name}`);

/** Files that a built one names, read from its text and not from what the bundler says of it. */
const named = (file: string): string[] => {
  const text = readFileSync(join(folder, file), 'utf8');
  return built().filter((other) => other !== file && text.includes(other.slice('assets/'.length)));
};

/** Everything that a file leads to, but for the doors to other parts. */
const ledTo = (file: string, doors: ReadonlySet<string>, seen = new Set<string>()): Set<string> => {
  if (seen.has(file) || doors.has(file)) return seen;
  seen.add(file);
  if (/\.(js|css|html)$/.test(file)) for (const next of named(file)) ledTo(next, doors, seen);
  return seen;
};

const kept = (part: string): string[] =>
  list.filter(({ parts }) => parts === undefined || parts.includes(part)).map(({ url }) => url);

const doorOf = (part: string): string => {
  const own = list.filter(({ parts, url }) => parts?.length === 1 && parts[0] === part && url.endsWith('.js'));
  expect(own, part).toHaveLength(1);
  return own[0]?.url ?? '';
};

describe('the list of files that the shell keeps', () => {
  it.each(['wasm', 'webgpu', 'webgl', 'cpu', 'heic'])('has every file that %s can load', (part) => {
    const others = Object.keys(PARTS).filter((other) => other !== part);
    const needed = ledTo('index.html', new Set(others.map(doorOf)));
    expect(needed).toContain(doorOf(part));
    expect([...needed].filter((file) => !kept(part).includes(file))).toEqual([]);
  });

  it('has no file of another backend, nor the HEIC decoder, in what everybody keeps', () => {
    const wasm = kept('wasm');
    expect(wasm.filter((file) => /heic|threaded/.test(file))).toEqual([]);
    for (const other of ['webgpu', 'webgl', 'cpu']) expect(wasm).not.toContain(doorOf(other));
    expect(wasm.filter((file) => file.endsWith('.wasm'))).toHaveLength(2);
  });

  it('holds no address in the worker that the build doesn’t have', () => {
    for (const file of built().filter((name) => name.endsWith('.js'))) {
      const text = readFileSync(join(folder, file), 'utf8');
      const imported = [...text.matchAll(/(?:from|import)\s*\(?\s*["'`]\.\/([\w.-]+\.js)["'`]/g)].map(
        ([, name]) => name,
      );
      expect(
        imported.filter((name) => !built().includes(`assets/${name}`)),
        file,
      ).toEqual([]);
    }
  });
});

describe('parts', () => {
  const graph = (): ChunkGraph =>
    new Map([
      ['index.js', { facade: '/x/index.html', loads: ['worker.js', 'heic.js'] }],
      ['worker.js', { facade: '/x/src/worker.ts', loads: ['core.js', 'wasm.js', 'gpu.js', 'gl.js', 'cpu.js'] }],
      ['core.js', { facade: null, loads: [] }],
      ['wasm.js', { facade: `/x/${PARTS.wasm}`, loads: ['core.js', 'both.js', 'simd.wasm'] }],
      ['gpu.js', { facade: `/x/${PARTS.webgpu}`, loads: ['both.js', 'worker.js'] }],
      ['gl.js', { facade: `/x/${PARTS.webgl}`, loads: [] }],
      ['cpu.js', { facade: `/x/${PARTS.cpu}`, loads: [] }],
      ['heic.js', { facade: `/x/${PARTS.heic}`, loads: ['heif.wasm'] }],
      ['hashes.js', { facade: `/x/${PARTS.hashes}`, loads: [] }],
    ]);

  it('take along what they load, however small, and what several share belongs to each', () => {
    const parts = partsOfFiles(graph());
    expect(parts.get('core.js')).toEqual([]);
    expect(parts.get('simd.wasm')).toEqual(['wasm']);
    expect(parts.get('both.js')).toEqual(['webgpu', 'wasm']);
    expect(parts.get('heif.wasm')).toEqual(['heic']);
  });

  it('that the build lacks stop it', () => {
    const without = graph();
    without.delete('gpu.js');
    expect(() => partsOfFiles(without)).toThrow('tfjs-backend-webgpu');
  });
});
