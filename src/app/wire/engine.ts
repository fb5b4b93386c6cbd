import { createAnalyzer } from '../../analyzer/create-analyzer';
import type { BackendName } from '../../domain/analyzer-api';
import { ifAllowed } from '../../domain/if-allowed';
import { backendNamed, chosenBackend } from '../../state/page/chosen-backend';
import { createEngine, type Engine } from '../../state/page/engine';
import type { Store } from '../../state/page/store';
import { backendWanted } from '../../state/page/transitions';

const KEY = 'facet-backend';

/** A choice that can't be kept holds until the page is closed. */
const remember = (backend: BackendName | undefined): void => {
  ifAllowed(() => (backend ? localStorage.setItem(KEY, backend) : localStorage.removeItem(KEY)));
};

/** The address would bring back, on the next visit, what was chosen otherwise since. */
const forgetInAddress = (): void => {
  const url = new URL(location.href);
  url.searchParams.delete('backend');
  if (url.href !== location.href) history.replaceState(history.state, '', url);
};

export interface WiredEngine {
  readonly engine: Engine<ImageBitmap>;
  /** Runs the nets on this backend from now on, also on later visits, or on what is fastest. */
  readonly chooseBackend: (backend: BackendName | undefined) => void;
}

/** Wires analyzer and store: the backend of the page's address, else the one that was chosen before, else the fastest. */
export const wireEngine = (store: Store): WiredEngine => {
  const before = backendNamed(ifAllowed(() => localStorage.getItem(KEY)));
  store.apply(backendWanted, chosenBackend(store, location.search) ?? before);
  const engine = createEngine<ImageBitmap>(store, (listeners) => {
    const { wanted } = store.state.value;
    return createAnalyzer({
      // Beside the page, from whatever sub-path it is served.
      modelsUrl: new URL('models/', document.baseURI).href,
      ...(MANIFEST_DIGEST && { manifestDigest: MANIFEST_DIGEST }),
      ...(wanted && { backend: wanted }),
      ...listeners,
    });
  });
  return {
    engine,
    chooseBackend: (backend) => {
      remember(backend);
      forgetInAddress();
      engine.use(backend);
    },
  };
};
