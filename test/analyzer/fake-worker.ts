import { expose } from 'comlink';
import type { WorkerLike } from '../../src/analyzer/worker-link';
import type { Analysis } from '../../src/domain/analysis';
import type {
  AnalyzerApi,
  BackendName,
  LoadOptions,
  PhotoBitmap,
  PhotoPixels,
  Ready,
} from '../../src/domain/analyzer-api';
import { perAttribute } from '../../src/domain/attributes';
import type { Covering } from '../../src/domain/covering';
import type { FrameAnalysis } from '../../src/domain/frames';
import type { Progress } from '../../src/domain/progress';
import type { SignOfLife } from '../../src/domain/worker-life';
import { MADE_MANIFEST } from '../pipeline/made-cascade';

/** A bitmap as far as the wire sees it: cloned or moved, it arrives as its size. */
export class FakeBitmap {
  width: number;
  readonly height = 1;
  constructor(width = 1) {
    this.width = width;
  }
  close(): void {
    this.width = 0;
  }
}

const NO_FACE: Analysis = {
  kind: 'no-face',
  photo: { width: 1, height: 1 },
  responseMap: { width: 1, height: 1, values: new Float32Array(1), region: { x: 0, y: 0, width: 1, height: 1 } },
  heatMap: { width: 1, height: 1, values: new Float32Array(1), region: { x: 0, y: 0, width: 1, height: 1 } },
  ms: { sample: 0, lneto: 0, lnets: 0, anet: 0, total: 0 },
};

/** A covering without places, of a square of that side. */
export const coveringOf = (side: number): Covering => ({
  width: 0,
  height: 0,
  region: { x: 0, y: 0, width: side, height: side },
  falls: perAttribute(() => new Float32Array()),
  strongest: perAttribute(() => ({ x: 0, y: 0, side: 0, fall: 0 })),
});

/** An outcome by which the photo of a given width can be told. */
export const outcomeOf = (width: number): Analysis => ({ ...NO_FACE, photo: { width, height: 1 } });

/** What a fake worker does; each may be replaced by a test. */
export interface Script {
  /** By default the worker does. */
  readonly readsPixels?: boolean;
  readonly load?: (options: LoadOptions, worker: FakeWorker) => Promise<BackendName>;
  readonly analyze?: (photo: PhotoBitmap | PhotoPixels, worker: FakeWorker) => Promise<Analysis>;
  /** By default: no face, in a frame as wide as it came and as high as the number of its expected heads. */
  readonly analyzeFrame?: (frame: PhotoBitmap | PhotoPixels, worker: FakeWorker) => Promise<FrameAnalysis>;
  /** By default: a covering by which the side of the square can be told. */
  readonly cover?: (part: PhotoBitmap | PhotoPixels, isWanted: AskIfWanted, worker: FakeWorker) => Promise<Covering>;
}

type AskIfWanted = Parameters<AnalyzerApi['cover']>[2];

/**
 * A Worker without a thread: comlink's real wire over a MessageChannel, with a scripted service at its other end. As
 * with a real one, nothing comes back any more once it is terminated.
 */
export class FakeWorker extends EventTarget implements WorkerLike {
  terminated = false;
  /** What `load` was given. */
  options: LoadOptions | undefined;
  /** Reports progress, and a lost backend, as the worker would. */
  progress: (progress: Progress) => void = () => {};
  loseBackend: (reason: string) => void = () => {};
  readonly #page: MessagePort;

  constructor(script: Script = {}) {
    super();
    const { port1, port2 } = new MessageChannel();
    this.#page = port1;
    port1.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (!this.terminated) this.dispatchEvent(new MessageEvent('message', { data }));
    };
    expose(this.#service(script), port2);
  }

  /** A FakeBitmap can't be moved, so it is copied; the original counts as gone, as a moved one does. */
  postMessage(message: unknown, transfer: Transferable[] = []): void {
    const moved: readonly unknown[] = transfer;
    this.#page.postMessage(
      message,
      transfer.filter((item) => item instanceof MessagePort),
    );
    for (const item of moved) if (item instanceof FakeBitmap) item.close();
  }

  terminate(): void {
    this.terminated = true;
    this.#page.close();
  }

  /** Says something of itself, as a real one does beside its answers. */
  sign(sign: SignOfLife): void {
    this.dispatchEvent(new MessageEvent('message', { data: sign }));
  }

  /** Dies as a worker does whose script throws outside of any call. */
  crash(message: string): void {
    this.dispatchEvent(Object.assign(new Event('error'), { message }));
  }

  #service({ readsPixels = true, load, analyze, analyzeFrame, cover }: Script): AnalyzerApi {
    return {
      readsPixels: async () => readsPixels,
      load: async (options, onProgress, onBackendLost): Promise<Ready> => {
        this.options = options;
        this.progress = onProgress;
        this.loseBackend = onBackendLost;
        const name = load === undefined ? 'wasm' : await load(options, this);
        return { backend: { name, reason: 'made up', rejected: [] }, manifest: MADE_MANIFEST };
      },
      analyze: async (photo) => (analyze === undefined ? outcomeOf(photo.width) : analyze(photo, this)),
      analyzeFrame: async (frame, hint) =>
        analyzeFrame === undefined
          ? { frame: { width: frame.width, height: hint.heads.length }, faces: [] }
          : analyzeFrame(frame, this),
      cover: async (part, square, isWanted) =>
        cover === undefined ? coveringOf(square.side) : cover(part, isWanted, this),
      tensorCount: async () => 7,
    };
  }
}
