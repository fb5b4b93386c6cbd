import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The files that a command line names: files as they are, folders with everything inside, sorted, at any depth. Hidden
 * files (`.DS_Store`) inside a folder are no photos and left out; a path that doesn't exist stays, to be reported in turn.
 */
export const listFiles = async (paths: readonly string[]): Promise<string[]> => {
  const lists = paths.map(async (path) => {
    const info = await stat(path).catch(() => undefined);
    if (!info?.isDirectory()) return [path];
    // A folder that may not be read stays too, to be reported like a file.
    const names = await readdir(path).catch(() => undefined);
    if (!names) return [path];
    const entries = names.filter((name) => !name.startsWith('.')).sort();
    return listFiles(entries.map((name) => join(path, name)));
  });
  return (await Promise.all(lists)).flat();
};
