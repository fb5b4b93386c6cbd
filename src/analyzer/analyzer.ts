import type { Analysis } from '../domain/analysis';
import type { BackendName, Ready } from '../domain/analyzer-api';
import type { FrameAnalysis, FrameHint } from '../domain/frames';
import type { Progress } from '../domain/progress';

export interface AnalyzerOptions {
  /** Address of the folder that holds `manifest.json`; a relative one is read from the page's own address. */
  readonly modelsUrl: string;
  /** The `digest` of the only manifest that is accepted; without it, any whose content fits its own. */
  readonly manifestDigest?: string;
  /** Use this backend and no other; without it the fastest that works is chosen. */
  readonly backend?: BackendName;
  /** Told while the analyzer gets ready, also when it has to start again. */
  readonly onProgress?: (progress: Progress) => void;
  /** Told after every start: after a lost graphics processor the backend may be another one. */
  readonly onReady?: (ready: Ready) => void;
}

/** Analyses photos in a worker of its own, one after the other. */
export interface Analyzer {
  /**
   * The newest start; a new promise after each restart. Rejects with a Fault (`ModelMissing`, `ModelDamaged`,
   * `ManifestInvalid`, `NoBackend`, `BackendFailed`, `WorkerLost`) whose message is meant for the user.
   */
  readonly ready: Promise<Ready>;
  /** Starts again after a failed start or a lost worker ("Try again"); otherwise the same as {@link ready}. */
  start(): Promise<Ready>;
  /**
   * Finds every face in a photo and its 40 attributes. Waits its turn: one photo at a time, in the order of the calls.
   * A photo without a face is an outcome (`kind: 'no-face'`), not an error.
   * @param photo taken over and closed, whatever happens.
   * @throws Fault `Cancelled` (by the signal or by {@link dispose}), `WorkerLost`, `BackendFailed`, `ImageTooLarge`,
   *   `DamagedImage` (a closed bitmap) or one of {@link ready}; the next photo works again.
   */
  analyze(photo: ImageBitmap, options?: { readonly signal?: AbortSignal }): Promise<Analysis>;
  /**
   * Finds the faces in a frame of a video, fast: where heads are expected, and elsewhere only if `hint.search` says so.
   * Waits its turn behind photos. A frame is never tried again: the next one is newer.
   * @param frame taken over and closed, whatever happens.
   * @throws as {@link analyze}
   */
  analyzeFrame(frame: ImageBitmap, hint: FrameHint): Promise<FrameAnalysis>;
  /** Number of live tensors in the worker, for leak checks. */
  tensorCount(): Promise<number>;
  /** Ends the worker and cancels every open photo. */
  dispose(): void;
}
