import { Zip, ZipPassThrough } from 'fflate';

/** A file of a zip. */
export interface ZippedFile {
  readonly name: string;
  readonly content: Blob;
}

/** A zip ends before it grows beyond this: its format knows no more than 4 GiB. */
const LARGEST_ZIP = 2 ** 30;

/** Gives every file of a zip a name of its own, without folders: `beach.jpg`, `beach (2).jpg`. */
export const uniqueName = (name: string, taken: ReadonlySet<string>): string => {
  const flat = name.replaceAll(/[\\/:*?"<>|]/g, '_');
  const dot = flat.lastIndexOf('.');
  const [stem, end] = dot > 0 ? [flat.slice(0, dot), flat.slice(dot)] : [flat, ''];
  let free = flat;
  for (let copy = 2; taken.has(free); copy++) free = `${stem} (${copy})${end}`;
  return free;
};

/**
 * Packs files that are pictures, and so compressed already, as they are. One file's bytes are in memory at a time; what
 * is packed is in blobs, which browsers keep on the disk.
 * @returns zips of at most 1 GiB each, in order, as they become full
 */
export async function* toZips(files: AsyncIterable<ZippedFile>): AsyncGenerator<Blob> {
  let parts: Blob[] = [];
  let bytes = 0;
  let taken = new Set<string>();
  const open = (): Zip =>
    new Zip((error, chunk) => {
      if (error) throw error;
      parts.push(new Blob([new Uint8Array(chunk)]));
    });
  let zip = open();
  const close = (): Blob => {
    zip.end();
    return new Blob(parts, { type: 'application/zip' });
  };
  for await (const { name, content } of files) {
    if (bytes > 0 && bytes + content.size > LARGEST_ZIP) {
      yield close();
      [parts, bytes, taken, zip] = [[], 0, new Set(), open()];
    }
    const free = uniqueName(name, taken);
    taken.add(free);
    const entry = new ZipPassThrough(free);
    zip.add(entry);
    entry.push(new Uint8Array(await content.arrayBuffer()), true);
    bytes += content.size;
  }
  if (bytes > 0) yield close();
}
