import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { byReliability, megabytesOf, strongestOf } from '../../../src/ui/about/figures';
import { DEPENDENCIES } from '../../../src/ui/about/licences';
import { MADE_MANIFEST } from '../../pipeline/made-cascade';
import { madeFace } from '../../state/page/made-state';

interface Package {
  readonly license: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

const packageAt = (path: string): Package =>
  JSON.parse(readFileSync(new URL(`../../../${path}package.json`, import.meta.url), 'utf8'));

describe('the licences', () => {
  it('name every dependency with the licence that it comes with', () => {
    const installed = Object.keys(packageAt('').dependencies).map((name) => ({
      name,
      licence: packageAt(`node_modules/${name}/`).license,
    }));
    expect(DEPENDENCIES.map(({ name, licence }) => ({ name, licence }))).toEqual(installed);
  });
});

describe('the drawing of the cascade', () => {
  it('names the five strongest attributes, without those that judge a person', () => {
    const names = strongestOf(madeFace(['Male', 'Smiling', 'Young', 'Wavy_Hair']));
    expect(names).toHaveLength(5);
    expect(names.slice(0, 2).sort()).toEqual(['Smiling', 'Wavy_Hair']);
    expect(names).not.toContain('Male');
  });
});

describe('the model card', () => {
  const measured = (balancedAccuracy: number) => ({
    accuracy: 0.9,
    balancedAccuracy,
    averagePrecision: 0.5,
    baseRate: 0.1,
  });

  it('orders attributes by how reliable they are, and leaves out what was never measured', () => {
    const [first, second, third] = MADE_MANIFEST.attributes;
    if (!first || !second || !third) throw new Error('A made manifest has 40 attributes.');
    const { measured: _, ...unmeasured } = third;
    const attributes = [{ ...first, measured: measured(0.6) }, unmeasured, { ...second, measured: measured(0.9) }];
    expect(byReliability({ ...MADE_MANIFEST, attributes }).map(({ name }) => name)).toEqual([second.name, first.name]);
  });

  it('adds up the files of all nets', () => {
    const files = Object.values(MADE_MANIFEST.nets).flatMap((net) => net.files);
    expect(megabytesOf(MADE_MANIFEST) * 1e6).toBeCloseTo(files.reduce((sum, { bytes }) => sum + bytes, 0));
  });
});
