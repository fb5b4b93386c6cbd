import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const FILES = ['src', 'tools', 'test', 'contract', 'docs'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => !/node_modules|__pycache__|egg-info/.test(path))
    .map((path) => `${folder}/${path}`),
);

/** Tests of the whole, and what tests read: they have no twin. */
const WHOLE = /^test\/(browser|engines|fixtures|golden|lib|train|types)(\/|$)/;

const TESTED = [...new Set(FILES.filter((path) => path.endsWith('.test.ts')).map(dirname))].sort();

describe('the tree of the tests', () => {
  it.each(TESTED.filter((folder) => !WHOLE.test(folder)))('%s has its twin in src or tools', (folder) => {
    const path = folder.slice('test/'.length);
    expect(existsSync(join(ROOT, path.startsWith('tools') ? path : `src/${path}`))).toBe(true);
  });
});

const READMES = [
  'README.md',
  'CONTRIBUTING.md',
  ...FILES.filter((path) => path.endsWith('.md') && !/\.template\.|LOG\.md/.test(path)),
];

const FILE = /^[\w@./-]+\.(ts|tsx|mjs|py|cpp|css)$/;
const FOLDER = /^(src|tools|test|docs|contract)\/[\w./-]+$/;

/** What stands in backticks and looks like a file or folder of the project: `stage.ts`, `src/ui/`, `tools/lib/csv.ts`. */
const namedIn = (readme: string): string[] => {
  const text = readFileSync(join(ROOT, readme), 'utf8').replace(/```.*?```/gs, '');
  return [...text.matchAll(/`([^`\s]+)`/g)]
    .map(([, name = '']) => name)
    .filter((name) => FILE.test(name) || FOLDER.test(name));
};

/** A path from the top, from `src` or from the README's folder; a bare name may lie deeper in that folder. */
const isThere = (name: string, folder: string): boolean =>
  ['.', 'src', folder].some((from) => existsSync(join(ROOT, from, name))) ||
  FILES.some((path) => (folder === '.' || path.startsWith(`${folder}/`)) && path.endsWith(`/${name}`));

describe('what READMEs name', () => {
  it.each(READMES)('%s names only files that are there', (readme) => {
    expect(namedIn(readme).filter((name) => !isThere(name, dirname(readme)))).toEqual([]);
  });
});
