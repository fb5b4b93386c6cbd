import type { Locks } from '../../src/domain/worker-life';

/** Web Locks without a browser: whoever asks for one is told when the test releases it. */
export class MadeLocks implements Locks {
  readonly #waiting = new Map<string, () => void>();

  request(name: string, held: () => Promise<unknown>): Promise<unknown> {
    return new Promise((resolve) => {
      this.#waiting.set(name, () => resolve(held()));
    });
  }

  /** What the browser does when the worker that holds the lock ends. */
  release(name: string): void {
    this.#waiting.get(name)?.();
  }
}
