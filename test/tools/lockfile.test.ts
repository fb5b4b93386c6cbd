import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Locked {
  readonly version: string;
  readonly integrity?: string;
  readonly link?: boolean;
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };
const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));

it('every package that npm may install is pinned by its SHA-512', () => {
  const unpinned = Object.entries(packages)
    .filter(([folder, { link, integrity }]) => folder !== '' && !link && !/^sha512-/.test(integrity ?? ''))
    .map(([folder]) => folder);
  expect(unpinned).toEqual([]);
});

it('every package of our own choice has an exact version', () => {
  for (const version of Object.values({ ...dependencies, ...devDependencies }))
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
});
