import type { BackendName } from '../domain/analyzer-api';

/** A graphics processor may be lost by chance, as after a sleep; one that is lost twice in a row is given up. */
export const LOSSES_TO_GIVE_UP = 2;

/** Whether this backend runs on a graphics processor, which can be lost at any time. */
export const isGpu = (backend: BackendName): boolean => backend === 'webgpu' || backend === 'webgl';

/** Remembers which graphics backends went away on this visit. */
export class LossRecord {
  readonly #givenUp = new Set<BackendName>();
  #inARow = 0;

  /** A backend is gone. Only a graphics backend counts: what fails on the processor lies with the photo. */
  lost(backend: BackendName): void {
    if (!isGpu(backend)) return;
    this.#inARow += 1;
    if (this.#inARow < LOSSES_TO_GIVE_UP) return;
    this.#givenUp.add(backend);
    this.#inARow = 0;
  }

  /** A photo was analysed: earlier losses were chance. */
  worked(): void {
    this.#inARow = 0;
  }

  /** Backends not to be tried again on this visit. */
  get givenUp(): BackendName[] {
    return [...this.#givenUp];
  }
}
