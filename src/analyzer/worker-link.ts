import { type Endpoint, type Remote, wrap } from 'comlink';
import type { AnalyzerApi } from '../domain/analyzer-api';
import { Fault } from '../domain/errors';
import { type Locks, watchLife } from '../domain/worker-life';
import { whenSilent } from './silence';

/** The part of a Worker that is used; tests bring their own. */
export interface WorkerLike extends Endpoint {
  terminate(): void;
}

/** How long a worker that works may give no sign of life, in checks one second apart. */
const SILENT_CHECKS = 10;

/** Makes a call; `alive` starts its time limit anew. */
export type Call<T> = (api: Remote<AnalyzerApi>, alive: () => void) => Promise<T>;

/**
 * One worker from its start to its end. Over comlink a call to a dead worker never settles; here every open call
 * rejects when the worker dies, falls silent or is closed.
 */
export class WorkerLink {
  readonly #worker: WorkerLike;
  readonly #api: Remote<AnalyzerApi>;
  readonly #onClosed: (why: Fault) => void;
  /**
   * What rejects the open calls. Not a promise to race with: one that outlives thousands of calls would keep the
   * answer of each in memory.
   */
  readonly #open = new Set<(why: Fault) => void>();
  #why: Fault | undefined;
  #signs = 0;

  /**
   * @param onClosed told once, when the worker is gone, whatever the cause.
   * @param locks the browser's, which tell of a worker's end.
   */
  constructor(worker: WorkerLike, onClosed: (why: Fault) => void, locks?: Locks) {
    this.#worker = worker;
    this.#api = wrap<AnalyzerApi>(worker);
    this.#onClosed = onClosed;
    // What the browser says of it stands in the console.
    worker.addEventListener('error', () => {
      this.close(new Fault('WorkerLost', 'The background worker stopped unexpectedly. Try again: it starts anew.'));
    });
    const ended = (): void =>
      this.close(new Fault('WorkerLost', 'The background worker was ended from outside. Try again: it starts anew.'));
    watchLife(locks, worker, ended, () => {
      this.#signs += 1;
    });
    worker.addEventListener('messageerror', () => {
      this.close(
        new Fault('WorkerLost', 'The background worker sent an unreadable answer. Try again: it starts anew.'),
      );
    });
  }

  /** Why the worker is gone; undefined as long as it lives. */
  get closed(): Fault | undefined {
    return this.#why;
  }

  /**
   * Settles as the call does. When the worker gives no sign of life for `limitMs`, it is ended.
   * @throws Fault `WorkerLost`, or the one that {@link close} was given.
   */
  call<T>(make: Call<T>, limitMs: number): Promise<T> {
    if (this.#why !== undefined) return Promise.reject(this.#why);
    return new Promise<T>((resolve, reject) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const silent = (): void => {
        const limit = `${Math.round(limitMs / 1000)} seconds`;
        this.close(
          new Fault('WorkerLost', `The background worker gave no answer for ${limit} and was ended. Try again.`),
        );
      };
      const arm = (): void => {
        clearTimeout(timer);
        if (this.#open.has(reject)) timer = setTimeout(silent, limitMs);
      };
      const settle = (): void => {
        this.#open.delete(reject);
        clearTimeout(timer);
      };
      this.#open.add(reject);
      arm();
      make(this.#api, arm).then(resolve, reject).finally(settle);
    });
  }

  /**
   * A {@link call} during which the worker shows that it works: one that hangs is ended long before the limit.
   * @throws as {@link call}
   */
  async work<T>(make: Call<T>, limitMs: number): Promise<T> {
    const stop = whenSilent(
      () => this.#signs,
      () => this.close(new Fault('WorkerLost', 'The background worker hung and was ended. Try again.')),
      SILENT_CHECKS,
    );
    return this.call(make, limitMs).finally(stop);
  }

  /** Ends the worker; open calls reject with `why`. Closing again does nothing. */
  close(why: Fault): void {
    if (this.#why !== undefined) return;
    this.#why = why;
    this.#worker.terminate();
    for (const reject of this.#open) reject(why);
    this.#onClosed(why);
  }
}
