import type { Manifest, ModelFile } from '../domain/manifest';
import type { DownloadTrouble, Progress } from '../domain/progress';
import { type Fetch, fetchModelFile, type Patience } from './fetch-model';
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
  /** A pause before the next try; tests need none. */
  readonly wait?: Patience['wait'];
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

/** Reports the download as a whole: what has come of all files, and what is amiss with any. */
class Report {
  readonly #loaded: number[];
  readonly #troubles = new Map<number, DownloadTrouble>();
  readonly #total: number;
  readonly #source: 'network' | 'cache';
  readonly #tell: Sources['onProgress'];

  constructor(wanted: readonly Wanted[], tell: Sources['onProgress']) {
    this.#loaded = wanted.map(({ bytes }) => bytes?.byteLength ?? 0);
    this.#total = sum(wanted.map(({ file }) => file.bytes));
    this.#source = wanted.some(({ bytes }) => bytes === undefined) ? 'network' : 'cache';
    this.#tell = tell;
    this.#send();
  }

  loaded(index: number, bytes: number): void {
    this.#loaded[index] = bytes;
    this.#send();
  }

  trouble(index: number, trouble: DownloadTrouble | undefined): void {
    const known = this.#troubles.get(index);
    if (trouble === undefined) this.#troubles.delete(index);
    else this.#troubles.set(index, trouble);
    if (trouble !== known) this.#send();
  }

  #send(): void {
    const [trouble] = this.#troubles.values();
    const [loadedBytes, totalBytes] = [sum(this.#loaded), this.#total];
    this.#tell({ phase: 'download', source: this.#source, loadedBytes, totalBytes, ...(trouble && { trouble }) });
  }
}

/** Downloads what has no bytes yet, all at once. Each file is kept as soon as it is there, whatever becomes of the others. */
const fetchMissing = async (wanted: readonly Wanted[], cache: ModelCache, sources: Sources): Promise<void> => {
  const { fetch, baseUrl, wait, onProgress } = sources;
  const report = new Report(wanted, onProgress);
  const keys = keysOf(wanted);
  const fetchOne = async (entry: Wanted, index: number): Promise<void> => {
    if (entry.bytes !== undefined) return;
    const patience: Patience = { wait, onTrouble: (trouble) => report.trouble(index, trouble) };
    const onBytes = (bytes: number): void => report.loaded(index, bytes);
    entry.bytes = await fetchModelFile(fetch, baseUrl, entry.file, onBytes, patience);
    await cache.write({ key: entry.key, bytes: entry.bytes }, keys);
  };
  const outcomes = await Promise.allSettled(wanted.map(fetchOne));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
};

/** Everything in the store that isn't old. */
const keysOf = (wanted: readonly Wanted[]): ReadonlySet<string> =>
  new Set([MANIFEST_KEY, ...wanted.map(({ key }) => key)]);

const filesOf = ({ nets, concepts, selfTest, version }: Manifest): { owner: FileOwner; file: ModelFile }[] => [
  ...NET_IDS.flatMap((id) => nets[id].files.map((file) => ({ owner: nets[id], file }))),
  ...(concepts ? [{ owner: { id: 'concepts', version }, file: concepts }] : []),
  ...(selfTest ? [{ owner: { id: 'self-test', version }, file: selfTest }] : []),
];

/** Only once all its files are kept: without a network it is what names them. */
const keepManifest = async (cache: ModelCache, manifest: Manifest, keys: ReadonlySet<string>): Promise<void> => {
  const bytes = manifestBytes(manifest);
  const kept = await cache.readBytes(MANIFEST_KEY);
  const isKept = kept && new TextDecoder().decode(kept) === new TextDecoder().decode(bytes);
  // Writing needs room, which a full disk hasn't: what is kept already isn't written again.
  if (!isKept) await cache.write({ key: MANIFEST_KEY, bytes }, keys);
};

/**
 * Reads every model file of the manifest from the store or else from the network. Each is kept once it is there and
 * checked, so that the next try fetches only what is missing; old versions go when all are there, or for want of room.
 * @throws Fault `ModelMissing` or `ModelDamaged`, which name the file.
 */
export const readModels = async (manifest: Manifest, sources: Sources): Promise<ModelFiles> => {
  const cache = new ModelCache(sources.store);
  const wanted: Wanted[] = await Promise.all(
    filesOf(manifest).map(async ({ owner, file }) => {
      return { file, key: cacheKey(owner, file), bytes: await cache.read(owner, file) };
    }),
  );
  await fetchMissing(wanted, cache, sources);
  await cache.keepOnly(keysOf(wanted));
  await keepManifest(cache, manifest, keysOf(wanted));
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
