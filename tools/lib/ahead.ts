/**
 * Runs asynchronous work on items a few ahead of the consumer, in order: photos decode on libuv's threads while the nets
 * compute on the main one. A failure surfaces when its item's turn comes.
 * @param limit most items in flight or waiting to be consumed.
 */
export async function* ahead<T, R>(items: Iterable<T>, work: (item: T) => Promise<R>, limit = 4): AsyncGenerator<R> {
  const running: Promise<R>[] = [];
  const start = (item: T): void => {
    const promise = work(item);
    // Node would end the process over a rejection that nobody awaits yet; the consumer meets it in its turn.
    promise.catch(() => undefined);
    running.push(promise);
  };
  for (const item of items) {
    start(item);
    if (running.length >= limit) yield await (running.shift() as Promise<R>);
  }
  for (const promise of running) yield await promise;
}
