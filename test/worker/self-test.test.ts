import '@tensorflow/tfjs-backend-cpu';
import {
  getKernel,
  type KernelFunc,
  memory,
  registerKernel,
  setBackend,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it } from 'vitest';
import { benchmark, selfTestError } from '../../src/worker/self-test';
import { useBackend } from '../../tools/lib/backend';

describe('the self-test', () => {
  it.each(['cpu', 'wasm'] as const)('passes on %s and leaves no tensors', async (name) => {
    await useBackend(name);
    const before = memory().numTensors;
    expect(await selfTestError()).toBeLessThan(1e-5);
    expect(memory().numTensors).toBe(before);
  });
});

describe('a backend with a broken kernel', () => {
  const config = getKernel('FusedConv2D', 'cpu');
  afterEach(() => {
    unregisterKernel('FusedConv2D', 'cpu');
    registerKernel(config);
  });

  /** Multiplies all that the convolution gives by a factor, as half floats or a driver's fault would shift it. */
  const breakKernel = async (factor: number): Promise<void> => {
    expect(await setBackend('cpu')).toBe(true);
    const broken: KernelFunc = (parameters) => {
      const output = config.kernelFunc(parameters);
      if (Array.isArray(output)) throw new Error('one output was expected');
      const backend = parameters.backend as { data: { get(id: object): { values: Float32Array } } };
      const { values } = backend.data.get(output.dataId);
      values.forEach((value, index) => {
        values[index] = value * factor;
      });
      return output;
    };
    unregisterKernel('FusedConv2D', 'cpu');
    registerKernel({ ...config, kernelFunc: broken });
  };

  it('shows an error of the size of its fault', async () => {
    await breakKernel(1.001);
    expect(await selfTestError()).toBeGreaterThan(1e-4);
  });

  it('shows NaN when it gives no numbers', async () => {
    await breakKernel(Number.NaN);
    expect(await selfTestError()).toBeNaN();
  });
});

describe('the benchmark', () => {
  it('takes measurable time and leaves no tensors', async () => {
    await useBackend('wasm');
    const before = memory().numTensors;
    expect(await benchmark()).toBeGreaterThan(0);
    expect(memory().numTensors).toBe(before);
  });
});
