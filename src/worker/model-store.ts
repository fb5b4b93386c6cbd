import { createStore, delMany, get, keys, set, type UseStore } from 'idb-keyval';
import type { ModelStore } from '../models/model-cache';

/**
 * The models' own database in IndexedDB: whatever else stands in it is an old version and may go. It is opened at the
 * first use, so that a browser which refuses costs a warning and not the worker.
 */
export const modelStore = (): ModelStore => {
  let opened: UseStore | undefined;
  const store = (): UseStore => {
    opened ??= createStore('facet-models', 'files');
    return opened;
  };
  return {
    get: async (key) => get(key, store()),
    set: async (key, bytes) => set(key, bytes, store()),
    keys: async () => keys(store()),
    delMany: async (old) => delMany(old, store()),
  };
};
