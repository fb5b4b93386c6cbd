import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../../src/domain/errors';
import type { ModelFile } from '../../src/domain/manifest';
import { checkModelFile } from '../../src/models/check-file';
import { loadModels } from '../../src/models/load-models';
import { parseManifest } from '../../src/models/manifest';
import { checkDigest } from '../../src/models/manifest-digest';
import type { Cascade } from '../../src/pipeline/net';

const readModelFile = async (folder: string, path: string): Promise<ArrayBuffer> => {
  try {
    return new Uint8Array(await readFile(join(folder, path))).buffer;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Fault(
      'ModelMissing',
      `The model file ${join(folder, path)} can't be read (${reason}). Run npm run convert.`,
    );
  }
};

const parseJson = (path: string, bytes: ArrayBuffer): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw new Fault('ManifestInvalid', `${path} is no JSON (${error instanceof Error ? error.message : error}).`);
  }
};

/**
 * Loads the cascade onto the backend that is set, each file checked as the page checks it.
 * @param folder holds `manifest.json`.
 * @param pinned digest of the only manifest that is accepted; any whole one if absent
 * @throws Fault `ModelMissing`, `ModelDamaged` or `ManifestInvalid`, naming the file.
 */
export const readCascade = async (folder: string, pinned?: string): Promise<Cascade> => {
  const json = parseJson(join(folder, 'manifest.json'), await readModelFile(folder, 'manifest.json'));
  const manifest = await checkDigest(parseManifest(json), pinned);
  const read = async (file: ModelFile): Promise<ArrayBuffer> =>
    checkModelFile(file, await readModelFile(folder, file.path));
  return loadModels(manifest, read);
};
