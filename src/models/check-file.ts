import { Fault } from '../domain/errors';
import type { ModelFile } from '../domain/manifest';

/**
 * SHA-256 of bytes, as 64 hex digits.
 * @returns undefined where this page can't compute it: browsers offer `crypto.subtle` only to secure pages.
 */
export const sha256Of = async (bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<string | undefined> => {
  if (globalThis.crypto?.subtle === undefined) return undefined;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
};

/** A fault for bytes that aren't the manifest's; `what` says how they differ. */
export const damaged = (file: ModelFile, what: string): Fault =>
  new Fault(
    'ModelDamaged',
    `The model file ${file.path} is damaged: ${what}. Put back the original file and try again.`,
  );

/**
 * Compares the bytes of a model file with its entry in the manifest and hands them back.
 * @throws Fault `ModelDamaged` when the size or the SHA-256 differs, or when this page can't compute hashes.
 */
export const checkModelFile = async (file: ModelFile, bytes: ArrayBuffer): Promise<ArrayBuffer> => {
  if (bytes.byteLength !== file.bytes) {
    throw damaged(file, `it should have ${file.bytes} bytes, but has ${bytes.byteLength}`);
  }
  const found = await sha256Of(bytes);
  // Unchecked weights are never used.
  if (found === undefined) {
    throw new Fault(
      'ModelDamaged',
      `The model file ${file.path} can't be checked on an insecure page. Open this page over https or on localhost.`,
    );
  }
  if (found !== file.sha256) {
    throw damaged(
      file,
      `its SHA-256 should begin with ${file.sha256.slice(0, 12)}, but begins with ${found.slice(0, 12)}`,
    );
  }
  return bytes;
};
