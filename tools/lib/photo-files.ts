import { readdir, stat } from 'node:fs/promises';
import { Fault } from '../../src/domain/errors';
import { isLeftOutFolder, type LeftOutCounts, leftOutFile, nothingIn, onlyInCloud } from '../../src/media/left-out';
import { reasonOf } from './read-file';

/** A file as the system names it, in bytes that need not be UTF-8, and what messages call it. */
export interface PhotoFile {
  readonly path: Buffer;
  readonly name: string;
}

/** What a command line names, and what of it can't be had. */
export interface Listed {
  readonly files: readonly PhotoFile[];
  readonly faults: readonly Fault[];
}

const fileAt = (path: Buffer): PhotoFile => ({ path, name: path.toString() });

const inside = (folder: Buffer, name: Buffer): Buffer =>
  Buffer.concat([folder, folder.at(-1) === 0x2f ? Buffer.alloc(0) : Buffer.from('/'), name]);

/** Names that look the same: what isn't UTF-8 became U+FFFD on its way here, and é has two forms. */
const looks = (name: Buffer | string): string => name.toString().normalize('NFC');

/**
 * The paths that look like the one that was typed: a name whose bytes are no UTF-8 can't come through a command line.
 * @returns the path itself where nothing looks like it
 */
const lookAlikes = async (typed: string): Promise<Buffer[]> => {
  const exact = Buffer.from(typed);
  if (await stat(exact).then(Boolean, () => false)) return [exact];
  let found: Buffer[] = [Buffer.from(typed.startsWith('/') ? '/' : '.')];
  for (const part of typed.split('/').filter(Boolean)) {
    const next: Buffer[] = [];
    for (const folder of found) {
      const names = part === '..' ? [Buffer.from('..')] : await readdir(folder, { encoding: 'buffer' }).catch(() => []);
      next.push(...names.filter((name) => looks(name) === looks(part)).map((name) => inside(folder, name)));
    }
    found = next;
  }
  return found.length > 0 ? found : [exact];
};

/** Walks through folders; each real file and folder once, by whatever links it is reached. */
class Walk {
  readonly files: PhotoFile[] = [];
  readonly faults: Fault[] = [];
  readonly #seen = new Set<string>();

  /** What somebody named: it is taken whatever it is, and reported in its turn if it is no file. */
  async named(path: Buffer): Promise<void> {
    const info = await stat(path, { bigint: true }).catch(() => undefined);
    if (!info) this.files.push(fileAt(path));
    else if (!this.#isNew(info)) return;
    else if (info.isDirectory()) await this.#folder(path);
    else this.files.push(fileAt(path));
  }

  #isNew({ dev, ino }: { readonly dev: bigint; readonly ino: bigint }): boolean {
    const id = `${dev}/${ino}`;
    if (this.#seen.has(id)) return false;
    this.#seen.add(id);
    return true;
  }

  async #folder(folder: Buffer): Promise<void> {
    const before = this.files.length;
    const left: LeftOutCounts = {};
    await this.#enter(folder, left);
    const name = folder.toString();
    const inCloud = onlyInCloud(name, left);
    if (inCloud) this.faults.push(new Fault('NotDownloaded', inCloud));
    else if (this.files.length === before && this.faults.length === 0) {
      this.faults.push(new Fault('EmptyFolder', nothingIn(name, left)));
    }
  }

  async #enter(folder: Buffer, left: LeftOutCounts): Promise<void> {
    const names = await readdir(folder, { encoding: 'buffer' }).catch((error: unknown) => {
      this.faults.push(new Fault('DamagedImage', `The folder ${folder} can't be read: ${reasonOf(error)}.`));
      return [];
    });
    for (const name of names.sort(Buffer.compare)) await this.#found(inside(folder, name), name.toString(), left);
  }

  async #found(path: Buffer, name: string, left: LeftOutCounts): Promise<void> {
    const info = await stat(path, { bigint: true }).catch(() => undefined);
    // Links to nothing, pipes, sockets and devices in a folder are no photos.
    if (info?.isDirectory()) {
      if (!isLeftOutFolder(name) && this.#isNew(info)) await this.#enter(path, left);
    } else if (info?.isFile()) {
      const reason = leftOutFile(name);
      if (reason) left[reason] = (left[reason] ?? 0) + 1;
      else if (this.#isNew(info)) this.files.push(fileAt(path));
    }
  }
}

/**
 * The files that a command line names: files as they are, folders with everything inside, sorted, at any depth, but for
 * what `src/media/left-out.ts` leaves out. Each real file comes once. A path that doesn't exist stays, to be reported in
 * its turn.
 */
export const listFiles = async (paths: readonly string[]): Promise<Listed> => {
  const walk = new Walk();
  for (const typed of paths) for (const path of await lookAlikes(typed)) await walk.named(path);
  return walk;
};
