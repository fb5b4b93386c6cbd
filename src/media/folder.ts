import type { Origin } from '../domain/album-store';
import { Fault } from '../domain/errors';
import { isLeftOutFolder, type LeftOutCounts, leftOutFile, nothingIn, onlyInCloud } from './left-out';

/** A file with where it lies, folders first, as in `trip/day 1/beach.jpg`. */
export interface HandedFile {
  readonly file: File;
  readonly path: string;
  /** Where it lies, for later visits, in browsers that tell. */
  readonly origin?: Promise<Origin | undefined>;
}

/** What somebody handed over: dropped, pasted or chosen. */
export interface Handed {
  /** In the order of their paths where they come from folders. */
  readonly files: readonly HandedFile[];
  readonly fromFolder: boolean;
  /** What couldn't be had, worded for the person who handed it over. */
  readonly faults: readonly Fault[];
}

/** Paths as people order them: photo 2 before photo 10. */
const byPath = new Intl.Collator(undefined, { numeric: true });

const ordered = (files: readonly HandedFile[]): HandedFile[] =>
  [...files].sort((a, b) => byPath.compare(a.path, b.path));

/** What is gathered from folders while they are walked through. */
class Gathered {
  readonly #files: HandedFile[] = [];
  readonly #faults: Fault[] = [];
  readonly #left: LeftOutCounts = {};

  /** Whether a file with this name is to be asked for; one that isn't is counted. */
  wants(name: string): boolean {
    const reason = leftOutFile(name);
    if (reason) this.#left[reason] = (this.#left[reason] ?? 0) + 1;
    return !reason;
  }

  add(file: File, path: string): void {
    this.#files.push({ file, path });
  }

  refuse(path: string): void {
    const message = `${path} can't be read: the system refuses it. Everything else was opened.`;
    this.#faults.push(new Fault('DamagedImage', message));
  }

  /** @param folders what a message calls them */
  handed(folders: string): Handed {
    const faults = [...this.#faults];
    const inCloud = onlyInCloud(folders, this.#left);
    if (inCloud) faults.push(new Fault('NotDownloaded', inCloud));
    if (this.#files.length === 0 && faults.length === 0) {
      faults.push(new Fault('EmptyFolder', nothingIn(folders, this.#left)));
    }
    return { files: ordered(this.#files), fromFolder: true, faults };
  }
}

/** The same files, each with where it lies. */
export const withOrigins = (handed: Handed, originOf: (path: string) => Promise<Origin | undefined>): Handed => ({
  ...handed,
  files: handed.files.map((each) => ({ ...each, origin: originOf(each.path) })),
});

/** The same files, each with the handle that it came from. */
export const withHandles = (handed: Handed, handles: readonly object[]): Handed => ({
  ...handed,
  files: handed.files.map((each, at) => {
    const handle = handles[at];
    return handle ? { ...each, origin: Promise.resolve({ handle, path: [] }) } : each;
  }),
});

/** Files as an input field gives them; those of a chosen folder know their paths, and are all there are. */
export const handedOver = (files: readonly File[]): Handed => {
  const fromFolder = files.some(({ webkitRelativePath }) => webkitRelativePath);
  if (!fromFolder) return { files: files.map((file) => ({ file, path: file.name })), fromFolder, faults: [] };
  const gathered = new Gathered();
  for (const file of files) {
    // The first folder is the one that was chosen, whatever its name.
    const inner = file.webkitRelativePath.split('/').slice(1, -1);
    if (!inner.some(isLeftOutFolder) && gathered.wants(file.name)) gathered.add(file, file.webkitRelativePath);
  }
  return gathered.handed(files[0]?.webkitRelativePath.split('/')[0] ?? '');
};

const pathOf = ({ fullPath }: FileSystemEntry): string => fullPath.replace(/^\//, '');

const nameOf = (entry: FileSystemEntry): string => pathOf(entry).split('/').at(-1) ?? '';

/** A folder hands out its entries in portions; the end is an empty one. */
const entriesOf = async (folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> => {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((found, refuse) => reader.readEntries(found, refuse));
    if (portion.length === 0) return entries;
    entries.push(...portion);
  }
};

const collect = async (entry: FileSystemEntry, gathered: Gathered): Promise<void> => {
  try {
    if (entry.isDirectory) {
      for (const inside of await entriesOf(entry as FileSystemDirectoryEntry)) {
        if (!inside.isDirectory || !isLeftOutFolder(nameOf(inside))) await collect(inside, gathered);
      }
    } else if (gathered.wants(nameOf(entry))) {
      const file = await new Promise<File>((found, refuse) => (entry as FileSystemFileEntry).file(found, refuse));
      gathered.add(file, pathOf(entry));
    }
  } catch {
    gathered.refuse(pathOf(entry));
  }
};

/** Everything that lies in dropped folders and in the folders in them, and the files dropped with them. */
export const readEntries = async (entries: readonly FileSystemEntry[]): Promise<Handed> => {
  const gathered = new Gathered();
  for (const entry of entries) await collect(entry, gathered);
  return gathered.handed(entries.map(pathOf).join(', '));
};
