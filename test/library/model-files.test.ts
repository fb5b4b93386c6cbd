import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { MODEL_FILES } from '../../src/library/model-files';

it('the library names every file of the models that ship, each at its place', () => {
  const shipped = readdirSync('public/models', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'LICENSE.md')
    .map(({ parentPath, name }) => `${parentPath}/${name}`.replaceAll('\\', '/').slice('public/models/'.length));
  expect(Object.keys(MODEL_FILES).sort()).toEqual(shipped.sort());
  for (const [path, url] of Object.entries(MODEL_FILES)) expect(url.endsWith(`/models/${path}`)).toBe(true);
});
