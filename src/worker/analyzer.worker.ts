import { expose } from 'comlink';
import { ifAllowed } from '../domain/if-allowed';
import { showLife } from '../domain/worker-life';
import { AnalyzerService } from './analyzer-service';
import { atWork } from './at-work';
import { modelStore } from './model-store';
import { photoPixels, photoRows, workerReadsPixels } from './photo-pixels';
import { TFJS_HOST, watchForLoss } from './tfjs-backends';

const locks = ifAllowed(() => navigator.locks);
const showSign = showLife(
  locks,
  `facet-worker-${Math.random()}`,
  (sign) => postMessage(sign),
  () => performance.now(),
);

expose(
  new AnalyzerService({
    backends: TFJS_HOST,
    fetch: (url, init) => fetch(url, init),
    store: modelStore(),
    readsPixels: workerReadsPixels,
    readRows: (photo) => photoRows(photo, showSign),
    readPixels: photoPixels,
    watchForLoss,
    atWork: atWork(showSign),
  }),
);
