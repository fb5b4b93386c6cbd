import { ifAllowed } from '../domain/if-allowed';
import type { Analyzer, AnalyzerOptions } from './analyzer';
import { AnalyzerClient } from './analyzer-client';
import { pagePixels, pageReadsPixels } from './page-pixels';

/** The page's address of a folder, absolute, with the slash that relative addresses need. */
const folderUrl = (url: string): string => {
  const { href } = new URL(url, document.baseURI);
  return href.endsWith('/') ? href : `${href}/`;
};

/**
 * Starts an analyzer: its worker fetches the models and gets ready at once.
 * @example
 * const analyzer = createAnalyzer({ modelsUrl: './models/' });
 * const { backend } = await analyzer.ready;
 * const analysis = await analyzer.analyze(await createImageBitmap(file));
 */
export const createAnalyzer = (options: AnalyzerOptions): Analyzer =>
  new AnalyzerClient(
    { ...options, modelsUrl: folderUrl(options.modelsUrl) },
    {
      // Written out here, because Vite finds a worker by this very expression.
      connect: () => new Worker(new URL('../worker/analyzer.worker.ts', import.meta.url), { type: 'module' }),
      copy: (photo) => createImageBitmap(photo),
      locks: ifAllowed(() => navigator.locks),
      readsPixels: pageReadsPixels,
      pixelsOf: pagePixels,
    },
  );
