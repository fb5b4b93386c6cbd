import { proxy } from 'comlink';
import type { BackendName, LoadOptions, Ready } from '../domain/analyzer-api';
import { Fault, isFault, messageOf, toFault } from '../domain/errors';
import type { Progress } from '../domain/progress';
import type { Locks } from '../domain/worker-life';
import type { AnalyzerOptions } from './analyzer';
import { LossRecord } from './loss-record';
import { type WorkerLike, WorkerLink } from './worker-link';

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
  readonly #connect: () => WorkerLike;
  readonly #limitMs: number;
  readonly #locks: Locks | undefined;
  readonly #losses = new LossRecord();
  #link: WorkerLink | undefined;
  #backend: BackendName | undefined;
  #ready: Promise<Ready>;
  #ended: Fault | undefined;

  /**
   * Starts a worker at once.
   * @param limitMs how long it may stay silent while it starts.
   * @param locks the browser's, by which the end of a worker is noticed.
   */
  constructor(options: AnalyzerOptions, connect: () => WorkerLike, limitMs: number, locks?: Locks) {
    this.#options = options;
    this.#connect = connect;
    this.#limitMs = limitMs;
    this.#locks = locks;
    this.#ready = this.#begin();
  }

  /** The newest start. */
  get ready(): Promise<Ready> {
    return this.#ready;
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
      const link = new WorkerLink(this.#connect(), (why) => this.#closed(link, why), this.#locks);
      this.#link = link;
      return link;
    } catch (error) {
      throw new Fault('WorkerLost', `This browser can't start a background worker (${messageOf(error)}).`);
    }
  }

  #loadOptions(): LoadOptions {
    const { modelsUrl, manifestDigest, backend } = this.#options;
    return {
      modelsUrl,
      brokenBackends: this.#losses.givenUp,
      ...(manifestDigest !== undefined && { manifestDigest }),
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
