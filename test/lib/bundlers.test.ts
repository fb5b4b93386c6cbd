import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { createServer } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, serve, told } from './browser';
import { type Scratch, scratch } from './scratch';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const MAIN = `
import { createAnalyzer } from 'facet-faces';
const photo = await (await fetch('/photo.jpg')).blob();
const analyzer = await createAnalyzer();
tell((await analyzer.analyze(photo)).faces.map(({ attributes }) => attributes.Eyeglasses));
`;
const html = (script: string): string => `<!doctype html><script type="module" src="${script}"></script>`;

/** Bundles a stranger's page, and looks at the photo with what came out. */
const probabilities = async (
  made: Scratch,
  built: string,
  ...bundle: readonly string[]
): Promise<readonly number[]> => {
  made.node(...bundle);
  const server = await serve(join(made.folder, built));
  const given = await told<readonly number[]>(browser, server.url);
  server.stop();
  return given;
};

const COPY =
  "import { cpSync } from 'node:fs'; cpSync('photo.jpg', 'out/photo.jpg'); cpSync('index.html', 'out/index.html');";

it('works in a page that Vite has built', async () => {
  const made = scratch({ 'main.js': MAIN, 'index.html': html('/main.js') }, ['vite']);
  const build = `import { build } from 'vite'; import { cpSync } from 'node:fs';
await build({ logLevel: 'error', build: { outDir: 'out', target: 'es2022' } }); cpSync('photo.jpg', 'out/photo.jpg');`;
  const [eyeglasses] = await probabilities(made, 'out', '--input-type=module', '-e', build);
  expect(eyeglasses).toBeGreaterThan(0.9);
});

it('works in a page that webpack has built', async () => {
  const made = scratch({ 'main.js': MAIN, 'index.html': html('main.bundle.js') }, ['webpack']);
  const build = `${COPY} import webpack from 'webpack';
webpack({ mode: 'production', optimization: { minimize: false }, performance: false, context: process.cwd(), entry: './main.js', experiments: { outputModule: true },
  output: { path: process.cwd() + '/out', filename: 'main.bundle.js', module: true } }, (error, stats) => {
  if (error || stats.hasErrors() || stats.hasWarnings()) throw error ?? new Error(stats.toString());
});`;
  const [eyeglasses] = await probabilities(made, 'out', '--input-type=module', '-e', build);
  expect(eyeglasses).toBeGreaterThan(0.9);
});

it("works in a page that esbuild has built, with the package's files copied beside it", async () => {
  const made = scratch({ 'main.js': MAIN, 'index.html': html('main.js') }, ['esbuild']);
  const build = `import { build } from 'esbuild'; import { cpSync } from 'node:fs';
cpSync('node_modules/facet-faces', 'out', { recursive: true });
await build({ entryPoints: ['main.js'], bundle: true, format: 'esm', outdir: 'out', allowOverwrite: true }); ${COPY}`;
  const script = build.replace(/import \{ cpSync \} from 'node:fs'; cpSync\('photo/, "cpSync('photo");
  const [eyeglasses] = await probabilities(made, 'out', '--input-type=module', '-e', script);
  expect(eyeglasses).toBeGreaterThan(0.9);
});

it('works on the development server of Vite', async () => {
  const { folder } = scratch({ 'main.js': MAIN, 'index.html': html('/main.js') }, ['vite']);
  const server = await createServer({
    root: folder,
    configFile: false,
    logLevel: 'error',
    server: { port: 0, host: 'localhost', fs: { strict: false } },
  });
  await server.listen();
  const given = told<readonly number[]>(browser, server.resolvedUrls?.local[0] ?? '');
  const [eyeglasses] = await given.finally(() => server.close());
  expect(eyeglasses).toBeGreaterThan(0.9);
});
