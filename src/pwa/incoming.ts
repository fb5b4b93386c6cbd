import { LEFT_OUT_HEADER, NAME_HEADER, sharedCacheName } from './wire';

/** @param handles where the files lie, in their order */
export type OnFiles = (files: readonly File[], handles: readonly FileSystemFileHandle[]) => void;

const toFile = async (response: Response): Promise<File> => {
  const name = decodeURIComponent(response.headers.get(NAME_HEADER) ?? '');
  const type = response.headers.get('Content-Type') ?? '';
  return new File([await response.blob()], name, { type });
};

/** Photos that another app shared. */
export interface Shared {
  readonly files: readonly File[];
  /** How many were shared besides, and are gone: they were too many at once. */
  readonly leftOut: number;
}

/**
 * Takes the photos that another app shared, in their order, if any wait: the service worker left them in a cache.
 * @param scope address of the page's folder, ending with a slash
 */
export const takeSharedFiles = async (caches: CacheStorage | undefined, scope: string): Promise<Shared> => {
  const name = sharedCacheName(scope);
  if (!(await caches?.has(name))) return { files: [], leftOut: 0 };
  const cache = await caches?.open(name);
  const keys = [...((await cache?.keys()) ?? [])].sort((a, b) => (a.url < b.url ? -1 : 1));
  const found = await Promise.all(keys.map((key) => cache?.match(key)));
  const responses = found.filter((response) => response !== undefined);
  const photos = responses.filter(({ headers }) => headers.has(NAME_HEADER));
  const files = await Promise.all(photos.map(toFile));
  const leftOut = responses.reduce((sum, { headers }) => sum + Number(headers.get(LEFT_OUT_HEADER)), 0);
  await caches?.delete(name);
  return { files, leftOut };
};

/** What browsers that open files with installed apps hand over; TypeScript's DOM doesn't know it yet. */
interface LaunchQueue {
  setConsumer(consumer: (launch: { readonly files?: readonly FileSystemFileHandle[] }) => void): void;
}

declare global {
  interface Window {
    readonly launchQueue?: LaunchQueue;
  }
}

/** Listens for files that are opened with the installed app; a browser without such apps has none. */
export const listenForLaunchFiles = (queue: LaunchQueue | undefined, onFiles: OnFiles): void =>
  queue?.setConsumer(async ({ files = [] }) => {
    if (files.length === 0) return;
    const read = await Promise.allSettled(files.map((handle) => handle.getFile()));
    // One that is gone by now takes none of the others with it; an empty file of its name says so on the page.
    onFiles(
      read.map((result, index) =>
        result.status === 'fulfilled' ? result.value : new File([], files[index]?.name ?? ''),
      ),
      files,
    );
  });
