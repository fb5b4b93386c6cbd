import { Fault } from '../domain/errors';

/** A file with where it lies, folders first, as in `trip/day 1/beach.jpg`. */
export interface HandedFile {
  readonly file: File;
  readonly path: string;
}

/** What somebody handed over: dropped, pasted or chosen. */
export interface Handed {
  /** In the order of their paths where they come from folders. */
  readonly files: readonly HandedFile[];
  readonly fromFolder: boolean;
  /** What couldn't be had, worded for the person who handed it over. */
  readonly faults: readonly Fault[];
}

/** What systems keep in folders for themselves; nobody means these when a folder is opened. */
const isOfSystem = (name: string): boolean => name.startsWith('.') || /^(thumbs\.db|desktop\.ini)$/i.test(name);

/** Paths as people order them: photo 2 before photo 10. */
const byPath = new Intl.Collator(undefined, { numeric: true });

const ordered = (files: readonly HandedFile[]): HandedFile[] =>
  [...files].sort((a, b) => byPath.compare(a.path, b.path));

/** Files as an input field gives them; those of a chosen folder know their paths. */
export const handedOver = (files: readonly File[]): Handed => {
  const fromFolder = files.some(({ webkitRelativePath }) => webkitRelativePath);
  if (!fromFolder) return { files: files.map((file) => ({ file, path: file.name })), fromFolder, faults: [] };
  const wanted = files.filter(({ name }) => !isOfSystem(name));
  return { files: ordered(wanted.map((file) => ({ file, path: file.webkitRelativePath }))), fromFolder, faults: [] };
};

const pathOf = ({ fullPath }: FileSystemEntry): string => fullPath.replace(/^\//, '');

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

const collect = async (entry: FileSystemEntry, files: HandedFile[], faults: Fault[]): Promise<void> => {
  try {
    if (entry.isDirectory) {
      for (const inside of await entriesOf(entry as FileSystemDirectoryEntry)) await collect(inside, files, faults);
    } else if (!isOfSystem(pathOf(entry).split('/').at(-1) ?? '')) {
      const file = await new Promise<File>((found, refuse) => (entry as FileSystemFileEntry).file(found, refuse));
      files.push({ file, path: pathOf(entry) });
    }
  } catch {
    const message = `${pathOf(entry)} can't be read: the system refuses it. Everything else was opened.`;
    faults.push(new Fault('DamagedImage', message));
  }
};

/** Everything that lies in dropped folders and in the folders in them, and the files dropped with them. */
export const readEntries = async (entries: readonly FileSystemEntry[]): Promise<Handed> => {
  const files: HandedFile[] = [];
  const faults: Fault[] = [];
  for (const entry of entries) await collect(entry, files, faults);
  if (files.length === 0 && faults.length === 0) {
    const names = entries.map(pathOf).join(', ');
    faults.push(new Fault('EmptyFolder', `There are no files in the folder ${names}.`));
  }
  return { files: ordered(files), fromFolder: true, faults };
};
