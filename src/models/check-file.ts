import { Fault } from '../domain/errors';
import type { ModelFile } from '../domain/manifest';
import { sha256 } from '../domain/sha256';

/** A fault for bytes that aren't the manifest's; `what` says how they differ. */
export const damaged = (file: ModelFile, what: string): Fault =>
  new Fault(
    'ModelDamaged',
    `The model file ${file.path} is damaged: ${what}. Put back the original file and try again.`,
  );

/**
 * Compares the bytes of a model file with its entry in the manifest and hands them back.
 * @throws Fault `ModelDamaged` when the size or the SHA-256 differs.
 */
export const checkModelFile = async (file: ModelFile, bytes: ArrayBuffer): Promise<ArrayBuffer> => {
  if (bytes.byteLength !== file.bytes) {
    throw damaged(file, `it should have ${file.bytes} bytes, but has ${bytes.byteLength}`);
  }
  const found = await sha256(bytes);
  if (found !== file.sha256) {
    throw damaged(
      file,
      `its SHA-256 should begin with ${file.sha256.slice(0, 12)}, but begins with ${found.slice(0, 12)}`,
    );
  }
  return bytes;
};
