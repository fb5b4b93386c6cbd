import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { scratch } from './scratch';

const USE = `
import { ATTRIBUTES, createAnalyzer, Fault, type PhotoRecord } from 'facet-faces';
import { createAnalyzer as inNode } from 'facet-faces/node';
const analyzer = await createAnalyzer({ backend: 'wasm', onProgress: ({ phase }) => phase });
const record: PhotoRecord = await analyzer.analyze(new Blob(), { signal: AbortSignal.timeout(1) });
const glasses: number | undefined = record.faces[0]?.attributes.Eyeglasses;
const same: PhotoRecord = await (await inNode()).analyze({ data: new Uint8Array(4), width: 1, height: 1 });
export { ATTRIBUTES, Fault, glasses, same };
// @ts-expect-error: there is no such attribute
export const wrong = record.faces[0]?.attributes.Monocle;
// @ts-expect-error: a text is no photo
await analyzer.analyze('photo.jpg');
`;

describe('the package', () => {
  it.each(['nodenext', 'bundler'])('has types that a strict compiler takes, with moduleResolution %s', (resolution) => {
    const compilerOptions = {
      strict: true,
      skipLibCheck: false,
      noEmit: true,
      target: 'es2022',
      module: resolution === 'nodenext' ? 'nodenext' : 'esnext',
      moduleResolution: resolution,
      lib: ['es2022', 'dom'],
      types: [],
    };
    const tsconfig = JSON.stringify({ compilerOptions, files: ['main.ts'] });
    const made = scratch({ 'main.ts': USE, 'tsconfig.json': tsconfig });
    expect(made.node(resolve('node_modules/typescript/bin/tsc'), '-p', '.')).toBe('');
  });

  it('depends on nothing, and says which terms hold for code, models and the HEIC decoder', () => {
    const folder = join(inject('installed'), 'node_modules/facet-faces');
    const text = (file: string): string => readFileSync(join(folder, file), 'utf8');
    const { name, license, dependencies, sideEffects } = JSON.parse(text('package.json'));
    expect({ name, license, dependencies, sideEffects }).toEqual({
      name: 'facet-faces',
      license: 'SEE LICENSE IN LICENSE.md',
      dependencies: undefined,
      sideEffects: false,
    });
    expect(text('LICENSE.md')).toMatch(/Apache-2\.0[\s\S]*non-commercial research only[\s\S]*LGPL-3\.0/);
    expect(text('LICENSE.txt')).toContain('Apache License');
    expect(text('models/LICENSE.md')).toContain('non-commercial research');
    expect(text('libheif-license.txt')).toContain('GNU LESSER GENERAL PUBLIC LICENSE');
    expect(text('licences.txt')).toContain('@tensorflow/tfjs-core');
  });

  it('holds no photo and nothing of the page', () => {
    const files = execFileSync('tar', ['-tzf', inject('tarball')], { encoding: 'utf8' })
      .trim()
      .split('\n');
    expect(files.filter((file) => /\.(jpe?g|png|webp|heic|css|html|map)$/.test(file))).toEqual([]);
  });
});
