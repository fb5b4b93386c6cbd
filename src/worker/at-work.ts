import {
  getBackend,
  getKernelsForBackend,
  type KernelFunc,
  registerKernel,
  unregisterKernel,
} from '@tensorflow/tfjs-core';

/** Runs work during which the worker shows that it lives. */
export type AtWork = <T>(work: () => Promise<T>) => Promise<T>;

/** Where a backend computes elsewhere, the worker waits: it shows a sign so often, milliseconds. */
const WHILE_WAITING_MS = 500;

/** Lets each of the active backend's kernels show a sign: on the processor nothing else runs until the last is done. */
const listenToKernels = (showSign: () => void, heard: WeakSet<KernelFunc>): void => {
  for (const kernel of getKernelsForBackend(getBackend())) {
    if (heard.has(kernel.kernelFunc)) continue;
    const kernelFunc: KernelFunc = (parameters) => {
      showSign();
      return kernel.kernelFunc(parameters);
    };
    heard.add(kernelFunc);
    // Registering over a kernel would make tfjs warn.
    unregisterKernel(kernel.kernelName, kernel.backendName);
    registerKernel({ ...kernel, kernelFunc });
  }
};

/**
 * @param showSign cheap, called at every kernel.
 * @param heard kernels that show it already.
 */
export const atWork =
  (showSign: () => void, heard = new WeakSet<KernelFunc>()): AtWork =>
  async (work) => {
    listenToKernels(showSign, heard);
    showSign();
    const waiting = setInterval(showSign, WHILE_WAITING_MS);
    return work().finally(() => clearInterval(waiting));
  };
