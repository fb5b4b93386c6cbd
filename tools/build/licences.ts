import { existsSync, readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

interface Package {
  readonly version: string;
  readonly license: string;
  readonly homepage?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const ROOT = new URL('../../', import.meta.url);

/** How packages call the file; some bring none. */
const FILES = ['LICENSE', 'LICENCE', 'LICENSE.md'];

const packageAt = (folder: URL): Package => JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'));

const folderOf = (name: string): URL => new URL(`node_modules/${name}/`, ROOT);

/** A package and what it needs in turn; types are no part of a page. */
const withOwn = (name: string): string[] => {
  const needed = Object.keys(packageAt(folderOf(name)).dependencies ?? {});
  return [name, ...needed.filter((own) => !own.startsWith('@types/') && existsSync(folderOf(own))).flatMap(withOwn)];
};

const entry = (name: string): string => {
  const folder = folderOf(name);
  const { version, license, homepage } = packageAt(folder);
  const file = FILES.map((each) => new URL(each, folder)).find((each) => existsSync(each));
  const text = file ? readFileSync(file, 'utf8').trim() : `${license}. ${homepage ?? ''}`.trim();
  return `${name} ${version} (${license})\n\n${text}\n`;
};

/** Puts the licences of everything that the page is built from beside it: `licences.txt`. */
export const licences = (): Plugin => ({
  name: 'facet:licences',
  apply: 'build',
  generateBundle() {
    const names = new Set(Object.keys(packageAt(ROOT).dependencies ?? {}).flatMap(withOwn));
    const own = `Facet (Apache-2.0)\n\n${readFileSync(new URL('LICENSE', ROOT), 'utf8').trim()}\n`;
    const source = [own, ...[...names].sort().map(entry)].join(`\n${'-'.repeat(80)}\n\n`);
    this.emitFile({ type: 'asset', fileName: 'licences.txt', source });
  },
});
