import { Fault } from '../domain/errors';

/** A piece of work. It may ask whether its caller has given up meanwhile. */
export type Work<T> = (isCancelled: () => boolean) => Promise<T>;

/** Runs work one piece after the other, in the order in which it came. */
export class JobQueue {
  #last: Promise<unknown> = Promise.resolve();
  readonly #open = new Set<() => void>();

  /**
   * Settles as `work` does once its turn has come. A cancelled job rejects at once: work that waits is never begun;
   * work that runs goes on unheard, and the next still waits for its end.
   * @throws Fault `Cancelled`
   */
  add<T>(work: Work<T>, signal?: AbortSignal): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let cancelled = false;
      const cancel = (): void => {
        cancelled = true;
        close();
        reject(new Fault('Cancelled', 'The analysis of this photo was cancelled.'));
      };
      const close = (): void => {
        signal?.removeEventListener('abort', cancel);
        this.#open.delete(cancel);
      };
      if (signal?.aborted) return cancel();
      signal?.addEventListener('abort', cancel);
      this.#open.add(cancel);
      const turn = async (): Promise<void> => {
        if (!cancelled) await work(() => cancelled).then(resolve, reject);
        close();
      };
      this.#last = this.#last.then(turn);
    });
  }

  /** Cancels everything that waits or runs. */
  cancelAll(): void {
    for (const cancel of [...this.#open]) cancel();
  }
}
