import { fileURLToPath } from 'node:url';
import type { Cascade } from '../../src/pipeline/net';
import { useBackend } from './backend';
import { readCascade } from './read-cascade';

/** The models that ship with this checkout. */
export const SHIPPED_MODELS = fileURLToPath(new URL('../../public/models', import.meta.url));

/**
 * Loads the cascade on tfjs wasm; see {@link readCascade}.
 * @param folder holds `manifest.json`.
 * @throws Fault `ModelMissing`, `ModelDamaged` or `ManifestInvalid`, naming the file.
 */
export const loadCascade = async (folder: string): Promise<Cascade> => {
  await useBackend('wasm');
  return readCascade(folder);
};
