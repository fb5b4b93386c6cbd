import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plain from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url';
import { env } from '@tensorflow/tfjs-core';

/** The wasm backend, pointed at its files in the built site. The build finds by this module what that backend needs. */

// A minified build breaks tfjs's threads (tfjs#4528), and small nets gain nothing from them.
env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
setWasmPaths({
  'tfjs-backend-wasm.wasm': plain,
  'tfjs-backend-wasm-simd.wasm': simd,
  // tfjs wants an address for each of the three; without threads it never asks for this one.
  'tfjs-backend-wasm-threaded-simd.wasm': simd,
});
