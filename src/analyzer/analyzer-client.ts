import { proxy, transfer } from 'comlink';
import type { Analysis } from '../domain/analysis';
import type { BackendName, LoadOptions, Ready } from '../domain/analyzer-api';
import { Fault, isFault, messageOf, toFault } from '../domain/errors';
import type { Progress } from '../domain/progress';
import type { Analyzer, AnalyzerOptions } from './analyzer';
import { JobQueue } from './job-queue';
import { isGpu, LOSSES_TO_GIVE_UP, LossRecord } from './loss-record';
import { type WorkerLike, WorkerLink } from './worker-link';

/** How long the worker may stay silent, in ms. Warming up a GPU that is emulated in software takes a minute. */
export interface AnalyzerLimits {
  readonly start: number;
  readonly analyze: number;
}

/** A listener that throws is its owner's fault to find: it goes to the console, and the analyzer goes on. */
const tell = <T>(listener: ((news: T) => void) | undefined, news: T): void => {
  try {
    listener?.(news);
  } catch (error) {
    console.error('A listener of the analyzer failed.', error);
  }
};

const LIMITS: AnalyzerLimits = { start: 180_000, analyze: 120_000 };

/** What the client needs from the browser; tests bring their own. */
export interface Surroundings {
  /** Starts a worker. */
  connect(): WorkerLike;
  /** A second bitmap of the same photo, made without holding up the page. */
  copy(photo: ImageBitmap): Promise<ImageBitmap>;
}

/** The sole owner of the worker: starts it, queues photos, and starts it anew after it died or lost its GPU. */
export class AnalyzerClient implements Analyzer {
  readonly #options: AnalyzerOptions;
  readonly #surroundings: Surroundings;
  readonly #limits: AnalyzerLimits;
  readonly #queue = new JobQueue();
  readonly #losses = new LossRecord();
  #link: WorkerLink | undefined;
  #backend: BackendName | undefined;
  #ready: Promise<Ready>;
  #disposed: Fault | undefined;

  /** @param options with an absolute `modelsUrl` that ends with a slash. */
  constructor(options: AnalyzerOptions, surroundings: Surroundings, limits: AnalyzerLimits = LIMITS) {
    this.#options = options;
    this.#surroundings = surroundings;
    this.#limits = limits;
    this.#ready = this.#begin();
  }

  get ready(): Promise<Ready> {
    return this.#ready;
  }

  start(): Promise<Ready> {
    if (this.#link === undefined) this.#ready = this.#begin();
    return this.#ready;
  }

  async analyze(photo: ImageBitmap, { signal }: { readonly signal?: AbortSignal } = {}): Promise<Analysis> {
    try {
      if (this.#disposed !== undefined) throw this.#disposed;
      return await this.#queue.add((isCancelled) => this.#run(photo, isCancelled), signal);
    } finally {
      photo.close();
    }
  }

  async tensorCount(): Promise<number> {
    await this.start();
    return this.#openLink().call(async (api) => api.tensorCount(), this.#limits.analyze);
  }

  dispose(): void {
    this.#disposed ??= new Fault('Cancelled', 'This analyzer was ended. Make a new one to analyse more photos.');
    this.#queue.cancelAll();
    this.#link?.close(this.#disposed);
  }

  #begin(): Promise<Ready> {
    const ready = this.#load();
    // Whoever awaits it gets the fault; nobody has to.
    ready.then(
      (it) => tell(this.#options.onReady, it),
      () => undefined,
    );
    return ready;
  }

  async #load(): Promise<Ready> {
    if (this.#disposed !== undefined) throw this.#disposed;
    const link = this.#newLink();
    this.#backend = undefined;
    try {
      const ready = await link.call(async (api, alive) => {
        const onProgress = (progress: Progress): void => {
          alive();
          if (link.closed === undefined) tell(this.#options.onProgress, progress);
        };
        const onLost = (reason: string): void => link.close(new Fault('BackendFailed', reason));
        return api.load(this.#loadOptions(), proxy(onProgress), proxy(onLost));
      }, this.#limits.start);
      this.#backend = ready.backend.name;
      return ready;
    } catch (error) {
      const fault = toFault(error, 'WorkerLost');
      link.close(fault);
      throw fault;
    }
  }

  #newLink(): WorkerLink {
    try {
      const link = new WorkerLink(this.#surroundings.connect(), (why) => this.#closed(link, why));
      this.#link = link;
      return link;
    } catch (error) {
      throw new Fault('WorkerLost', `This browser can't start a background worker (${messageOf(error)}).`);
    }
  }

  #loadOptions(): LoadOptions {
    const { modelsUrl, backend } = this.#options;
    return { modelsUrl, brokenBackends: this.#losses.givenUp, ...(backend !== undefined && { backend }) };
  }

  #closed(link: WorkerLink, why: Fault): void {
    if (this.#link !== link) return;
    this.#link = undefined;
    const lost = isFault(why, 'BackendFailed') ? this.#backend : undefined;
    // The one that was asked for is never given up: no other may take its place.
    if (lost !== undefined && this.#options.backend === undefined) this.#losses.lost(lost);
  }

  #openLink(): WorkerLink {
    if (this.#link === undefined) throw new Fault('WorkerLost', 'The background worker has just ended. Try again.');
    return this.#link;
  }

  /** Analyses one photo; a lost graphics processor costs time, not the photo. */
  async #run(photo: ImageBitmap, isCancelled: () => boolean): Promise<Analysis> {
    const attempts = this.#options.backend === undefined ? LOSSES_TO_GIVE_UP + 1 : LOSSES_TO_GIVE_UP;
    for (let attempt = 1; ; attempt++) {
      const { backend } = await this.start();
      const link = this.#openLink();
      try {
        const analysis = await this.#send(link, photo, isGpu(backend.name));
        this.#losses.worked();
        return analysis;
      } catch (error) {
        // Nothing but a bitmap that can't be sent gives an error that is no fault.
        const fault = toFault(error, 'DamagedImage');
        if (!isFault(fault, 'BackendFailed')) throw fault;
        link.close(fault);
        if (!isGpu(backend.name) || attempt === attempts || isCancelled()) throw fault;
      }
    }
  }

  async #send(link: WorkerLink, photo: ImageBitmap, keep: boolean): Promise<Analysis> {
    // A photo that was cancelled meanwhile is closed too; nobody hears this fault then.
    if (photo.width === 0) {
      throw new Fault(
        'DamagedImage',
        'This photo was already closed: an analysed bitmap can be used only once. Decode it again.',
      );
    }
    // A GPU may be lost with the photo on it, so the page keeps it for another try and moves a copy. Left to postMessage,
    // the copy would be made there and then, and hold up the page.
    const sent = keep ? await this.#surroundings.copy(photo) : photo;
    return link.call(async (api) => api.analyze(transfer(sent, [sent])), this.#limits.analyze);
  }
}
