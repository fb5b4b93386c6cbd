import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { setBackend } from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';

/** Selects a tfjs backend in Node, where the whole of tfjs may be loaded; throws when it can't start. */
export const useBackend = async (name: 'wasm' | 'cpu'): Promise<void> => {
  setWasmPaths(dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')) + sep);
  if (!(await setBackend(name))) throw new Error(`The tfjs backend "${name}" can't start in Node.`);
};
