import type { Manifest, ModelFile } from '../domain/manifest';
import type { Progress } from '../domain/progress';
import { type Fetch, fetchModelFile } from './fetch-model';
import { manifestBytes } from './kept-manifest';
import { cacheKey, type FileOwner, MANIFEST_KEY, ModelCache, type ModelStore } from './model-cache';
import { NET_IDS } from './net-shapes';

/** Where the files come from and where they are kept. */
export interface Sources {
  readonly fetch: Fetch;
  readonly store: ModelStore;
  /** The folder of models: absolute, ending with a slash. */
  readonly baseUrl: string;
  readonly onProgress: (progress: Progress & { readonly phase: 'download' }) => void;
}

/** All files of the manifest, checked. */
export interface ModelFiles {
  readonly read: (file: ModelFile) => Promise<ArrayBuffer>;
  /** Set when the files could not be kept for the next visit. */
  readonly storageWarning?: string;
}

interface Wanted {
  readonly file: ModelFile;
  readonly key: string;
  bytes: ArrayBuffer | undefined;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Downloads what has no bytes yet, all at once; the first failure stops the others. */
const fetchMissing = async (wanted: readonly Wanted[], { fetch, baseUrl, onProgress }: Sources): Promise<void> => {
  const missing = wanted.filter(({ bytes }) => bytes === undefined);
  const source = missing.length > 0 ? 'network' : 'cache';
  const loaded = wanted.map(({ bytes }) => bytes?.byteLength ?? 0);
  const totalBytes = sum(wanted.map(({ file }) => file.bytes));
  const report = () => onProgress({ phase: 'download', source, loadedBytes: sum(loaded), totalBytes });
  report();
  const stop = new AbortController();
  const fetchOne = async (entry: Wanted) => {
    const index = wanted.indexOf(entry);
    const onBytes = (bytes: number) => {
      loaded[index] = bytes;
      report();
    };
    entry.bytes = await fetchModelFile(fetch, baseUrl, entry.file, { onBytes, signal: stop.signal });
  };
  try {
    await Promise.all(missing.map(fetchOne));
  } catch (error) {
    stop.abort();
    throw error;
  }
};

const filesOf = ({ nets, concepts, version }: Manifest): { owner: FileOwner; file: ModelFile }[] => [
  ...NET_IDS.flatMap((id) => nets[id].files.map((file) => ({ owner: nets[id], file }))),
  ...(concepts ? [{ owner: { id: 'concepts', version }, file: concepts }] : []),
];

/** Only once all its files are kept: without a network it is what names them. */
const keepManifest = async (cache: ModelCache, manifest: Manifest): Promise<void> => {
  const bytes = manifestBytes(manifest);
  const kept = await cache.readBytes(MANIFEST_KEY);
  const isKept = kept && new TextDecoder().decode(kept) === new TextDecoder().decode(bytes);
  // Writing needs room, which a full disk hasn't: what is kept already isn't written again.
  if (!isKept) await cache.write([{ key: MANIFEST_KEY, bytes }]);
};

/**
 * Reads every model file of the manifest from the store or else from the network. Only when all are there and checked
 * are new ones kept and old versions removed: a failed load leaves nothing behind.
 * @throws Fault `ModelMissing` or `ModelDamaged`, which name the file.
 */
export const readModels = async (manifest: Manifest, sources: Sources): Promise<ModelFiles> => {
  const cache = new ModelCache(sources.store);
  const wanted: Wanted[] = await Promise.all(
    filesOf(manifest).map(async ({ owner, file }) => {
      return { file, key: cacheKey(owner, file), bytes: await cache.read(owner, file) };
    }),
  );
  const missing = wanted.filter(({ bytes }) => bytes === undefined);
  await fetchMissing(wanted, sources);
  const fresh = missing.flatMap(({ key, bytes }) => (bytes === undefined ? [] : [{ key, bytes }]));
  // Old versions go first: they may hold the room that the new one needs.
  await cache.keepOnly(new Set([MANIFEST_KEY, ...wanted.map(({ key }) => key)]));
  await cache.write(fresh);
  await keepManifest(cache, manifest);
  const byPath = new Map(wanted.map(({ file, bytes }) => [file.path, bytes]));
  return {
    read: async (file) => {
      const bytes = byPath.get(file.path);
      if (bytes === undefined) throw new Error(`${file.path} isn't a file of this manifest`);
      return bytes;
    },
    ...(cache.warning === undefined ? {} : { storageWarning: cache.warning }),
  };
};
