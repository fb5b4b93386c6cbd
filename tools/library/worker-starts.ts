import { basename, resolve } from 'node:path';
import type { Plugin } from 'rolldown';

/** How the page's code starts a worker; Vite finds it by this very expression, and so do we. */
const START = /new Worker\(\s*new URL\('([^']+)\.ts', import\.meta\.url\), \{ type: 'module' \}\)/g;

const HELPER = resolve('src/library/start-worker.ts');

/** An address that bundlers find, and replace when they move the file. */
const addressOf = (file: string): string => `new URL('./${file}', import.meta.url)`;

/**
 * In the library a worker starts from any origin and folder: by `startWorker`, which is told where its files lie.
 * @param filesOf by worker the files that it fetches
 */
export const workerStarts = (filesOf: ReadonlyMap<string, ReadonlySet<string>>): Plugin => ({
  name: 'facet:worker-starts',
  transform(code, id) {
    if (id === HELPER || !code.includes('new Worker(')) return undefined;
    if (!code.match(START))
      throw new Error(`${id} starts a worker in a way that tools/library/worker-starts.ts doesn't know.`);
    const started = code.replace(START, (_, path: string) => {
      const worker = `${basename(path)}.js`;
      const files = [...(filesOf.get(worker) ?? [])].map((file) => `'${file}': ${addressOf(file)}.href`);
      return `startWorker(${addressOf(worker)}, { ${files.join(', ')} })`;
    });
    return `import { startWorker } from ${JSON.stringify(HELPER)};\n${started}`;
  },
});
