import { constants, type Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Fault } from '../../src/domain/errors';

/** No photo that can be decoded here is larger, bytes. */
const LARGEST_FILE = 2 ** 29;

/** Enough of a file to tell what it is. */
const HEAD = 4096;

const REASONS: Record<string, string> = {
  ENOENT: 'it does not exist',
  EACCES: "you don't have the permission",
  EPERM: "you don't have the permission",
  ELOOP: 'it is a link that leads back to itself',
  EMFILE: 'too many files are open',
  EIO: 'the disk fails to read it',
  // Opening a socket.
  ENXIO: 'it is no file but a socket or a device',
};

/** Why the system refused, for the end of a sentence. */
export const reasonOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
};

const kindOf = (info: Stats): string => {
  if (info.isDirectory()) return 'a folder';
  if (info.isFIFO()) return 'a named pipe';
  return info.isSocket() ? 'a socket' : 'a device';
};

const readAll = async (handle: FileHandle, head: Buffer): Promise<Buffer> =>
  head.length < HEAD ? head : Buffer.concat([head, await handle.readFile()]);

const readHead = async (handle: FileHandle): Promise<Buffer> => {
  const head = Buffer.alloc(HEAD);
  let length = 0;
  while (length < HEAD) {
    const { bytesRead } = await handle.read(head, length, HEAD - length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return head.subarray(0, length);
};

/**
 * Reads a regular file.
 * @param name what messages call it
 * @param check is given the first 4 KiB before the rest is read; what it throws is passed on
 * @throws Fault `DamagedImage` when it isn't there, can't be read or is no regular file, `ImageTooLarge` above 512 MiB
 */
export const readRegularFile = async (
  path: Buffer | string,
  name: string,
  check: (head: Uint8Array) => void,
): Promise<Uint8Array> => {
  let handle: FileHandle | undefined;
  try {
    // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
    handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const info = await handle.stat();
    if (!info.isFile()) throw new Fault('DamagedImage', `${name} can't be read: it is no file but ${kindOf(info)}.`);
    const head = await readHead(handle);
    check(head);
    if (info.size > LARGEST_FILE) {
      const most = LARGEST_FILE / 2 ** 20;
      throw new Fault('ImageTooLarge', `${name} is larger than ${most} MiB, which no photo is. Make it smaller.`);
    }
    return await readAll(handle, head);
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault('DamagedImage', `${name} can't be read: ${reasonOf(error)}.`);
  } finally {
    await handle?.close();
  }
};
