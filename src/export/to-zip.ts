import { Zip, ZipPassThrough } from 'fflate';
import { nameKey, uniqueName } from './file-names';

/** A file of a zip. */
export interface ZippedFile {
  readonly name: string;
  readonly content: Blob;
}

/** A zip ends before it grows beyond this: its format knows no more than 4 GiB. */
const LARGEST_ZIP = 2 ** 30;

/**
 * Packs files as they are: pictures are compressed already, sidecars are small. One file's bytes are in memory at a time; what
 * is packed is in blobs, which browsers keep on the disk.
 * @returns zips of at most 1 GiB each, in order, as they become full
 */
export async function* toZips(files: AsyncIterable<ZippedFile>): AsyncGenerator<Blob> {
  let parts: Blob[] = [];
  let bytes = 0;
  // Names are told apart across all zips: they may be unpacked into one folder.
  const taken = new Set<string>();
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
      [parts, bytes, zip] = [[], 0, open()];
    }
    const free = uniqueName(name, taken);
    taken.add(nameKey(free));
    const entry = new ZipPassThrough(free);
    zip.add(entry);
    entry.push(new Uint8Array(await content.arrayBuffer()), true);
    bytes += content.size;
  }
  if (bytes > 0) yield close();
}
