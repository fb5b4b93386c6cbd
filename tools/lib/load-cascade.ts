import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Fault } from '../../src/domain/errors';
import type { ModelFile } from '../../src/domain/manifest';
import { checkModelFile } from '../../src/models/check-file';
import { loadModels } from '../../src/models/load-models';
import { parseManifest } from '../../src/models/manifest';
import { checkDigest } from '../../src/models/manifest-digest';
import type { Cascade } from '../../src/pipeline/net';
import { useBackend } from './backend';

/** The models that ship with this checkout. */
export const SHIPPED_MODELS = fileURLToPath(new URL('../../public/models', import.meta.url));

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
 * Loads the cascade on tfjs wasm, each file checked as the page checks it.
 * @param folder holds `manifest.json`.
 * @throws Fault `ModelMissing`, `ModelDamaged` or `ManifestInvalid`, naming the file.
 */
export const loadCascade = async (folder: string): Promise<Cascade> => {
  await useBackend('wasm');
  const json = parseJson(join(folder, 'manifest.json'), await readModelFile(folder, 'manifest.json'));
  const manifest = await checkDigest(parseManifest(json));
  const read = async (file: ModelFile): Promise<ArrayBuffer> =>
    checkModelFile(file, await readModelFile(folder, file.path));
  return loadModels(manifest, read);
};
