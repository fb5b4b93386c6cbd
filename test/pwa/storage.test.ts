import 'fake-indexeddb/auto';
import { createStore, get, set } from 'idb-keyval';
import { describe, expect, it } from 'vitest';
import { ifAllowed } from '../../src/domain/if-allowed';
import { askPersistence, clearEverything, type StorageHost, storageUsed } from '../../src/pwa/storage';

class MadeLocalStorage {
  [key: string]: unknown;
  removeItem(key: string): void {
    delete this[key];
  }
}

const hostWith = (storage: Partial<StorageManager> | undefined, cacheNames: string[] = []): StorageHost => ({
  storage: storage as StorageManager | undefined,
  caches: {
    keys: async () => [...cacheNames],
    delete: async (name: string) => cacheNames.splice(cacheNames.indexOf(name), 1).length > 0,
  } as unknown as CacheStorage,
  indexedDB,
  localStorage: new MadeLocalStorage() as unknown as Storage,
});

describe('how much is kept', () => {
  it('is what the browser estimates', async () => {
    const host = hostWith({ estimate: async () => ({ usage: 4_300_000, quota: 1e9 }), persisted: async () => true });
    expect(await storageUsed(host)).toEqual({ bytes: 4_300_000, quota: 1e9, persistent: true });
  });

  it.each([
    ['that has no such thing', undefined],
    ['that refuses', { estimate: () => Promise.reject(new TypeError('The storage is off')) }],
  ])('stays open in a browser %s', async (_, storage) => {
    expect(await storageUsed(hostWith(storage))).toBeUndefined();
  });
});

describe('asking the browser to keep it', () => {
  it('asks once: what is promised already is not asked again', async () => {
    let asked = 0;
    const persist = async () => {
      asked += 1;
      return true;
    };
    expect(await askPersistence(hostWith({ persisted: async () => false, persist }))).toBe(true);
    expect(await askPersistence(hostWith({ persisted: async () => true, persist }))).toBe(true);
    expect(asked).toBe(1);
  });

  it('is no where it cannot be asked', async () => {
    expect(await askPersistence(hostWith(undefined))).toBe(false);
  });
});

it('what the browser forbids is as if it were not there', () => {
  const forbidden = (): never => {
    throw new DOMException('Forbidden in a sandbox', 'SecurityError');
  };
  expect(ifAllowed(forbidden)).toBeUndefined();
  expect(ifAllowed(() => 'here')).toBe('here');
});

describe('clearing everything', () => {
  it('empties our databases though they are open, our caches and settings, and nothing of others', async () => {
    const [ours, theirs] = [createStore('facet-album', 'records'), createStore('another-app', 'records')];
    await set('photo', 'of a person', ours);
    await set('note', 'of another page', theirs);
    const caches = ['facet-shell@/facet/', 'another-app'];
    const host = hostWith(undefined, caches);
    Object.assign(host.localStorage as Storage, { 'facet-language': 'en', other: 'kept' });
    await clearEverything(host);
    expect([await get('photo', ours), await get('note', theirs)]).toEqual([undefined, 'of another page']);
    expect(caches).toEqual(['another-app']);
    expect(Object.keys(host.localStorage ?? {})).toEqual(['other']);
  });
});
