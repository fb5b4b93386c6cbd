import type { BackendName } from '../domain/analyzer-api';
import { Fault, isFault } from '../domain/errors';
import { isGpu, LOSSES_TO_GIVE_UP } from './loss-record';

/** A photo that took so many workers with it is given up: it would take the next one too. */
const WORKERS_TO_GIVE_UP = 2;

/** What one photo has cost, and whether it is worth another try on a fresh worker. */
export class PhotoLosses {
  readonly #backendIsNamed: boolean;
  #workers = 0;
  #failures = 0;

  /** @param backendIsNamed no other backend may take over. */
  constructor(backendIsNamed: boolean) {
    this.#backendIsNamed = backendIsNamed;
  }

  /**
   * Notes a failed try.
   * @throws the fault that ends the tries: any that isn't the worker's or the backend's, or the last of several.
   */
  count(fault: Fault, backend: BackendName, cancelled: boolean): void {
    if (cancelled) throw fault;
    if (isFault(fault, 'WorkerLost')) {
      this.#workers += 1;
      if (this.#workers === WORKERS_TO_GIVE_UP) throw gaveUp(fault);
    } else if (isFault(fault, 'BackendFailed')) {
      this.#failures += 1;
      if (this.#failures === this.#tries(backend)) throw fault;
    } else throw fault;
  }

  /** A graphics processor that fails twice is given up: then another backend has its try. */
  #tries(backend: BackendName): number {
    return isGpu(backend) && !this.#backendIsNamed ? LOSSES_TO_GIVE_UP + 1 : LOSSES_TO_GIVE_UP;
  }
}

const gaveUp = ({ message }: Fault): Fault =>
  new Fault('WorkerLost', `This photo stopped the background worker twice, so it is left out. ${message}`);
