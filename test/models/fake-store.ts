import 'fake-indexeddb/auto';
import { createStore, delMany, get, keys, set } from 'idb-keyval';
import type { ModelStore } from '../../src/models/model-cache';

let made = 0;

/** idb-keyval on an IndexedDB of its own, as the worker uses it. */
export const idbStore = (): ModelStore => {
  made += 1;
  const store = createStore(`models-${made}`, 'files');
  return {
    get: (key) => get(key, store),
    set: (key, bytes) => set(key, bytes, store),
    keys: () => keys(store),
    delMany: (old) => delMany(old, store),
  };
};

/** A store whose every use fails at once, as in a private window of some browsers. */
export const refusingStore = (): ModelStore => {
  const refuse = (): never => {
    throw new DOMException('A mutation operation was attempted on a database that did not allow mutations.');
  };
  return { get: refuse, set: refuse, keys: refuse, delMany: refuse };
};

/** A store that reads but has no room for anything. */
export const fullStore = (): ModelStore => ({
  ...idbStore(),
  set: () => Promise.reject(new DOMException('No room', 'QuotaExceededError')),
});
