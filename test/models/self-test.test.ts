import { readFile } from 'node:fs/promises';
import {
  getBackend,
  getKernel,
  type KernelConfig,
  type KernelFunc,
  memory,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Manifest, ModelFile } from '../../src/domain/manifest';
import { loadModels } from '../../src/models/load-models';
import { parseManifest } from '../../src/models/manifest';
import { useBackend } from '../../tools/lib/backend';

const FOLDER = 'public/models';

let manifest: Manifest;
beforeAll(async () => {
  manifest = parseManifest(JSON.parse(await readFile(`${FOLDER}/manifest.json`, 'utf8')));
});

const read = async ({ path }: ModelFile): Promise<ArrayBuffer> =>
  new Uint8Array(await readFile(`${FOLDER}/${path}`)).buffer;

const dispose = (models: Awaited<ReturnType<typeof loadModels>>): void => {
  for (const net of [models.lneto, models.lnets, models.anet, models.svm]) net.dispose();
};

/** The part of the wasm and cpu backends that a broken kernel needs. */
interface Backend {
  readSync(dataId: object): Float32Array;
  write(values: Float32Array, shape: number[], dtype: 'float32'): object;
}

/** Makes a kernel multiply all that it gives, as a wrong program of a graphics processor would, while `work` runs. */
const withBroken = async (kernelName: string, work: () => Promise<void>): Promise<void> => {
  const config: KernelConfig = getKernel(kernelName, getBackend());
  const kernelFunc: KernelFunc = (parameters) => {
    const right = config.kernelFunc(parameters) as TensorInfo;
    const backend = parameters.backend as Backend;
    const wrong = backend.readSync(right.dataId).map((value) => value * 1.25);
    return { ...right, dataId: backend.write(wrong, right.shape, 'float32') };
  };
  unregisterKernel(kernelName, config.backendName);
  registerKernel({ ...config, kernelFunc });
  try {
    await work();
  } finally {
    unregisterKernel(kernelName, config.backendName);
    registerKernel(config);
  }
};

describe('the models that ship', () => {
  it.each(['wasm', 'cpu'] as const)('give on %s what they gave when they were converted', async (name) => {
    await useBackend(name);
    const before = memory().numTensors;
    dispose(await loadModels(manifest, read));
    expect(memory().numTensors).toBe(before);
  });

  it('are compared by a file of a few kilobytes', () => {
    expect(manifest.selfTest?.bytes).toBeGreaterThan(1_000);
    expect(manifest.selfTest?.bytes).toBeLessThan(16_000);
  });
});

describe('a backend that computes a quarter too much in', () => {
  it.each([
    'FusedConv2D',
    'FusedDepthwiseConv2D',
    '_FusedMatMul',
    'ResizeNearestNeighbor',
    'Add',
    'Sigmoid',
    'Mean',
    'Slice',
    'Concat',
  ])('%s is refused, and the reason says so', async (kernel) => {
    await useBackend('wasm');
    await withBroken(kernel, async () => {
      await expect(loadModels(manifest, read)).rejects.toMatchObject({
        name: 'BackendFailed',
        message: expect.stringMatching(/it computes wrong numbers at ".*", off by \d+(\.\d+)? % of the largest/),
      });
    });
    dispose(await loadModels(manifest, read));
  });
});
