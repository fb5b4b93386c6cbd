import { backend, findBackendFactory, registerBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import type { BackendName } from '../domain/analyzer-api';
import { ifAllowed } from '../domain/if-allowed';
import type { BackendHost } from './backend-trial';
import { probeWebGl, probeWebGpu } from './gpu-probes';
import { benchmark, selfTestError } from './self-test';

/** Each backend is fetched only when it is tried. */
const IMPORTS: { readonly [N in BackendName]: () => Promise<unknown> } = {
  webgpu: () => import('@tensorflow/tfjs-backend-webgpu'),
  wasm: async () => (await import('./wasm-backend')).prepareWasm(),
  webgl: () => import('@tensorflow/tfjs-backend-webgl'),
  cpu: () => import('@tensorflow/tfjs-backend-cpu'),
};

/** The machine as tfjs and the browser show it. */
export const TFJS_HOST: BackendHost = {
  probeWebGpu: () => probeWebGpu(ifAllowed(() => navigator.gpu)),
  probeWebGl: () => probeWebGl(() => new OffscreenCanvas(1, 1).getContext('webgl2')),
  start: async (name) => {
    await IMPORTS[name]().catch((error: unknown) => {
      console.warn(`The files of the backend ${name} could not be fetched`, error);
      throw new Error("its files couldn't be fetched, nor are they kept on this device");
    });
    return setBackend(name);
  },
  stop: (name) => {
    // tfjs doesn't know a backend whose import failed, and a broken one may fail once more while it goes.
    const factory = findBackendFactory(name);
    try {
      removeBackend(name);
    } catch (error) {
      console.warn(`The backend ${name} didn't stop cleanly`, error);
    }
    // Removing forgets how to make it too, and a second import registers nothing: without this it could never start again.
    if (factory) registerBackend(name, factory);
  },
  selfTestError,
  benchmark,
};

const deviceOf = (value: object): GPUDevice | undefined =>
  'device' in value && value.device instanceof GPUDevice ? value.device : undefined;

const canvasOf = (value: object): EventTarget | undefined =>
  'canvas' in value && value.canvas instanceof EventTarget ? value.canvas : undefined;

/** Calls back once when the graphics processor of the active backend goes away; never for wasm and cpu. */
export const watchForLoss = (name: BackendName, onLost: (reason: string) => void): void => {
  const lost = (detail: string): void => {
    console.warn('The graphics processor was lost', detail);
    onLost('The graphics processor was lost. The analyzer starts anew.');
  };
  if (name === 'webgpu') {
    const device = deviceOf(backend());
    void device?.lost.then(({ message }) => lost(message));
    // Out of memory or a refused command leaves the device alive, but what it computes from then on may be wrong.
    device?.addEventListener('uncapturederror', ({ error }) => lost(error.message), { once: true });
  }
  if (name === 'webgl') {
    canvasOf(backend())?.addEventListener('webglcontextlost', () => lost(''), { once: true });
  }
};
