import { HEIC_READY, type HeicAnswer, type HeicRequest } from '../domain/heic-api';
import { isSign, type Locks, watchLife } from '../domain/worker-life';

export type HeicWorkerAnswer = HeicAnswer<ImageBitmap, Blob>;

/** How one photo fared. */
export type HeicOutcome =
  | HeicWorkerAnswer
  /** The decoder couldn't be fetched or started. */
  | { readonly kind: 'no-decoder' }
  /** It broke down over this photo, or worked on it for too long. */
  | { readonly kind: 'gave-up' };

/** The part of a Worker that is used; tests bring their own. */
export interface HeicWorker {
  postMessage(message: HeicRequest): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: () => void): void;
  terminate(): void;
}

export interface HeicLimits {
  /** Until the decoder has been fetched (1.5 MB) and started. */
  readonly startMs: number;
  /** For one photo: 12 megapixels take about 2 seconds on a laptop, 100 on a slow phone many. */
  readonly photoMs: number;
  /** How long it stays for the next photo: its memory never shrinks. */
  readonly idleMs: number;
}

const LIMITS: HeicLimits = { startMs: 60_000, photoMs: 60_000, idleMs: 30_000 };

interface Running {
  readonly worker: HeicWorker;
  isReady: boolean;
  /** Of the photo that it works on. */
  settle: ((outcome: HeicOutcome) => void) | undefined;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/**
 * The sole owner of the worker that decodes HEIC photos. A worker that breaks down, is ended from outside, or hangs over a
 * photo is replaced, and the photo is tried once more; one that two workers broke down over is given up.
 */
export class HeicDecoder {
  readonly #makeWorker: () => HeicWorker;
  readonly #limits: HeicLimits;
  readonly #locks: Locks | undefined;
  #running: Running | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** @param locks `navigator.locks`, where there is one: the end of a worker is noticed by them. */
  constructor(makeWorker: () => HeicWorker, locks?: Locks, limits: HeicLimits = LIMITS) {
    this.#makeWorker = makeWorker;
    this.#locks = locks;
    this.#limits = limits;
  }

  /** Whether the next photo need not wait for the decoder to be fetched. */
  get isReady(): boolean {
    return this.#running?.isReady ?? false;
  }

  /** Decodes one photo after the other. Never rejects. */
  decode(request: HeicRequest): Promise<HeicOutcome> {
    const turn = this.#last.then(() => this.#decodeTwice(request));
    this.#last = turn;
    return turn;
  }

  async #decodeTwice(request: HeicRequest): Promise<HeicOutcome> {
    const outcome = await this.#decodeNow(request);
    return outcome.kind === 'gave-up' ? this.#decodeNow(request) : outcome;
  }

  #decodeNow(request: HeicRequest): Promise<HeicOutcome> {
    return new Promise((resolve) => {
      this.#running ??= this.#start();
      const running = this.#running;
      running.settle = resolve;
      this.#limit(running, running.isReady ? this.#limits.photoMs : this.#limits.startMs);
      // A copy: the bytes stay for another try.
      running.worker.postMessage(request);
    });
  }

  #start(): Running {
    const running: Running = { worker: this.#makeWorker(), isReady: false, settle: undefined, timer: undefined };
    const fail = (): void => this.#end(running, { kind: running.isReady ? 'gave-up' : 'no-decoder' });
    running.worker.addEventListener('error', fail);
    running.worker.addEventListener('messageerror', fail);
    watchLife(this.#locks, running.worker, fail);
    running.worker.addEventListener('message', ({ data }) => {
      if (isSign(data)) return;
      if (data === HEIC_READY) {
        running.isReady = true;
        this.#limit(running, this.#limits.photoMs);
      } else this.#answer(running, data);
    });
    return running;
  }

  #answer(running: Running, answer: HeicWorkerAnswer): void {
    this.#limit(running, this.#limits.idleMs);
    running.settle?.(answer);
    running.settle = undefined;
  }

  /** From now on this much time, for whatever the worker is doing. */
  #limit(running: Running, ms: number): void {
    clearTimeout(running.timer);
    running.timer = setTimeout(() => this.#end(running, { kind: running.isReady ? 'gave-up' : 'no-decoder' }), ms);
  }

  #end(running: Running, outcome: HeicOutcome): void {
    clearTimeout(running.timer);
    running.worker.terminate();
    if (this.#running === running) this.#running = undefined;
    running.settle?.(outcome);
    running.settle = undefined;
  }
}
