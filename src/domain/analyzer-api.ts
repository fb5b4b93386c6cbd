import type { Analysis } from './analysis';
import type { Concepts } from './concepts';
import type { Covering } from './covering';
import type { FrameAnalysis, FrameHint } from './frames';
import type { Size, Square } from './geometry';
import type { Manifest } from './manifest';
import type { Progress } from './progress';

export type BackendName = 'webgpu' | 'wasm' | 'webgl' | 'cpu';

/** Which backend runs and why the others before it don't, in plain words. */
export interface BackendReport {
  readonly name: BackendName;
  readonly reason: string;
  readonly rejected: readonly { readonly name: BackendName; readonly reason: string }[];
}

export interface LoadOptions {
  /** Address of the folder that holds `manifest.json`, absolute, ending with a slash. */
  readonly modelsUrl: string;
  /** The `digest` of the only manifest that is accepted; without it, any whose content fits its own. */
  readonly manifestDigest?: string;
  /** Addresses of files of `modelsUrl` that lie elsewhere, by path in it, as after a bundler has moved them. */
  readonly movedFiles?: Readonly<Record<string, string>>;
  /** Use this backend and no other; a fault if it can't run. A named WebGPU may be a software adapter. */
  readonly backend?: BackendName;
  /** Backends that broke down on this visit: they are not tried again, and the report says so. */
  readonly brokenBackends?: readonly BackendName[];
}

export interface Ready {
  readonly backend: BackendReport;
  readonly manifest: Manifest;
  /** What ANet's neurons stand for; absent where the models come without that file. */
  readonly concepts?: Concepts;
  /** Set when the weights could not be kept for the next visit: why, in plain words. */
  readonly storageWarning?: string;
}

/** What `domain`, which knows no DOM, says of an ImageBitmap; the worker's `analyze` takes the real one. */
export interface PhotoBitmap extends Size {
  close(): void;
}

/** A photo whose pixels the page has read: RGBA bytes, row-major, opaque. */
export interface PhotoPixels extends Size {
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** The one interface on the wire between page and worker. */
export interface AnalyzerApi {
  /** Whether the worker reads pixels as they are; where it doesn't, {@link PhotoPixels} have to be sent. */
  readsPixels(): Promise<boolean>;
  /**
   * Once in a worker's life: fetches the models, picks the backend, warms up.
   * @param onBackendLost told, with the reason in plain words, when the graphics processor goes away later; nothing
   *   works in this worker from then on.
   */
  load(
    options: LoadOptions,
    onProgress: (progress: Progress) => void,
    onBackendLost: (reason: string) => void,
  ): Promise<Ready>;
  /** Takes over and closes the bitmap. */
  analyze(photo: PhotoBitmap | PhotoPixels): Promise<Analysis>;
  /** Takes over and closes the frame: one of a video, looked at where the last one had heads. */
  analyzeFrame(frame: PhotoBitmap | PhotoPixels, hint: FrameHint): Promise<FrameAnalysis>;
  /**
   * What each place of a face carries of its scores. Takes over and closes the picture.
   * @param part a picture of the part of the photo in which the square lies, as far as it lies in the photo
   * @param square ANet's input square in pixels of that picture
   * @param isWanted asked between batches; once it says no, the call rejects with a Fault `Cancelled`
   */
  cover(
    part: PhotoBitmap | PhotoPixels,
    square: Square<'photo'>,
    isWanted: () => boolean | Promise<boolean>,
  ): Promise<Covering>;
  /** Number of live tensors, for leak checks. */
  tensorCount(): Promise<number>;
}
