import { copyFileSync } from 'node:fs';
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PhotoRecord } from '../../src/export/photo-record';
import { openBrowser, serve, told } from './browser';
import { scratch } from './scratch';

let browser: Browser;

interface Results {
  readonly heic: PhotoRecord;
  readonly results: Readonly<Record<string, PhotoRecord>>;
  readonly phases: readonly string[];
  readonly backend: string;
  readonly stillThere: number;
}

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

interface Faulty {
  readonly faces: readonly number[];
  readonly faults: Readonly<Record<string, readonly string[]>>;
}

/** A page that runs a module, with an import map and no bundler. @param library the package's folder, ending with a slash */
const page = (script: string, library = './node_modules/facet-faces/', markup = ''): string => `<!doctype html>
<script type="importmap">{ "imports": { "facet-faces": "${library}index.js" } }</script>
${markup}
<script type="module">
import { createAnalyzer, Fault } from 'facet-faces';
const fault = (promise) => promise.then(() => 'no fault', (error) => [error instanceof Fault && 'Fault', error.name, error.message]);
const photo = await (await fetch('/photo.jpg')).blob();
${script}
</script>`;

describe('a plain page with an import map', () => {
  it('analyses whatever it has of a photo, alike, and a HEIC file that the browser cannot open', async () => {
    const { folder } = scratch({
      'index.html': page(
        `
const phases = new Set();
const analyzer = await createAnalyzer({ onProgress: ({ phase }) => phases.add(phase) });
const img = document.querySelector('img');
const bitmap = await createImageBitmap(photo);
const canvas = Object.assign(document.createElement('canvas'), { width: bitmap.width, height: bitmap.height });
const context = canvas.getContext('2d');
context.drawImage(bitmap, 0, 0);
const video = Object.assign(document.createElement('video'), { srcObject: canvas.captureStream(), muted: true });
await video.play();
const sources = { blob: photo, file: new File([photo], 'a.jpg'), img, bitmap, canvas, video, pixels: context.getImageData(0, 0, canvas.width, canvas.height) };
const results = {};
for (const [name, source] of Object.entries(sources)) results[name] = await analyzer.analyze(source);
const stillThere = bitmap.width;
const heic = await analyzer.analyze(await (await fetch('turned.heic')).blob());
tell({ heic, results, phases: [...phases], backend: analyzer.backend, stillThere });
`,
        undefined,
        '<img src="photo.jpg">',
      ),
    });
    copyFileSync('test/fixtures/heic/turned.heic', `${folder}/turned.heic`);
    const server = await serve(folder);
    const { heic, results, phases, backend, stillThere } = await told<Results>(browser, server.url);
    server.stop();
    for (const [name, { width, height, faces }] of Object.entries(results)) {
      expect([name, width, height, faces.length]).toEqual([name, 512, 600, 1]);
      expect(faces[0]?.attributes.Eyeglasses, name).toBeGreaterThan(0.9);
    }
    expect([heic.width, heic.height, heic.faces.length]).toEqual([320, 320, 1]);
    expect(results.file.file).toBe('a.jpg');
    expect(phases).toEqual(['download', 'backend', 'warm-up', 'ready']);
    expect([backend, stillThere]).toEqual(['wasm', 512]);
  });

  it('takes the library from another origin and folder, and refuses in words what it cannot read there', async () => {
    const elsewhere = await serve(scratch({}).folder, { 'Access-Control-Allow-Origin': '*' });
    const shut = await serve(scratch({}).folder);
    const script = `
const analyzer = await createAnalyzer({ backend: 'wasm' });
const { faces } = await analyzer.analyze(photo);
const img = Object.assign(new Image(), { src: '${shut.url}photo.jpg' });
const tainted = await fault(analyzer.analyze(img));
const text = await fault(analyzer.analyze('photo.jpg'));
const empty = await fault(analyzer.analyze(new Blob()));
const none = await fault(analyzer.analyze(Object.assign(new Image(), { src: 'none.jpg' })));
const stop = new AbortController();
const running = fault(analyzer.analyze(photo, { signal: stop.signal }));
stop.abort();
const cancelled = await running;
const again = await analyzer.analyze(photo);
analyzer.dispose();
const gone = await fault(analyzer.analyze(photo));
tell({ faces: [faces.length, again.faces.length], faults: { tainted, text, empty, none, cancelled, gone } });`;
    const { folder } = scratch({ 'index.html': page(script, `${elsewhere.url}node_modules/facet-faces/`) });
    const server = await serve(folder);
    const { faces, faults } = await told<Faulty>(browser, server.url);
    for (const each of [server, elsewhere, shut]) each.stop();
    expect(faces).toEqual([1, 1]);
    expect(faults).toEqual({
      tainted: ['Fault', 'FromElsewhere', expect.stringContaining('crossorigin="anonymous"')],
      text: ['Fault', 'NotAnImage', expect.stringContaining('but a text came')],
      empty: ['Fault', 'EmptyFile', expect.any(String)],
      none: ['Fault', 'DamagedImage', expect.stringContaining('none.jpg')],
      cancelled: ['Fault', 'Cancelled', expect.any(String)],
      gone: ['Fault', 'Cancelled', expect.stringContaining('Make a new one')],
    });
  });

  it('says in one sentence each why an analyzer does not start', async () => {
    const script = `
const start = (options) => fault(createAnalyzer(options));
tell({ faces: [], faults: {
  nowhere: await start({ modelsUrl: 'nowhere/' }),
  address: await start({ modelsUrl: 'https://[' }),
  version: await start({ modelsUrl: 'node_modules/facet-faces/models', manifestDigest: 'ab'.repeat(32) }),
  backend: await start({ backend: 'abacus' }),
  before: await start({ signal: AbortSignal.abort() }),
  meanwhile: await start({ signal: AbortSignal.timeout(1) }),
} });`;
    const { folder } = scratch({ 'index.html': page(script) });
    const server = await serve(folder);
    const { faults } = await told<Faulty>(browser, server.url);
    server.stop();
    expect(faults).toEqual({
      nowhere: ['Fault', 'ModelMissing', expect.stringContaining('manifest.json')],
      address: ['Fault', 'ModelMissing', expect.stringContaining('modelsUrl takes the address')],
      version: ['Fault', 'ManifestInvalid', expect.stringContaining('another version')],
      backend: ['Fault', 'NoBackend', expect.stringContaining('webgpu, wasm, webgl, cpu')],
      before: ['Fault', 'Cancelled', expect.any(String)],
      meanwhile: ['Fault', 'Cancelled', expect.any(String)],
    });
  });

  it('says that its Content-Security-Policy forbids the worker', async () => {
    const { folder } = scratch({
      'index.html': page('tell({ faces: [], faults: { worker: await fault(createAnalyzer()) } });'),
    });
    const server = await serve(folder, { 'Content-Security-Policy': "worker-src 'none'" });
    const { faults } = await told<Faulty>(browser, server.url);
    server.stop();
    expect(faults.worker?.slice(0, 2)).toEqual(['Fault', 'WorkerLost']);
    expect(faults.worker?.[2]).toContain("This page's Content-Security-Policy doesn't let the background worker start");
  });
});
