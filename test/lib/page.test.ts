import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PhotoRecord } from '../../src/export/photo-record';
import { openBrowser, serve, told } from './browser';
import { scratch } from './scratch';

let browser: Browser;

interface Results {
  readonly results: Readonly<Record<string, PhotoRecord>>;
  readonly phases: readonly string[];
  readonly backend: string;
  readonly stillThere: number;
}

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

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
  it('analyses whatever it has of a photo, alike', async () => {
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
tell({ results, phases: [...phases], backend: analyzer.backend, stillThere });
`,
        undefined,
        '<img src="photo.jpg">',
      ),
    });
    const server = await serve(folder);
    const { results, phases, backend, stillThere } = await told<Results>(browser, server.url);
    server.stop();
    for (const [name, { width, height, faces }] of Object.entries(results)) {
      expect([name, width, height, faces.length]).toEqual([name, 512, 600, 1]);
      expect(faces[0]?.attributes.Eyeglasses, name).toBeGreaterThan(0.9);
    }
    expect(results.file.file).toBe('a.jpg');
    expect(phases).toEqual(['download', 'backend', 'warm-up', 'ready']);
    expect([backend, stillThere]).toEqual(['wasm', 512]);
  });
});
