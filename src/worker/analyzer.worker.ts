import { expose } from 'comlink';
import { AnalyzerService } from './analyzer-service';
import { modelStore } from './model-store';
import { photoPixels, workerReadsPixels } from './photo-pixels';
import { TFJS_HOST, watchForLoss } from './tfjs-backends';

expose(
  new AnalyzerService({
    backends: TFJS_HOST,
    fetch: (url, init) => fetch(url, init),
    store: modelStore(),
    readsPixels: workerReadsPixels,
    readPixels: photoPixels,
    watchForLoss,
  }),
);
