import { Fault } from '../domain/errors';
import { sha256 } from '../domain/sha256';
import { pictureType } from './check-image';

/** Enough of a file to tell what it is; an SVG may begin with comments. */
const HEAD_BYTES = 4096;

const read = async (name: string, blob: Blob): Promise<ArrayBuffer> => {
  try {
    return await blob.arrayBuffer();
  } catch {
    throw new Fault('DamagedImage', `${name} can't be read. It may have been moved or deleted since it was chosen.`);
  }
};

/**
 * Names a photo by what is in its file: the SHA-256, in hex.
 * @throws Fault `EmptyFile` or what `pictureType` throws, without reading all of a file that is no picture, however large it is
 */
export const fingerprint = async (name: string, file: Blob): Promise<string> => {
  if (file.size === 0) throw new Fault('EmptyFile', `${name} is empty: it holds no bytes at all.`);
  const head = new Uint8Array(await read(name, file.slice(0, HEAD_BYTES)));
  pictureType(name, head);
  return sha256(await read(name, file));
};
