/**
 * Settles as `work` does, or rejects with `Error(message)` after `ms` milliseconds. The work itself goes on: the
 * caller must be able to ignore what it still does.
 */
export const withTimeLimit = <T>(work: Promise<T>, ms: number, message: string): Promise<T> =>
  new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(message)), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
