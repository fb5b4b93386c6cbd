import type { Analysis } from '../domain/analysis';
import type { BackendName, Ready } from '../domain/analyzer-api';
import type { Covering } from '../domain/covering';
import type { FrameAnalysis, FrameHint } from '../domain/frames';
import type { Square } from '../domain/geometry';
import type { Progress } from '../domain/progress';

export interface AnalyzerOptions {
  /** Address of the folder that holds `manifest.json`; a relative one is read from the page's own address. */
  readonly modelsUrl: string;
  /** The `digest` of the only manifest that is accepted; without it, any whose content fits its own. */
  readonly manifestDigest?: string;
  /** Addresses of files of `modelsUrl` that lie elsewhere, by path in it, as after a bundler has moved them. */
  readonly movedFiles?: Readonly<Record<string, string>>;
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
  /**
   * What each place of a face carries of its 40 scores: the face is looked at again with one soft patch after another
   * covered. Waits its turn; it is not tried again.
   * @param part a picture of the part of the photo that holds the square, taken over and closed, whatever happens
   * @param square ANet's input square (`Face.evidence.region`, turned by the face's roll) in pixels of that picture
   * @param isWanted asked now and then; once it says no, the rest is left undone and a Fault `Cancelled` is thrown
   * @throws as {@link analyze}
   */
  cover(part: ImageBitmap, square: Square<'photo'>, isWanted?: () => boolean): Promise<Covering>;
  /** Number of live tensors in the worker, for leak checks. */
  tensorCount(): Promise<number>;
  /** Ends the worker and cancels every open photo. */
  dispose(): void;
}
