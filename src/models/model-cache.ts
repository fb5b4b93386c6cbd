import { messageOf } from '../domain/errors';
import type { ModelFile } from '../domain/manifest';
import { checkModelFile } from './check-file';
import { withTimeLimit } from './time-limit';

/** The part of idb-keyval that is used; passed in, so that Node and tests bring their own. */
export interface ModelStore {
  get(key: string): Promise<unknown>;
  set(key: string, value: ArrayBuffer): Promise<void>;
  keys(): Promise<readonly IDBValidKey[]>;
  delMany(keys: IDBValidKey[]): Promise<void>;
}

/** Opening IndexedDB can hang for good (seen in Safari); the models are then simply fetched. */
const STORE_LIMIT_MS = 4_000;

/** What a file belongs to: a net, or `concepts` with the manifest's version. */
export interface FileOwner {
  readonly id: string;
  readonly version: string;
}

/** Key of a file in the store: a new version or other bytes never meet an old entry. */
export const cacheKey = ({ id, version }: FileOwner, file: ModelFile): string => `${id}@${version}#${file.sha256}`;

/** Key of the manifest that names the kept files. */
export const MANIFEST_KEY = 'manifest.json';

const isFull = (error: unknown) => error instanceof Error && error.name === 'QuotaExceededError';

const removeOthers = async (store: ModelStore, keys: ReadonlySet<string>): Promise<void> => {
  const old = (await store.keys()).filter((key) => typeof key !== 'string' || !keys.has(key));
  if (old.length > 0) await store.delMany(old);
};

/**
 * Checked model files, kept for the next visit. A store that refuses, is full or hangs never stops the work: the first
 * such failure becomes {@link warning}, and the store is left alone from then on.
 */
export class ModelCache {
  /** Why the files could not be kept, in plain words; undefined as long as all went well. */
  warning: string | undefined;
  readonly #store: ModelStore;

  constructor(store: ModelStore) {
    this.#store = store;
  }

  /** The bytes of a file if they are kept and still what the manifest says. A damaged entry is removed. */
  async read(owner: FileOwner, file: ModelFile): Promise<ArrayBuffer | undefined> {
    const key = cacheKey(owner, file);
    const kept = await this.#attempt((store) => store.get(key));
    if (kept === undefined) return undefined;
    try {
      if (kept instanceof ArrayBuffer) return await checkModelFile(file, kept);
    } catch {
      // Bytes that rotted on the disk are no fault of the model: they go, and the file is fetched anew.
    }
    await this.#attempt((store) => store.delMany([key]));
    return undefined;
  }

  /** What is kept under a key, unchecked. */
  async readBytes(key: string): Promise<ArrayBuffer | undefined> {
    const kept = await this.#attempt((store) => store.get(key));
    return kept instanceof ArrayBuffer ? kept : undefined;
  }

  /**
   * Keeps a checked file.
   * @param keys what may stay where there is no room: all else is old and goes.
   */
  async write(
    { key, bytes }: { readonly key: string; readonly bytes: ArrayBuffer },
    keys: ReadonlySet<string>,
  ): Promise<void> {
    await this.#attempt(async (store) => {
      try {
        await store.set(key, bytes);
      } catch (error) {
        if (!isFull(error)) throw error;
        await removeOthers(store, keys);
        await store.set(key, bytes);
      }
    });
  }

  /** Removes all but these entries: what is left of old versions. */
  async keepOnly(keys: ReadonlySet<string>): Promise<void> {
    await this.#attempt((store) => removeOthers(store, keys));
  }

  async #attempt<T>(work: (store: ModelStore) => Promise<T>): Promise<T | undefined> {
    if (this.warning !== undefined) return undefined;
    try {
      // The async wrapper also catches stores that throw at once, as idb-keyval does without any IndexedDB.
      return await withTimeLimit((async () => work(this.#store))(), STORE_LIMIT_MS, 'it gave no answer');
    } catch (error) {
      this.warning = isFull(error)
        ? 'There is no room left on this device to keep the models: they will be downloaded again at the next visit.'
        : `This browser doesn't keep the models (${messageOf(error)}): they will be downloaded again at the next visit.`;
      return undefined;
    }
  }
}
