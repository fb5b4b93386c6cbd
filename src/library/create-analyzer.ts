import type { Analyzer } from '../analyzer/analyzer';
import { createAnalyzer as createPageAnalyzer } from '../analyzer/create-analyzer';
import type { BackendName, Ready } from '../domain/analyzer-api';
import { Fault } from '../domain/errors';
import type { Progress } from '../domain/progress';
import { type PhotoRecord, photoRecord } from '../export/photo-record';
import type { AnalyzeOptions, PhotoAnalyzer } from './analyzer-face';
import { inTime } from './in-time';
import { MODEL_FILES } from './model-files';
import { type PhotoSource, photoBitmap } from './photo-bitmap';
import { watchPolicy } from './refusal';

export interface LibraryOptions {
  /**
   * Address of a folder of models with a `manifest.json`, absolute or from the page's own address. Without it: the models
   * that come with this package, and no others.
   */
  readonly modelsUrl?: string | URL | undefined;
  /** The `digest` of the only manifest that is accepted at `modelsUrl`; without it, any whose content fits its own. */
  readonly manifestDigest?: string | undefined;
  /** Use this backend and no other; without it the fastest that works is chosen. */
  readonly backend?: BackendName | undefined;
  /** Told while models are fetched and nets get ready. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Once it is aborted the start is given up, and `createAnalyzer` rejects with a Fault `Cancelled`. */
  readonly signal?: AbortSignal | undefined;
}

const BACKENDS: readonly string[] = ['webgpu', 'wasm', 'webgl', 'cpu'] satisfies BackendName[];

const checkBackend = (backend: BackendName | undefined): void => {
  if (backend === undefined || BACKENDS.includes(backend)) return;
  throw new Fault(
    'NoBackend',
    `There is no backend "${backend}". Choose one of ${BACKENDS.join(', ')}, or none for the fastest.`,
  );
};

/** @throws Fault `ModelMissing` for what is no address */
const folderOf = (url: string | URL): string => {
  if (URL.canParse(url, document.baseURI)) return new URL(url, document.baseURI).href;
  throw new Fault('ModelMissing', `modelsUrl takes the address of a folder of models, not "${url}".`);
};

const begin = ({ modelsUrl, manifestDigest, backend, onProgress }: LibraryOptions): Analyzer =>
  createPageAnalyzer({
    ...(modelsUrl === undefined
      ? { modelsUrl: './models/', movedFiles: MODEL_FILES, ...(MANIFEST_DIGEST && { manifestDigest: MANIFEST_DIGEST }) }
      : { modelsUrl: folderOf(modelsUrl), ...(manifestDigest !== undefined && { manifestDigest }) }),
    ...(backend && { backend }),
    ...(onProgress && { onProgress }),
  });

class LibraryAnalyzer implements PhotoAnalyzer<PhotoSource> {
  readonly #analyzer: Analyzer;
  readonly backend: string;
  readonly models: string;

  constructor(analyzer: Analyzer, { backend, manifest }: Ready) {
    this.#analyzer = analyzer;
    this.backend = backend.name;
    this.models = manifest.version;
  }

  async analyze(photo: PhotoSource, { signal }: AnalyzeOptions = {}): Promise<PhotoRecord> {
    const begun = performance.now();
    const own = await inTime(
      'The analysis of this photo',
      () => photoBitmap(photo),
      signal,
      ({ bitmap }) => bitmap.close(),
    );
    const decode = performance.now() - begun;
    const { bitmap, file, notes } = own;
    const analysis = await this.#analyzer.analyze(bitmap, signal && { signal });
    return photoRecord(analysis, { file, notes, ms: { decode, total: performance.now() - begun } });
  }

  dispose(): void {
    this.#analyzer.dispose();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.dispose();
  }
}

/**
 * Starts an analyzer: a worker that fetches the models (2 MB; kept by the browser for the next visit) and gets ready.
 * @example
 * const analyzer = await createAnalyzer();
 * const { faces } = await analyzer.analyze(blob);
 * faces[0]?.attributes.Eyeglasses; // 0–1, calibrated
 * analyzer.dispose(); // or: await using analyzer = await createAnalyzer();
 * @throws Fault `ModelMissing`, `ModelDamaged`, `ManifestInvalid`, `NoBackend`, `BackendFailed`, `WorkerLost`,
 *   `PixelsHidden` or `Cancelled`, with a message for people
 */
export const createAnalyzer = async (options: LibraryOptions = {}): Promise<PhotoAnalyzer<PhotoSource>> => {
  const { signal } = options;
  checkBackend(options.backend);
  const policy = watchPolicy();
  const analyzer = begin(options);
  try {
    const ready = await inTime('The start of the analyzer', () => analyzer.ready, signal);
    return new LibraryAnalyzer(analyzer, ready);
  } catch (error) {
    analyzer.dispose();
    throw policy.explain(error);
  } finally {
    policy.end();
  }
};
