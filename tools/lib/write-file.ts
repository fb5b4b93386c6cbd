import { open, rename, stat, unlink } from 'node:fs/promises';
import { Fault } from '../../src/domain/errors';
import { outputError } from './output';

const exists = (path: Buffer): Promise<boolean> => stat(path).then(Boolean, () => false);

/**
 * Writes a file that wasn't there, whole or not at all: what is broken off leaves nothing under its name.
 * @throws Fault `NotKept` when it is there already; OutputFailed when it can't be written
 */
export const writeNewFile = async (path: Buffer, content: string | Uint8Array): Promise<void> => {
  if (await exists(path)) {
    throw new Fault(
      'NotKept',
      `${path} is there already and isn't overwritten. Move it away, or choose another --out.`,
    );
  }
  const slash = path.lastIndexOf(0x2f) + 1;
  const part = Buffer.concat([path.subarray(0, slash), Buffer.from(`.facet-${process.pid}.part`)]);
  try {
    const file = await open(part, 'w');
    await file.writeFile(content).finally(() => file.close());
    await rename(part, path);
  } catch (error) {
    await unlink(part).catch(() => undefined);
    throw outputError(path.toString(), error);
  }
};
