import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tensor2d } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ATTRIBUTES } from '../../../src/domain/attributes';
import { loadSvm, parseSvmFile } from '../../../tools/evaluate/svm-file';
import { madeCascade } from '../../pipeline/made-cascade';

const cascade = madeCascade();
const DIMENSIONS = 3;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facet-svm-'));
});
afterAll(() => rm(folder, { recursive: true }));

const base64 = (values: Float32Array): string => Buffer.from(values.buffer).toString('base64');

/** SVM i adds i × the first feature and i to it. */
const made = (changes: object = {}) => ({
  version: cascade.manifest.version,
  dimensions: DIMENSIONS,
  weights: base64(Float32Array.from({ length: DIMENSIONS * 40 }, (_, k) => (k < 40 ? k : 0))),
  bias: base64(Float32Array.from({ length: 40 }, (_, k) => k)),
  attributes: ATTRIBUTES.map((name) => ({ name, slope: 2, intercept: -1, accurate: 0.4, balanced: 0.3 })),
  ...changes,
});

const load = async (content: unknown) => {
  const path = join(folder, 'svm.json');
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return loadSvm(cascade, path);
};

describe('SVMs from a file', () => {
  it('take the place of the shipped ones, with their calibration and thresholds', async () => {
    const { svm, manifest, anet } = await load(made());
    expect(manifest.attributes[5]).toEqual({
      name: ATTRIBUTES[5],
      calibration: { slope: 2, intercept: -1 },
      thresholds: { accurate: 0.4, balanced: 0.3 },
    });
    const { margins } = svm.run(tensor2d([[10, 5, 5]]));
    expect([...(await margins.data())].slice(0, 4)).toEqual([0, 11, 22, 33]);
    expect(anet).toBe(cascade.anet);
  });

  it('are refused when they were fitted on the features of other nets', async () => {
    await expect(load(made({ version: 'older' }))).rejects.toThrow(
      /svm\.json was fitted on features of the models older, but these are made\. Write the features and fit again\./,
    );
  });

  it('are refused by name when the file is not what refit_svm.py writes', async () => {
    await expect(loadSvm(cascade, join(folder, 'none.json'))).rejects.toThrow(/none\.json can't be read/);
    await expect(load('{')).rejects.toThrow(/svm\.json is no JSON/);
    await expect(load(made({ weights: 'AAAA' }))).rejects.toThrow(/"weights" holds 0\.75 numbers, 120 were expected/);
    await expect(load(made({ dimensions: 'many' }))).rejects.toThrow(/has no number "dimensions"/);
  });

  it('are refused when an attribute is missing or stands in another place', () => {
    const { attributes } = made();
    const parse = (list: object[]) => parseSvmFile('svm.json', JSON.stringify(made({ attributes: list })));
    expect(() => parse(attributes.slice(1))).toThrow('svm.json has 39 attributes, 40 were expected.');
    expect(() => parse([attributes[1], attributes[0], ...attributes.slice(2)])).toThrow(
      'svm.json: attribute 1 is "Arched_Eyebrows", "5_o_Clock_Shadow" was expected.',
    );
  });
});
