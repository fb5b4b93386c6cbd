import createLibheif, { type MainModule } from 'libheif-js/libheif-wasm/libheif.js';

export type Libheif = MainModule;

const quiet = (): void => undefined;

/**
 * Starts the decoder.
 * @param wasmBinary the bytes of `libheif.wasm`
 */
export const startLibheif = (wasmBinary: ArrayBuffer): Libheif =>
  // What it would print about damaged files is told to the person instead.
  createLibheif({ wasmBinary, print: quiet, printErr: quiet });
