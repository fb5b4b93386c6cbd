import { type AlbumStore, StorageBlocked } from '../domain/album-store';

/** How long the browser may take for one call before it counts as blocked by another tab, milliseconds. */
const LIMIT_MS = 5000;

/**
 * A store whose calls never hang. A call that takes too long rejects with {@link StorageBlocked}, and so do all others at
 * once, until the browser has answered it.
 * @param onBack is told then: what was refused can be written now
 */
export const withTimeLimit = (store: AlbumStore, onBack: () => void, limit = LIMIT_MS): AlbumStore => {
  let patience = limit;
  let isBlocked = false;
  const back = (started: number): void => {
    // A device that is merely slow is given more time from now on, or it would be taken for blocked again and again.
    patience = Math.max(patience, 2 * (Date.now() - started));
    isBlocked = false;
    onBack();
  };
  const limited =
    <Arguments extends readonly unknown[], Result>(call: (...given: Arguments) => Promise<Result>) =>
    (...given: Arguments): Promise<Result> => {
      if (isBlocked) return Promise.reject(new StorageBlocked());
      const started = Date.now();
      const working = call(...given);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          reject(new StorageBlocked());
          // Only the first call that hangs tells when the block ends; the others hang with it.
          if (isBlocked) return;
          isBlocked = true;
          const end = (): void => back(started);
          working.then(end, end);
        }, patience);
        working.then(resolve, reject).finally(() => clearTimeout(timer));
      });
    };
  return {
    readAll: limited(store.readAll),
    read: limited(store.read),
    ids: limited(store.ids),
    add: limited(store.add),
    rewrite: limited(store.rewrite),
    origin: limited(store.origin),
    keepOrigin: limited(store.keepOrigin),
    notFaces: limited(store.notFaces),
    addNotFaces: limited(store.addNotFaces),
    dropNotFaces: limited(store.dropNotFaces),
    mark: limited(store.mark),
    noteRemoval: limited(store.noteRemoval),
    purge: limited(store.purge),
    thumbs: limited(store.thumbs),
    picture: limited(store.picture),
  };
};
