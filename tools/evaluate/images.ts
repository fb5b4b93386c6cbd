import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseTar } from 'nanotar';
import { UsageError } from '../lib/command';

/** The photos of a set, by the names its CSV uses. */
export interface ImageSource {
  readonly names: ReadonlySet<string>;
  read(name: string): Promise<Uint8Array>;
}

const openTar = async (path: string): Promise<ImageSource> => {
  // nanotar reads from the start of the underlying buffer, so the file must be alone in it.
  const { buffer } = new Uint8Array(await readFile(path));
  const files = new Map<string, Uint8Array>();
  for (const { name, data } of parseTar(buffer)) {
    if (data) files.set(name, data);
  }
  return {
    names: new Set(files.keys()),
    read: async (name) => {
      const data = files.get(name);
      if (data) return data;
      throw new UsageError(`${name} isn't in ${path}.`);
    },
  };
};

/**
 * Opens a set of photos: an uncompressed tar, or a folder.
 * @throws UsageError when it is neither, or holds nothing.
 */
export const openImages = async (path: string): Promise<ImageSource> => {
  const info = await stat(path).catch(() => undefined);
  if (!info) throw new UsageError(`${path} doesn't exist. --images takes a tar file or a folder of photos.`);
  const source = info.isDirectory()
    ? { names: new Set(await readdir(path)), read: (name: string) => readFile(join(path, name)) }
    : await openTar(path);
  if (source.names.size > 0) return source;
  throw new UsageError(`${path} holds no files. --images takes an uncompressed tar file or a folder of photos.`);
};
