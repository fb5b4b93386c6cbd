import { spawnSync } from 'node:child_process';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import schema from '../../contract/photo.schema.json' with { type: 'json' };
import { PHOTO, scratch } from './scratch';

const isRecord = new Ajv2020({ strict: true, strictRequired: false }).compile(schema);

/** Runs a module in a stranger's folder. @returns the value that it gives to `tell` */
const inNode = (packages: readonly string[], lines: readonly string[]) => {
  const made = scratch(
    { 'main.js': ['const tell = (it) => console.log(JSON.stringify(it));', ...lines].join('\n') },
    packages,
  );
  return JSON.parse(made.node('main.js'));
};

const START = [
  "import { readFile } from 'node:fs/promises';",
  "import { createAnalyzer, Fault } from 'facet-faces/node';",
];
/** Gives what a promise rejects with, as a stranger sees it. */
const FAULT =
  "const fault = (promise) => promise.then(() => 'no fault', (error) => [error instanceof Fault && 'Fault', error.name, error.message]);";

describe('facet-faces/node', () => {
  it('gives exactly what the command `predict --json` prints, by one schema', () => {
    const given = inNode(
      ['sharp'],
      [
        ...START,
        'const analyzer = await createAnalyzer();',
        "tell(await analyzer.analyze(new File([await readFile('photo.jpg')], 'grace-hopper.jpg')));",
        'analyzer.dispose();',
      ],
    );
    const predict = ['--import', 'tsx', 'tools/cli/predict.ts', PHOTO, '--json'];
    const printed = JSON.parse(spawnSync(process.execPath, predict, { encoding: 'utf8' }).stdout);
    for (const record of [given, printed]) expect(isRecord(record), JSON.stringify(isRecord.errors)).toBe(true);
    expect({ ...given, file: undefined, ms: Object.keys(given.ms).sort() }).toEqual({
      ...printed,
      file: undefined,
      ms: Object.keys(printed.ms).sort(),
    });
    expect(given.faces[0].attributes.Eyeglasses).toBeGreaterThan(0.9);
  });

  it('takes raw pixels without sharp, and says what a file needs; the next photo works', () => {
    const { plain, noSharp, wrong, text, gone } = inNode(
      [],
      [
        ...START,
        FAULT,
        'const analyzer = await createAnalyzer();',
        'const data = new Uint8ClampedArray(64 * 48 * 4).fill(200);',
        "const noSharp = await fault(analyzer.analyze(await readFile('photo.jpg')));",
        'const wrong = await fault(analyzer.analyze({ data, width: 64, height: 64 }));',
        "const text = await fault(analyzer.analyze('photo.jpg'));",
        'const plain = await analyzer.analyze({ data, width: 64, height: 48 });',
        'analyzer.dispose();',
        'const gone = await fault(analyzer.analyze({ data, width: 64, height: 48 }));',
        'tell({ plain, noSharp, wrong, text, gone });',
      ],
    );
    expect(plain).toMatchObject({ schema: 'facet-photo/1', width: 64, height: 48, faces: [] });
    expect(noSharp.slice(0, 2)).toEqual(['Fault', 'UnsupportedFormat']);
    expect(noSharp[2]).toContain('npm install sharp');
    expect(wrong).toEqual(['Fault', 'DamagedImage', expect.stringContaining('12288 bytes for 64 × 64 pixels')]);
    expect(text).toEqual(['Fault', 'NotAnImage', expect.stringContaining('but a text came')]);
    expect(gone).toEqual(['Fault', 'Cancelled', expect.stringContaining('Make a new one')]);
  });

  it('hears an AbortSignal at the start and at a photo, and refuses other models by name', () => {
    const { begun, photo, folder, version, address, backend } = inNode(
      [],
      [
        ...START,
        FAULT,
        'const data = new Uint8ClampedArray(64 * 48 * 4);',
        "const begun = await fault(createAnalyzer({ signal: AbortSignal.abort('enough') }));",
        'const analyzer = await createAnalyzer();',
        'const stop = new AbortController();',
        'const analysis = fault(analyzer.analyze({ data, width: 64, height: 48 }, { signal: stop.signal }));',
        'stop.abort();',
        'const photo = await analysis;',
        "const folder = await fault(createAnalyzer({ modelsUrl: '/nowhere' }));",
        "const modelsUrl = new URL('models', import.meta.resolve('facet-faces/package.json'));",
        "const version = await fault(createAnalyzer({ modelsUrl, manifestDigest: 'ab'.repeat(32) }));",
        "const address = await fault(createAnalyzer({ modelsUrl: 'https://example.org/models/' }));",
        "const backend = await fault(createAnalyzer({ backend: 'webgpu' }));",
        'tell({ begun, photo, folder, version, address, backend });',
      ],
    );
    for (const cancelled of [begun, photo]) expect(cancelled.slice(0, 2)).toEqual(['Fault', 'Cancelled']);
    expect(folder).toEqual(['Fault', 'ModelMissing', expect.stringContaining('/nowhere/manifest.json')]);
    expect(version).toEqual(['Fault', 'ManifestInvalid', expect.stringContaining('another version')]);
    expect(address).toEqual(['Fault', 'ModelMissing', expect.stringContaining('read from a folder')]);
    expect(backend).toEqual(['Fault', 'NoBackend', expect.stringContaining('only wasm')]);
  });

  it('ends with the block that it was made in (`await using`)', () => {
    const ended = inNode(
      [],
      [
        ...START,
        FAULT,
        'const analyzer = await createAnalyzer();',
        // What a compiler makes of `await using`, which this Node may not know yet.
        'await analyzer[Symbol.asyncDispose]();',
        'tell(await fault(analyzer.analyze({ data: new Uint8Array(4), width: 1, height: 1 })));',
      ],
    );
    expect(ended.slice(0, 2)).toEqual(['Fault', 'Cancelled']);
  });
});
