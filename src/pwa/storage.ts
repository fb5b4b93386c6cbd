import { ifAllowed } from '../domain/if-allowed';
import { OWN_PREFIX } from './wire';

/** The parts of the browser that are used; tests bring their own. */
export interface StorageHost {
  /** Undefined in old browsers and where the page isn't served securely. */
  readonly storage: StorageManager | undefined;
  readonly caches: CacheStorage | undefined;
  readonly indexedDB: IDBFactory | undefined;
  readonly localStorage: Storage | undefined;
}

/** What this browser has and allows. Without a secure address there are no caches, whatever TypeScript says. */
export const browserStorage = (): StorageHost => ({
  storage: ifAllowed(() => navigator.storage),
  caches: ifAllowed(() => caches),
  indexedDB: ifAllowed(() => indexedDB),
  localStorage: ifAllowed(() => localStorage),
});

/** What is kept on this device. */
export interface StorageUse {
  /** Bytes, as the browser estimates them: everything of this site. */
  readonly bytes: number;
  /** Bytes that the browser would give this site at most. */
  readonly quota: number;
  /** Whether the browser has promised to remove it only when asked. */
  readonly persistent: boolean;
}

/** @returns undefined where the browser doesn't tell */
export const storageUsed = async ({ storage }: StorageHost): Promise<StorageUse | undefined> => {
  try {
    const { usage, quota } = (await storage?.estimate()) ?? {};
    if (usage === undefined || quota === undefined) return undefined;
    return { bytes: usage, quota, persistent: (await storage?.persisted()) ?? false };
  } catch {
    return undefined;
  }
};

/**
 * Asks the browser to keep everything until it is told otherwise. Some browsers ask the person: it must follow something
 * that is worth keeping.
 * @returns whether it will
 */
export const askPersistence = async ({ storage }: StorageHost): Promise<boolean> => {
  try {
    return ((await storage?.persisted()) || (await storage?.persist())) ?? false;
  } catch {
    return false;
  }
};

/** How long the browser may take for one request: another tab may hold the storage for ever. */
const LIMIT_MS = 10_000;

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("The browser's storage doesn't answer.")), LIMIT_MS);
    const end = (settle: () => void) => () => {
      clearTimeout(timer);
      settle();
    };
    request.onsuccess = end(() => resolve(request.result));
    request.onerror = end(() => reject(request.error));
  });

/** Empties all tables of a database. Deleting it would wait until every tab and worker has closed it. */
const emptyDatabase = async (factory: IDBFactory, name: string): Promise<void> => {
  const database = await done(factory.open(name));
  try {
    const tables = [...database.objectStoreNames];
    if (tables.length === 0) return;
    const change = database.transaction(tables, 'readwrite');
    await Promise.all(tables.map((table) => done(change.objectStore(table).clear())));
  } finally {
    database.close();
  }
};

const isOurs = (name: string | undefined): name is string => name?.startsWith(OWN_PREFIX) ?? false;

/**
 * Removes everything that Facet keeps on this device: models, results, the page itself and its settings. What other
 * pages of the same origin keep stays.
 * @throws what the browser throws; then some of it may still be there
 */
export const clearEverything = async ({ indexedDB, caches, localStorage }: StorageHost): Promise<void> => {
  const databases = ((await indexedDB?.databases()) ?? []).map(({ name }) => name).filter(isOurs);
  await Promise.all(databases.map((name) => indexedDB && emptyDatabase(indexedDB, name)));
  const names = ((await caches?.keys()) ?? []).filter(isOurs);
  await Promise.all(names.map((name) => caches?.delete(name)));
  for (const key of Object.keys(localStorage ?? {}).filter(isOurs)) localStorage?.removeItem(key);
};
