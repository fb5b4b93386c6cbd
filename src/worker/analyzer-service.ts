import { memory } from '@tensorflow/tfjs-core';
import type { Analysis } from '../domain/analysis';
import type {
  AnalyzerApi,
  BackendName,
  BackendReport,
  LoadOptions,
  PhotoBitmap,
  PhotoPixels,
  Ready,
} from '../domain/analyzer-api';
import type { Concepts } from '../domain/concepts';
import type { Covering } from '../domain/covering';
import { Fault, isFault, messageOf, toFault } from '../domain/errors';
import type { FrameAnalysis, FrameHint } from '../domain/frames';
import type { Square } from '../domain/geometry';
import type { Manifest } from '../domain/manifest';
import type { DownloadTrouble, Progress } from '../domain/progress';
import { readConcepts } from '../models/concepts';
import type { Fetch } from '../models/fetch-model';
import { readManifest } from '../models/kept-manifest';
import { loadModels } from '../models/load-models';
import type { ModelStore } from '../models/model-cache';
import { type ModelFiles, readModels } from '../models/read-models';
import { analyze } from '../pipeline/analyze';
import { analyzeFrame } from '../pipeline/analyze-frame';
import { FRAME_SIDE } from '../pipeline/config';
import { coverFace, type IsWanted } from '../pipeline/covering';
import type { Cascade } from '../pipeline/net';
import { buildPyramid, type PixelRows, type Pyramid, type RgbaPixels } from '../pipeline/pyramid';
import type { AtWork } from './at-work';
import { chooseBackend } from './backend';
import type { BackendHost } from './backend-trial';

/** What the service needs from the worker it lives in; tests bring their own. */
export interface ServiceHost<Photo extends PhotoBitmap> {
  readonly backends: BackendHost;
  readonly fetch: Fetch;
  readonly store: ModelStore;
  /** Whether pixels are read as they are. */
  readonly readsPixels: () => boolean;
  /** Every pixel of a photo, row by row. */
  readonly readRows: (photo: Photo) => PixelRows;
  /** The pixels, reduced to a longest side of `maxSide`. */
  readonly readPixels: (photo: Photo, maxSide: number) => RgbaPixels;
  readonly watchForLoss: (backend: BackendName, onLost: (reason: string) => void) => void;
  readonly atWork: AtWork;
}

interface Download {
  readonly manifest: Manifest;
  readonly files: ModelFiles;
  readonly concepts: Concepts | undefined;
}

type Report = (progress: Progress) => void;

/** The worker's side of the wire: one load, then photo after photo. Every error that leaves it is a Fault. */
export class AnalyzerService<Photo extends PhotoBitmap> implements AnalyzerApi {
  readonly #host: ServiceHost<Photo>;
  #cascade: Cascade | undefined;

  constructor(host: ServiceHost<Photo>) {
    this.#host = host;
  }

  async readsPixels(): Promise<boolean> {
    return this.#host.readsPixels();
  }

  async load(options: LoadOptions, onProgress: Report, onBackendLost: (reason: string) => void): Promise<Ready> {
    const { backend, brokenBackends = [] } = options;
    try {
      // Both at once: one waits for the network, the other for the machine.
      const [{ manifest, files, concepts }, report] = await Promise.all([
        this.#download(options, onProgress),
        chooseBackend(this.#host.backends, { named: backend, broken: brokenBackends.map(toBroken) }),
      ]);
      onProgress({ phase: 'warm-up' });
      const chosen = await this.#warmUp(manifest, files, report, backend);
      this.#host.watchForLoss(chosen.name, onBackendLost);
      onProgress({ phase: 'ready' });
      const { storageWarning } = files;
      return {
        backend: chosen,
        manifest,
        ...(concepts !== undefined && { concepts }),
        ...(storageWarning !== undefined && { storageWarning }),
      };
    } catch (error) {
      throw toFault(error, 'BackendFailed');
    }
  }

  async analyze(photo: Photo | PhotoPixels): Promise<Analysis> {
    return this.#host.atWork(async () => {
      const pyramid = this.#wholePyramid(photo);
      return this.#run(analyze(this.#loaded(), pyramid));
    });
  }

  async analyzeFrame(frame: Photo | PhotoPixels, hint: FrameHint): Promise<FrameAnalysis> {
    return this.#host.atWork(async () => {
      const { width, height } = frame;
      const read = (photo: Photo): RgbaPixels => this.#host.readPixels(photo, FRAME_SIDE);
      const pyramid = this.#pyramidOf(frame, () => FRAME_SIDE, read);
      return this.#run(analyzeFrame(this.#loaded(), { ...pyramid, photo: { width, height } }, hint));
    });
  }

  async cover(part: Photo | PhotoPixels, square: Square<'photo'>, isWanted: IsWanted): Promise<Covering> {
    return this.#host.atWork(async () => {
      const pyramid = this.#wholePyramid(part);
      return this.#run(coverFace(this.#loaded(), pyramid, square, isWanted));
    });
  }

  /** All that the nets may see of a photo. */
  #wholePyramid(photo: Photo | PhotoPixels): Pyramid {
    return this.#pyramidOf(photo, ({ manifest }) => manifest.sampler.maxSide, this.#host.readRows);
  }

  /** Reads a photo and closes it, whatever happens. */
  #pyramidOf(
    photo: Photo | PhotoPixels,
    maxSideOf: (cascade: Cascade) => number,
    read: (photo: Photo) => RgbaPixels | PixelRows,
  ): Pyramid {
    if ('data' in photo) return this.#pyramid(photo, maxSideOf(this.#loaded()));
    try {
      return this.#pyramid(read(photo), maxSideOf(this.#loaded()));
    } finally {
      photo.close();
    }
  }

  #loaded(): Cascade {
    if (this.#cascade === undefined) throw new Fault('ModelMissing', 'The models are not loaded yet. Load them first.');
    return this.#cascade;
  }

  async #run<T>(analysis: Promise<T>): Promise<T> {
    try {
      return await analysis;
    } catch (error) {
      if (isFault(error, 'Cancelled')) throw error;
      throw new Fault('BackendFailed', `The analysis of this photo failed: ${messageOf(error)}. Try it again.`);
    }
  }

  /** Memory that runs out here says nothing about the backend. */
  #pyramid(pixels: RgbaPixels | PixelRows, maxSide: number): Pyramid {
    try {
      return buildPyramid(pixels, maxSide);
    } catch (error) {
      if (error instanceof Fault) throw error;
      throw new Fault('ImageTooLarge', `The photo could not be reduced: ${messageOf(error)}. Make it smaller.`);
    }
  }

  async tensorCount(): Promise<number> {
    return memory().numTensors;
  }

  async #download({ modelsUrl, manifestDigest }: LoadOptions, onProgress: Report): Promise<Download> {
    const { fetch, store } = this.#host;
    const onTrouble = (trouble: DownloadTrouble | undefined): void => {
      const nothing = { phase: 'download', source: 'network', loadedBytes: 0, totalBytes: 0 } as const;
      if (trouble) onProgress({ ...nothing, trouble });
    };
    const manifest = await readManifest(fetch, store, modelsUrl, manifestDigest, { onTrouble });
    const files = await readModels(manifest, { fetch, store, baseUrl: modelsUrl, onProgress });
    const concepts = await readConcepts(manifest, files.read);
    onProgress({ phase: 'backend' });
    return { manifest, files, concepts };
  }

  /** Loads the nets onto the backend; one that passed its self-test but fails with them makes room for the next. */
  async #warmUp(
    manifest: Manifest,
    files: ModelFiles,
    report: BackendReport,
    named: BackendName | undefined,
  ): Promise<BackendReport> {
    try {
      this.#cascade = await loadModels(manifest, files.read);
      return report;
    } catch (error) {
      if (!isFault(error, 'BackendFailed') || named !== undefined) throw error;
      this.#host.backends.stop(report.name);
      const broken = [...report.rejected, { name: report.name, reason: messageOf(error) }];
      return this.#warmUp(manifest, files, await chooseBackend(this.#host.backends, { broken }), named);
    }
  }
}

const toBroken = (name: BackendName) => ({ name, reason: 'it stopped working on this visit' });
