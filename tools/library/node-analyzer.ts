import { fileURLToPath } from 'node:url';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { setBackend } from '@tensorflow/tfjs-core';
import { JobQueue } from '../../src/analyzer/job-queue';
import { Fault } from '../../src/domain/errors';
import type { Progress } from '../../src/domain/progress';
import { type PhotoRecord, photoRecord } from '../../src/export/photo-record';
import type { AnalyzeOptions, PhotoAnalyzer } from '../../src/library/analyzer-face';
import { inTime } from '../../src/library/in-time';
import { NET_IDS } from '../../src/models/net-shapes';
import { analyze } from '../../src/pipeline/analyze';
import type { Cascade } from '../../src/pipeline/net';
import { buildPyramid } from '../../src/pipeline/pyramid';
import { readCascade } from '../lib/read-cascade';
import { type PhotoSource, photoPixels } from './node-photo';

declare const MANIFEST_DIGEST: string;

export interface NodeOptions {
  /** Folder of models with a `manifest.json`: a path or a `file:` address. Without it: those of this package, and no others. */
  readonly modelsUrl?: string | URL | undefined;
  /** The `digest` of the only manifest that is accepted at `modelsUrl`; without it, any whose content fits its own. */
  readonly manifestDigest?: string | undefined;
  /** In Node there is only `wasm`. */
  readonly backend?: 'wasm' | undefined;
  /** Told while the nets get ready. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Once it is aborted the start is given up, and `createAnalyzer` rejects with a Fault `Cancelled`. */
  readonly signal?: AbortSignal | undefined;
}

/** The folder of this package. */
const HERE = new URL('./', import.meta.url);

const folderOf = (url: string | URL): string => {
  const text = String(url);
  if (text.startsWith('file:')) return fileURLToPath(text);
  if (!/^[a-z]{2,}:/i.test(text)) return text;
  throw new Fault(
    'ModelMissing',
    `In Node models are read from a folder, not from ${text}. Download them first, and give its path.`,
  );
};

const useWasm = async (backend: string): Promise<void> => {
  if (backend !== 'wasm') throw new Fault('NoBackend', `In Node there is no backend "${backend}", only wasm.`);
  setWasmPaths(fileURLToPath(HERE));
  if (await setBackend('wasm').catch(() => false)) return;
  throw new Fault(
    'NoBackend',
    "The wasm backend of tfjs can't start here: its files beside node.js may be missing. Install the package anew.",
  );
};

const load = async ({ modelsUrl, manifestDigest, backend = 'wasm', onProgress }: NodeOptions): Promise<Cascade> => {
  onProgress?.({ phase: 'backend' });
  await useWasm(backend);
  onProgress?.({ phase: 'warm-up' });
  const cascade = await (modelsUrl === undefined
    ? readCascade(fileURLToPath(new URL('models/', HERE)), MANIFEST_DIGEST)
    : readCascade(folderOf(modelsUrl), manifestDigest));
  onProgress?.({ phase: 'ready' });
  return cascade;
};

const letGo = (cascade: Cascade): void => {
  for (const id of NET_IDS) cascade[id].dispose();
};

class NodeAnalyzer implements PhotoAnalyzer<PhotoSource> {
  readonly backend = 'wasm';
  readonly models: string;
  readonly #cascade: Cascade;
  readonly #queue = new JobQueue();
  #isEnded = false;
  #running: Promise<unknown> = Promise.resolve();

  constructor(cascade: Cascade) {
    this.#cascade = cascade;
    this.models = cascade.manifest.version;
  }

  async analyze(photo: PhotoSource, { signal }: AnalyzeOptions = {}): Promise<PhotoRecord> {
    if (this.#isEnded) throw new Fault('Cancelled', 'This analyzer was ended. Make a new one to analyse more photos.');
    const work = (): Promise<PhotoRecord> => {
      const running = this.#run(photo);
      this.#running = running.catch(() => undefined);
      return running;
    };
    return this.#queue.add(work, signal);
  }

  async #run(photo: PhotoSource): Promise<PhotoRecord> {
    const begun = performance.now();
    const { pixels, notes, file } = await photoPixels(photo);
    const decoded = performance.now();
    const { maxSide } = this.#cascade.manifest.sampler;
    const pyramid = { ...buildPyramid(pixels, maxSide), photo: pixels.photo };
    const reduced = performance.now();
    const analysis = await analyze(this.#cascade, pyramid);
    const total = performance.now() - begun;
    return photoRecord(analysis, { file, notes, ms: { decode: decoded - begun, reduce: reduced - decoded, total } });
  }

  dispose(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#queue.cancelAll();
    // A photo that is being computed still needs the nets; its caller has heard already.
    void this.#running.finally(() => letGo(this.#cascade));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.dispose();
  }
}

/**
 * Loads the nets into this process. Photos are computed on the thread that calls: for more at once start more processes.
 * @example
 * const analyzer = await createAnalyzer();
 * const { faces } = await analyzer.analyze(await readFile('photo.jpg'));
 * faces[0]?.attributes.Eyeglasses; // 0–1, calibrated
 * @throws Fault `ModelMissing`, `ModelDamaged`, `ManifestInvalid`, `NoBackend`, `BackendFailed` or `Cancelled`, with a
 *   message for people
 */
export const createAnalyzer = async (options: NodeOptions = {}): Promise<PhotoAnalyzer<PhotoSource>> =>
  new NodeAnalyzer(await inTime('The start of the analyzer', () => load(options), options.signal, letGo));
