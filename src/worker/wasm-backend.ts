import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plainHash from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm?integrity';
import plain from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm?url';
import simdHash from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?integrity';
import simd from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url';
import { env } from '@tensorflow/tfjs-core';

/*
 * The wasm backend, given its program from the built site. The build finds by this module what that backend needs.
 */

// A minified build breaks tfjs's threads (tfjs#4528), and small nets gain nothing from them.
env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);

/**
 * Fetches the program that this machine can run, checked by the browser against its hash, for tfjs to start.
 * @throws TypeError as `fetch`, also when its bytes are others than those of the build.
 */
export const prepareWasm = async (): Promise<void> => {
  const hasSimd = Boolean(await env().getAsync('WASM_HAS_SIMD_SUPPORT'));
  const [url, integrity] = hasSimd ? [simd, simdHash] : [plain, plainHash];
  const response = await fetch(url, { integrity, redirect: 'error' });
  if (!response.ok) throw new TypeError(`the server answered ${response.status}`);
  const checked = URL.createObjectURL(await response.blob());
  // tfjs wants an address for each of the three, and asks for one.
  setWasmPaths({
    'tfjs-backend-wasm.wasm': checked,
    'tfjs-backend-wasm-simd.wasm': checked,
    'tfjs-backend-wasm-threaded-simd.wasm': checked,
  });
};
