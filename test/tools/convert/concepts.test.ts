import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { perAttribute } from '../../../src/domain/attributes';
import { checkModelFile } from '../../../src/models/check-file';
import { parseConcepts } from '../../../src/models/concepts';
import { parseManifest } from '../../../src/models/manifest';
import { convertAll } from '../../../tools/convert/convert-folder';
import { tinyConcepts } from '../../models/tiny-models';

const SOURCE = 'tools/train/onnx';

let source = '';
beforeEach(() => {
  source = mkdtempSync(join(tmpdir(), 'facet-concepts-'));
  for (const name of readdirSync(SOURCE)) {
    if (name !== 'concepts.json' && /\.(onnx|json)$/.test(name)) copyFileSync(join(SOURCE, name), join(source, name));
  }
});
afterEach(() => rmSync(source, { recursive: true }));

const parsed = (bytes: Uint8Array | undefined): unknown => JSON.parse(new TextDecoder().decode(bytes));

/** Concepts in the shape of the shipped models: a map of four by four cells. */
const concepts = (feature = 2047) => {
  const { neurons, ...rest } = tinyConcepts('whatever training knew');
  return { ...rest, neurons: [{ ...neurons[0], feature }], regions: perAttribute(() => Array(16).fill(0.5)) };
};

test('without a concepts file in the source the manifest lists none', async () => {
  expect(existsSync(join(source, 'concepts.json'))).toBe(false);
  const files = await convertAll(source);
  expect(files.has('concepts.json')).toBe(false);
  expect(parsed(files.get('manifest.json'))).not.toHaveProperty('concepts');
});

test('a concepts file is tied to the version of the nets and listed with size and hash', async () => {
  writeFileSync(join(source, 'concepts.json'), JSON.stringify(concepts()));
  const files = await convertAll(source);
  const manifest = parseManifest(parsed(files.get('manifest.json')));
  const bytes = files.get('concepts.json') ?? new Uint8Array();
  expect(parseConcepts(parsed(bytes), manifest)).toEqual({ ...concepts(), modelsVersion: manifest.version });
  if (manifest.concepts === undefined) throw new Error('the manifest lists no concepts');
  await checkModelFile(manifest.concepts, Uint8Array.from(bytes).buffer);
});

test('a concepts file that speaks of a feature beyond the last is refused', async () => {
  writeFileSync(join(source, 'concepts.json'), JSON.stringify(concepts(2048)));
  await expect(convertAll(source)).rejects.toThrow(
    '"neurons[0].feature" should be a whole number from 0 to 2047, but is 2048',
  );
});
