import { Fault } from '../domain/errors';
import type { DownloadTrouble } from '../domain/progress';

/** The part of `fetch` that is used; tests pass their own. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** How a download that doesn't go well is waited for. */
export interface Patience {
  /** A pause before the next try; tests need none. */
  readonly wait?: ((ms: number) => Promise<void>) | undefined;
  /** Told when something is amiss, and with undefined when bytes come again. */
  readonly onTrouble?: ((trouble: DownloadTrouble | undefined) => void) | undefined;
}

/** What is fetched. */
export interface Wanted {
  readonly url: string;
  /** What the person is told it is called. */
  readonly name: string;
  readonly cache: RequestCache;
  /** How large it is, if that is known: more is never read. */
  readonly size?: number;
  /** Gets the number of bytes so far; it may fall back when a server can't go on where it stopped. */
  readonly onBytes?: (loaded: number) => void;
}

/** Pauses after failures in a row that brought no byte, milliseconds; after the last the download is given up. */
const PAUSES_MS = [300, 1_000, 2_500, 5_000];

/** After so long without a byte the person is told; after so long again and again the connection counts as dead. */
const STALLED_MS = 10_000;
const DEAD_MS = 30_000;

/** A failure that another try may mend; the fault is for when none does. */
class Interrupted extends Error {
  constructor(readonly fault: Fault) {
    super(fault.message);
  }
}

/** More bytes came than there should be. */
export class TooLong extends Error {}

const isBusy = (status: number): boolean => status >= 500 || status === 408 || status === 425 || status === 429;

const refusal = ({ url }: Wanted, { status }: Response): Error => {
  if (isBusy(status)) {
    const words = `The server can't give ${url} at the moment: it answered ${status}. Try again in a few minutes.`;
    return new Interrupted(new Fault('ModelMissing', words));
  }
  return new Fault(
    'ModelMissing',
    `The model file ${url} isn't there: the server answered ${status}. Upload the folder of models again.`,
  );
};

const isOffline = (): boolean => globalThis.navigator?.onLine === false;

const unreachable = ({ url }: Wanted): Interrupted => {
  const words = isOffline()
    ? `This device is offline, so ${url} couldn't be fetched. Connect it and try again.`
    : `Couldn't reach ${url}. Check the connection and try again.`;
  return new Interrupted(new Fault('ModelMissing', words));
};

const brokenOff = ({ name, size }: Wanted, loaded: number): Interrupted => {
  const so = size === undefined ? `${loaded} bytes` : `${loaded} of ${size} bytes`;
  const words = `The download of ${name} broke off after ${so}. Try again.`;
  return new Interrupted(new Fault('ModelMissing', words));
};

/** What has come so far. */
class Received {
  length = 0;
  #parts: Uint8Array[] = [];
  constructor(private readonly size = Number.POSITIVE_INFINITY) {}

  add(part: Uint8Array): void {
    this.#parts.push(part);
    this.length += part.length;
    if (this.length > this.size) throw new TooLong(`more than ${this.size} bytes`);
  }

  clear(): void {
    this.#parts = [];
    this.length = 0;
  }

  joined(): ArrayBuffer {
    const all = new Uint8Array(this.length);
    let at = 0;
    for (const part of this.#parts) {
      all.set(part, at);
      at += part.length;
    }
    return all.buffer;
  }
}

/** Ends an attempt that brings no bytes for too long, and says so before. */
class Watch {
  readonly #controller = new AbortController();
  #timers: ReturnType<typeof setTimeout>[] = [];
  constructor(private readonly patience: Patience) {
    this.#arm();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  bytesCame(): void {
    this.patience.onTrouble?.(undefined);
    this.stop();
    this.#arm();
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #arm(): void {
    const dead = new Error(`no data for ${DEAD_MS / 1000} seconds`);
    this.#timers = [
      setTimeout(() => this.patience.onTrouble?.('stalled'), STALLED_MS),
      setTimeout(() => this.#controller.abort(dead), DEAD_MS),
    ];
  }
}

/** Rejects as soon as the signal does, whatever becomes of the work. */
const unlessAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    signal.addEventListener('abort', abort);
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });

const ask = async (fetch: Fetch, wanted: Wanted, received: Received, signal: AbortSignal): Promise<Response> => {
  const { url, cache } = wanted;
  // A server that knows no ranges sends all of it once more.
  const headers = received.length > 0 ? { headers: { Range: `bytes=${received.length}-` } } : {};
  const asking = fetch(url, { cache, signal, redirect: 'error', ...headers });
  const response = await unlessAborted(asking, signal).catch(() => {
    throw unreachable(wanted);
  });
  if (!response.ok) throw refusal(wanted, response);
  const goesOn = response.headers.get('Content-Range')?.startsWith(`bytes ${received.length}-`) ?? false;
  if (response.status !== 206 || !goesOn) received.clear();
  return response;
};

const attempt = async (fetch: Fetch, wanted: Wanted, received: Received, watch: Watch): Promise<void> => {
  const response = await ask(fetch, wanted, received, watch.signal);
  const reader = response.body?.getReader();
  for (;;) {
    const reading = reader ? unlessAborted(reader.read(), watch.signal) : undefined;
    const chunk = await reading?.catch(() => {
      throw brokenOff(wanted, received.length);
    });
    if (chunk?.value === undefined) return;
    received.add(chunk.value);
    watch.bytesCame();
    wanted.onBytes?.(received.length);
  }
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Fetches bytes, without following redirects. What breaks off or is refused for the moment is tried again after growing
 * pauses, from where it stopped if the server can; as long as bytes come it is never given up.
 * @throws Fault `ModelMissing` in words that fit the cause; {@link TooLong} when more comes than `size`.
 */
export const download = async (fetch: Fetch, wanted: Wanted, patience: Patience = {}): Promise<ArrayBuffer> => {
  const received = new Received(wanted.size);
  for (let failures = 0; ; failures++) {
    const before = received.length;
    const watch = new Watch(patience);
    try {
      await attempt(fetch, wanted, received, watch);
      return received.joined();
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      if (received.length > before) failures = 0;
      if (failures === PAUSES_MS.length || isOffline()) throw error.fault;
      patience.onTrouble?.('retrying');
    } finally {
      watch.stop();
    }
    await (patience.wait ?? pause)(PAUSES_MS[failures]);
  }
};
