/** `npm run build`, second half: the package `facet-faces` in `dist/lib`, from the same code as the page. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type InputOptions, type OutputOptions, type Plugin, rolldown } from 'rolldown';
import { fileHash } from '../build/file-hash';
import { LICENSE_TEXT, packageJson } from './package-json';
import { writeTypes } from './types';
import { wasmFiles } from './wasm-files';
import { workerStarts } from './worker-starts';

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));

const FOLDER = 'dist/lib';
const WORKERS = ['src/worker/analyzer.worker.ts', 'src/heic/heic.worker.ts'];

const digest = (JSON.parse(readFileSync('public/models/manifest.json', 'utf8')) as { digest: string }).digest;

const bundle = async (input: InputOptions, output: OutputOptions): Promise<void> => {
  const built = await rolldown({
    // What Node's modules are for is never reached in a page.
    external: ['fs', 'path'],
    transform: { target: 'es2022', define: { MANIFEST_DIGEST: JSON.stringify(digest) } },
    ...input,
  });
  // tfjs repeats its licence in each of a thousand modules; licences.txt has it once.
  await built.write({ dir: FOLDER, format: 'es', comments: { legal: false }, ...output });
  await built.close();
};

/** A worker is one file, which bundlers copy as it is. @returns the files that it fetches */
const buildWorker = async (input: string): Promise<Set<string>> => {
  const files = new Set<string>();
  // Vite's kind of plug-in is rolldown's.
  const plugins = [fileHash() as Plugin, wasmFiles(FOLDER, files)];
  const name = `${basename(input, '.ts')}.js`;
  await bundle({ input, plugins, platform: 'browser' }, { entryFileNames: name, codeSplitting: false, minify: true });
  return files;
};

/** tfjs was written for CommonJS, whose names its code asks for in Node. */
const COMMON_JS = `import { createRequire as facetRequire } from 'node:module';
import { fileURLToPath as facetPath } from 'node:url';
const require = facetRequire(import.meta.url), __filename = facetPath(import.meta.url), __dirname = facetPath(new URL('.', import.meta.url));`;

const buildEntries = async (filesOf: ReadonlyMap<string, ReadonlySet<string>>): Promise<void> => {
  await bundle(
    { input: 'src/library/index.ts', plugins: [workerStarts(filesOf)], platform: 'browser' },
    { entryFileNames: 'index.js', codeSplitting: false },
  );
  await bundle(
    { input: 'tools/library/node.ts', platform: 'node', external: ['sharp'] },
    { entryFileNames: 'node.js', chunkFileNames: 'node-[name].js', minify: true, banner: COMMON_JS },
  );
};

const copyBeside = (): void => {
  cpSync('public/models', join(FOLDER, 'models'), { recursive: true });
  const files = {
    'contract/photo.schema.json': 'photo.schema.json',
    'docs/library.md': 'README.md',
    LICENSE: 'LICENSE.txt',
    'dist/licences.txt': 'licences.txt',
    'dist/assets/libheif-notice.txt': 'libheif-notice.txt',
    'dist/assets/libheif-license.txt': 'libheif-license.txt',
  };
  for (const [from, to] of Object.entries(files)) cpSync(from, join(FOLDER, to));
  const own = JSON.parse(readFileSync('package.json', 'utf8'));
  writeFileSync(join(FOLDER, 'package.json'), `${JSON.stringify(packageJson(own), null, 2)}\n`);
  writeFileSync(join(FOLDER, 'LICENSE.md'), LICENSE_TEXT);
};

rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
const filesOf = new Map<string, ReadonlySet<string>>();
for (const worker of WORKERS) filesOf.set(`${basename(worker, '.ts')}.js`, await buildWorker(worker));
await buildEntries(filesOf);
copyBeside();
writeTypes(['src/library/index', 'tools/library/node'], join(FOLDER, 'types'));
