import type { Page } from '@playwright/test';
import type { Remote } from 'comlink';
import type { AnalyzerApi } from '../../src/domain/analyzer-api';

/** What {@link recordWorkers} leaves in the page. */
interface Recorded {
  readonly Comlink: typeof import('comlink');
  /** Held on to: comlink ends a worker's service when the last wrapper of a page is collected as garbage. */
  readonly services: Remote<AnalyzerApi>[];
}

/** Lets {@link liveTensors} reach the worker that the page will start. The page itself has no door for tests. */
export const recordWorkers = async (page: Page): Promise<void> => {
  await page.addInitScript({ path: 'node_modules/comlink/dist/umd/comlink.js' });
  await page.addInitScript(() => {
    const recorded = globalThis as unknown as Recorded;
    const RealWorker = Worker;
    const Recording = class extends RealWorker {
      constructor(...made: ConstructorParameters<typeof Worker>) {
        super(...made);
        recorded.services.push(recorded.Comlink.wrap<AnalyzerApi>(this));
      }
    };
    Object.assign(globalThis, { services: [], Worker: Recording });
  });
};

/** Asks the page's newest worker, over the same wire as the page, how many tensors it holds. */
export const liveTensors = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const newest = (globalThis as unknown as Recorded).services.at(-1);
    if (!newest) throw new Error('The page has started no worker.');
    return newest.tensorCount();
  });
