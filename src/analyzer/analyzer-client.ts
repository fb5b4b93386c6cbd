import { proxy, transfer } from 'comlink';
import type { Analysis } from '../domain/analysis';
import type { PhotoPixels, Ready } from '../domain/analyzer-api';
import type { Covering } from '../domain/covering';
import { Fault, isFault, toFault } from '../domain/errors';
import type { FrameAnalysis, FrameHint } from '../domain/frames';
import type { Square } from '../domain/geometry';
import type { Locks } from '../domain/worker-life';
import type { Analyzer, AnalyzerOptions } from './analyzer';
import { JobQueue, type Work } from './job-queue';
import { PhotoLosses } from './photo-losses';
import { WorkerKeeper } from './worker-keeper';
import type { Call, WorkerLike, WorkerLink } from './worker-link';

/** How long the worker may stay silent, in ms. Warming up a GPU that is emulated in software takes a minute. */
export interface AnalyzerLimits {
  readonly start: number;
  readonly analyze: number;
}

const LIMITS: AnalyzerLimits = { start: 180_000, analyze: 120_000 };

/** What the client needs from the browser; tests bring their own. */
export interface Surroundings {
  /** Starts a worker. */
  connect(): WorkerLike;
  /** A second bitmap of the same photo, made without holding up the page. */
  copy(photo: ImageBitmap): Promise<ImageBitmap>;
  /** `navigator.locks`, where there is one. */
  readonly locks?: Locks | undefined;
  /** Whether the page itself reads pixels as they are. */
  readsPixels(): boolean;
  /** The pixels of a photo, read by the page; the photo stays the caller's. */
  pixelsOf(photo: ImageBitmap): PhotoPixels;
}

/** The page's end of the worker: photos and frames go through it one after the other. */
export class AnalyzerClient implements Analyzer {
  readonly #options: AnalyzerOptions;
  readonly #surroundings: Surroundings;
  readonly #limits: AnalyzerLimits;
  readonly #queue = new JobQueue();
  readonly #worker: WorkerKeeper;

  /** @param options with an absolute `modelsUrl` that ends with a slash. */
  constructor(options: AnalyzerOptions, surroundings: Surroundings, limits: AnalyzerLimits = LIMITS) {
    this.#options = options;
    this.#surroundings = surroundings;
    this.#limits = limits;
    this.#worker = new WorkerKeeper(options, surroundings, limits.start);
  }

  get ready(): Promise<Ready> {
    return this.#worker.ready;
  }

  start(): Promise<Ready> {
    return this.#worker.start();
  }

  analyze(photo: ImageBitmap, { signal }: { readonly signal?: AbortSignal } = {}): Promise<Analysis> {
    return this.#inTurn(photo, (isCancelled) => this.#run(photo, isCancelled), signal);
  }

  analyzeFrame(frame: ImageBitmap, hint: FrameHint): Promise<FrameAnalysis> {
    return this.#inTurn(frame, () => this.#once(frame, async (api) => api.analyzeFrame(this.#moved(frame), hint)));
  }

  cover(part: ImageBitmap, square: Square<'photo'>, isWanted: () => boolean = () => true): Promise<Covering> {
    return this.#inTurn(part, () =>
      this.#once(part, async (api) => api.cover(this.#moved(part), square, proxy(isWanted))),
    );
  }

  async tensorCount(): Promise<number> {
    await this.start();
    return this.#worker.link.call(async (api) => api.tensorCount(), this.#limits.analyze);
  }

  dispose(): void {
    const why = new Fault('Cancelled', 'This analyzer was ended. Make a new one to analyse more photos.');
    this.#queue.cancelAll();
    this.#worker.end(why);
  }

  /** Whatever happens to a bitmap, it is closed. */
  async #inTurn<T>(bitmap: ImageBitmap, work: Work<T>, signal?: AbortSignal): Promise<T> {
    try {
      if (this.#worker.ended !== undefined) throw this.#worker.ended;
      return await this.#queue.add(work, signal);
    } finally {
      bitmap.close();
    }
  }

  /** Analyses one photo; a worker or a graphics processor that is lost over it costs time, not the photo. */
  async #run(photo: ImageBitmap, isCancelled: () => boolean): Promise<Analysis> {
    const losses = new PhotoLosses(this.#options.backend !== undefined);
    for (;;) {
      const { backend } = await this.start();
      const { link } = this.#worker;
      try {
        const analysis = await this.#sendPhoto(link, photo);
        this.#worker.worked();
        return analysis;
      } catch (error) {
        losses.count(this.#failed(link, error), backend.name, isCancelled());
      }
    }
  }

  /** Sends a bitmap that is not worth a second try. */
  async #once<T>(bitmap: ImageBitmap, call: Call<T>): Promise<T> {
    await this.start();
    const { link } = this.#worker;
    try {
      return await this.#send(link, bitmap, call);
    } catch (error) {
      throw this.#failed(link, error);
    }
  }

  /** The fault that an error is; a worker whose backend failed is ended with it. */
  #failed(link: WorkerLink, error: unknown): Fault {
    // Nothing but a bitmap that can't be sent gives an error that is no fault.
    const fault = toFault(error, 'DamagedImage');
    if (isFault(fault, 'BackendFailed')) link.close(fault);
    return fault;
  }

  async #sendPhoto(link: WorkerLink, photo: ImageBitmap): Promise<Analysis> {
    // The worker may be lost with the photo, so the page keeps it for another try and moves a copy, which shares its pixels
    // where the browser can. Left to postMessage, the copy would be made there and then, and hold up the page.
    const sent = photo.width > 0 ? await this.#surroundings.copy(photo) : photo;
    return this.#send<Analysis>(link, sent, async (api) => api.analyze(this.#moved(sent)));
  }

  /** What goes over the wire: the bitmap itself, or its pixels where the worker can't read them. */
  #moved(bitmap: ImageBitmap): ImageBitmap | PhotoPixels {
    if (this.#worker.workerReadsPixels) return transfer(bitmap, [bitmap]);
    const pixels = this.#surroundings.pixelsOf(bitmap);
    return transfer(pixels, [pixels.data.buffer]);
  }

  async #send<T>(link: WorkerLink, bitmap: ImageBitmap, call: Call<T>): Promise<T> {
    // A photo that was cancelled meanwhile is closed too; nobody hears this fault then.
    if (bitmap.width === 0) {
      throw new Fault(
        'DamagedImage',
        'This photo was already closed: an analysed bitmap can be used only once. Decode it again.',
      );
    }
    return link.work(call, this.#limits.analyze);
  }
}
