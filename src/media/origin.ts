import type { Origin } from '../domain/album-store';

/** What browsers with the File System Access API can besides; TypeScript's DOM doesn't know it yet. */
interface AskableHandle {
  queryPermission?(wanted: { readonly mode: 'read' }): Promise<PermissionState>;
  requestPermission?(wanted: { readonly mode: 'read' }): Promise<PermissionState>;
}

type Handle = (FileSystemFileHandle | FileSystemDirectoryHandle) & AskableHandle;

interface HandleItem {
  getAsFileSystemHandle?(): Promise<Handle | null>;
}

/** Whatever a database gave back for a handle. */
const isHandle = (value: object): value is Handle => 'kind' in value && 'name' in value;

/**
 * Where dropped files lie, by the first part of their path. The browser tells only while the event lasts, so all are
 * asked at once.
 */
export const originsIn = (items: DataTransferItemList): ((path: string) => Promise<Origin | undefined>) => {
  const asked = [...items].map((item): Promise<Handle | null> => {
    const { getAsFileSystemHandle } = item as HandleItem;
    return getAsFileSystemHandle?.call(item).catch(() => null) ?? Promise.resolve(null);
  });
  return async (path) => {
    const [root, ...rest] = path.split('/');
    const handle = (await Promise.all(asked)).find((found) => found?.name === root);
    return handle ? { handle, path: rest } : undefined;
  };
};

const isAllowed = async (handle: Handle, ask: boolean): Promise<boolean> => {
  const wanted = { mode: 'read' } as const;
  if ((await handle.queryPermission?.(wanted)) === 'granted') return true;
  return ask && (await handle.requestPermission?.(wanted)) === 'granted';
};

/**
 * The file that lies there now.
 * @param ask whether the person may be asked for permission
 * @returns undefined where it isn't allowed, or nothing is there any more
 */
export const fileAt = async (
  { handle, path }: Origin,
  { ask }: { readonly ask: boolean },
): Promise<File | undefined> => {
  try {
    if (!isHandle(handle) || !(await isAllowed(handle, ask))) return undefined;
    let found: Handle = handle;
    for (const [at, name] of path.entries()) {
      if (found.kind !== 'directory') return undefined;
      found = await (at === path.length - 1 ? found.getFileHandle(name) : found.getDirectoryHandle(name));
    }
    return found.kind === 'file' ? await found.getFile() : undefined;
  } catch {
    return undefined;
  }
};

/** Lets the person choose a file in the system's dialogue. @returns undefined when nobody chose one */
export const chooseFile = (page: Document): Promise<File | undefined> =>
  new Promise((resolve) => {
    const input = page.createElement('input');
    input.type = 'file';
    input.accept = 'image/*';
    input.addEventListener('change', () => resolve(input.files?.[0]));
    input.addEventListener('cancel', () => resolve(undefined));
    input.click();
  });
