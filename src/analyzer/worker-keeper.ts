import { proxy } from 'comlink';
import type { BackendName, LoadOptions, Ready } from '../domain/analyzer-api';
import { Fault, isFault, messageOf, toFault } from '../domain/errors';
import type { Progress } from '../domain/progress';
import type { Locks } from '../domain/worker-life';
import type { AnalyzerOptions } from './analyzer';
import { LossRecord } from './loss-record';
import { type WorkerLike, WorkerLink } from './worker-link';

/** What is needed from the browser. */
interface Surroundings {
  connect(): WorkerLike;
  readsPixels(): boolean;
  /** The end of a worker is noticed by them. */
  readonly locks?: Locks | undefined;
}

const pixelsHidden = (): Fault =>
  new Fault(
    'PixelsHidden',
    "This browser's protection against fingerprinting hides the pixels of photos from the page, so no face can be found. Allow this site to read canvas data (in Firefox and Tor Browser by the picture sign at the left end of the address bar), then try again.",
  );

/** A listener that throws is its owner's fault to find: it goes to the console, and the analyzer goes on. */
const tell = <T>(listener: ((news: T) => void) | undefined, news: T): void => {
  try {
    listener?.(news);
  } catch (error) {
    console.error('A listener of the analyzer failed.', error);
  }
};

/** The sole owner of the worker: starts it, and starts it anew after it died or lost its GPU. */
export class WorkerKeeper {
  readonly #options: AnalyzerOptions;
  readonly #surroundings: Surroundings;
  readonly #limitMs: number;
  readonly #losses = new LossRecord();
  #link: WorkerLink | undefined;
  #backend: BackendName | undefined;
  #workerReadsPixels = true;
  #ready: Promise<Ready>;
  #ended: Fault | undefined;

  /**
   * Starts a worker at once.
   * @param limitMs how long it may stay silent while it starts.
   */
  constructor(options: AnalyzerOptions, surroundings: Surroundings, limitMs: number) {
    this.#options = options;
    this.#surroundings = surroundings;
    this.#limitMs = limitMs;
    this.#ready = this.#begin();
  }

  /** The newest start. */
  get ready(): Promise<Ready> {
    return this.#ready;
  }

  /** Whether bitmaps can be sent as they are; else the page has to read their pixels. */
  get workerReadsPixels(): boolean {
    return this.#workerReadsPixels;
  }

  /** Why there will be no worker any more. */
  get ended(): Fault | undefined {
    return this.#ended;
  }

  /** Starts again after a failed start or a lost worker; otherwise the same as {@link ready}. */
  start(): Promise<Ready> {
    if (this.#link === undefined) this.#ready = this.#begin();
    return this.#ready;
  }

  /** The worker that has just started. @throws Fault `WorkerLost` when it has ended meanwhile. */
  get link(): WorkerLink {
    if (this.#link === undefined) throw new Fault('WorkerLost', 'The background worker has just ended. Try again.');
    return this.#link;
  }

  /** A photo was analysed: earlier losses were chance. */
  worked(): void {
    this.#losses.worked();
  }

  /** Ends the worker for good. */
  end(why: Fault): void {
    this.#ended ??= why;
    this.#link?.close(this.#ended);
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
    if (this.#ended !== undefined) throw this.#ended;
    const link = this.#newLink();
    this.#backend = undefined;
    try {
      const ready = await link.call(async (api, alive) => {
        const onProgress = (progress: Progress): void => {
          alive();
          if (link.closed === undefined) tell(this.#options.onProgress, progress);
        };
        const onLost = (reason: string): void => link.close(new Fault('BackendFailed', reason));
        this.#workerReadsPixels = await api.readsPixels();
        // With random pixels every photo would have "no face", and nobody would know why.
        if (!this.#workerReadsPixels && !this.#surroundings.readsPixels()) throw pixelsHidden();
        return api.load(this.#loadOptions(), proxy(onProgress), proxy(onLost));
      }, this.#limitMs);
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
      const { locks } = this.#surroundings;
      const link = new WorkerLink(this.#surroundings.connect(), (why) => this.#closed(link, why), locks);
      this.#link = link;
      return link;
    } catch (error) {
      throw new Fault('WorkerLost', `This browser can't start a background worker (${messageOf(error)}).`);
    }
  }

  #loadOptions(): LoadOptions {
    const { modelsUrl, manifestDigest, movedFiles, backend } = this.#options;
    return {
      modelsUrl,
      brokenBackends: this.#losses.givenUp,
      ...(manifestDigest !== undefined && { manifestDigest }),
      ...(movedFiles !== undefined && { movedFiles }),
      ...(backend !== undefined && { backend }),
    };
  }

  #closed(link: WorkerLink, why: Fault): void {
    if (this.#link !== link) return;
    this.#link = undefined;
    const lost = isFault(why, 'BackendFailed') ? this.#backend : undefined;
    // The one that was asked for is never given up: no other may take its place.
    if (lost !== undefined && this.#options.backend === undefined) this.#losses.lost(lost);
  }
}
