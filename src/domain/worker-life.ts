/*
 * How a page knows that a worker lives. A worker that is ended, by whatever it may be, lets go of its Web Lock, and the
 * page is told at once. One that lives and works says so about twice a second, so that a slow one isn't taken for one
 * that hangs. The browser's parts are passed in: this room knows no DOM.
 */

/** What a worker says of itself, beside its answers: which lock it holds, or only that it is at work. */
export interface SignOfLife {
  readonly signOfLife: 'works' | { readonly lock: string };
}

/** The part of `navigator.locks` that is used; absent on insecure pages. */
export interface Locks {
  request(name: string, held: () => Promise<unknown>): Promise<unknown>;
}

/** The part of a Worker that is listened to. */
interface Speaker {
  // biome-ignore lint/suspicious/noExplicitAny: the browser's own type of event, which this room doesn't know
  addEventListener(type: 'message', listener: (event: any) => void): void;
}

/** Whether a message is a sign of life, and no answer. */
export const isSign = (data: unknown): data is SignOfLife =>
  typeof data === 'object' && data !== null && 'signOfLife' in data;

/** At least so long lies between two signs of a worker that works, milliseconds. */
const SIGN_EVERY_MS = 500;

/**
 * The worker's side: takes a lock of its own for as long as it lives, and tells its name.
 * @param lock a name that no other worker has.
 * @returns to be called often while it works; now and then it sends a sign.
 */
export const showLife = (
  locks: Locks | undefined,
  lock: string,
  send: (sign: SignOfLife) => void,
  now: () => number,
): (() => void) => {
  // Whoever waits for this lock hears of the worker's end: it is never let go of before.
  locks
    ?.request(lock, () => {
      send({ signOfLife: { lock } });
      return new Promise(() => undefined);
    })
    .catch(() => undefined);
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    const time = now();
    if (time - last < SIGN_EVERY_MS) return;
    last = time;
    send({ signOfLife: 'works' });
  };
};

/**
 * The page's side.
 * @param onEnd told once, when the worker is gone; never where there are no locks.
 * @param onSign told of each sign.
 */
export const watchLife = (
  locks: Locks | undefined,
  worker: Speaker,
  onEnd: () => void,
  onSign: () => void = () => undefined,
): void => {
  worker.addEventListener('message', ({ data }: { readonly data: unknown }) => {
    if (!isSign(data)) return;
    onSign();
    if (data.signOfLife === 'works') return;
    locks?.request(data.signOfLife.lock, async () => onEnd()).catch(() => undefined);
  });
};
