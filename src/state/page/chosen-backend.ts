import type { BackendName } from '../../domain/analyzer-api';
import type { AppState } from './app-state';
import type { Store } from './store';
import { noticeAdded } from './transitions';

/** All that there are, the fastest first on most machines. */
export const BACKENDS: readonly BackendName[] = ['webgpu', 'wasm', 'webgl', 'cpu'];

/**
 * The backend that the page's address asks for, as in `?backend=wasm`. An unknown one is told and left out.
 * @param search the address's query, with its question mark
 */
export const chosenBackend = (store: Store, search: string): BackendName | undefined => {
  const asked = /[?&]backend=([^&]*)/.exec(search)?.[1];
  const backend = BACKENDS.find((name) => name === asked);
  if (asked !== undefined && !backend) {
    const known = BACKENDS.join(', ');
    store.apply(
      noticeAdded,
      `The address asks for the backend "${asked}", which isn't one of ${known}. The fastest is used.`,
    );
  }
  return backend;
};

/** A backend by its name, as it was kept on an earlier visit; undefined for anything else. */
export const backendNamed = (name: string | null | undefined): BackendName | undefined =>
  BACKENDS.find((known) => known === name);

/** The backend that photos are analysed with; undefined until there is one. */
export const runningBackend = ({ engine }: AppState): BackendName | undefined =>
  engine.kind === 'ready' ? engine.ready.backend.name : undefined;
