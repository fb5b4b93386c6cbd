import { Fault } from '../domain/errors';

const cancelled = (what: string, { reason }: AbortSignal): Fault =>
  Object.assign(new Fault('Cancelled', `${what} was cancelled.`), { cause: reason });

/**
 * Settles as the work does, or rejects as soon as the signal is aborted.
 * @param what was cancelled, the subject of a sentence
 * @param late is given what comes too late, to let go of it
 * @throws Fault `Cancelled`, its `cause` the signal's reason
 */
export const inTime = <T>(
  what: string,
  work: () => Promise<T>,
  signal: AbortSignal | undefined,
  late: (result: T) => void = () => undefined,
): Promise<T> => {
  if (signal === undefined) return work();
  if (signal.aborted) return Promise.reject(cancelled(what, signal));
  return new Promise<T>((resolve, reject) => {
    const cancel = (): void => reject(cancelled(what, signal));
    signal.addEventListener('abort', cancel, { once: true });
    const settle = (tell: () => void): void => {
      signal.removeEventListener('abort', cancel);
      tell();
    };
    work().then(
      (result) => settle(() => (signal.aborted ? late(result) : resolve(result))),
      (error: unknown) => settle(() => reject(error)),
    );
  });
};
