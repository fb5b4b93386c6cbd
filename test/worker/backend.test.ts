import { describe, expect, it } from 'vitest';
import { chooseBackend, type Wishes } from '../../src/worker/backend';
import { FakeHost, type Machine, NO_GPU, REAL, SOFTWARE } from './fake-host';

const LIMITS = { start: 30, selfTest: 30 };

const choose = async (machine: Machine, wishes: Wishes = {}) => {
  const host = new FakeHost(machine);
  const report = await chooseBackend(host, wishes, LIMITS);
  return { host, report };
};

describe('without a graphics processor', () => {
  it('wasm runs, and the report says why WebGPU does not', async () => {
    const { report, host } = await choose({ webGpu: NO_GPU });
    expect(report).toEqual({
      name: 'wasm',
      reason: 'Runs on the processor, through WebAssembly (WebGPU finds no graphics processor).',
      rejected: [{ name: 'webgpu', reason: 'WebGPU finds no graphics processor' }],
    });
    expect(host.active).toBe('wasm');
    expect(host.started).toEqual(['wasm']);
  });

  it('WebGPU in software counts as none', async () => {
    const { report, host } = await choose({ webGpu: SOFTWARE });
    expect(report.name).toBe('wasm');
    expect(report.reason).toContain('only emulated in software');
    expect(host.started).not.toContain('webgpu');
  });

  it('WebGL in software is passed over for plain JavaScript when wasm fails', async () => {
    const webGl = { kind: 'software', reason: 'WebGL is only emulated in software here' } as const;
    const { report } = await choose({ webGl, backends: { wasm: { start: 'refuses' } } });
    expect(report.name).toBe('cpu');
    expect(report.rejected).toEqual([
      { name: 'webgpu', reason: 'WebGPU finds no graphics processor' },
      { name: 'wasm', reason: 'it refused to start' },
      { name: 'webgl', reason: 'WebGL is only emulated in software here' },
    ]);
  });
});

describe('with a real graphics processor', () => {
  it('WebGPU runs when it is faster than wasm', async () => {
    const { report, host } = await choose({ webGpu: REAL, backends: { webgpu: { ms: 2 }, wasm: { ms: 9 } } });
    expect(report.name).toBe('webgpu');
    expect(report.rejected).toEqual([
      { name: 'wasm', reason: 'the same test took 2.0 ms with WebGPU and 9.0 ms with WebAssembly' },
    ]);
    expect(host.active).toBe('webgpu');
    expect(host.stopped).toEqual(['wasm']);
  });

  it('wasm runs when that is measured to be faster, and WebGPU is freed', async () => {
    const { report, host } = await choose({ webGpu: REAL, backends: { webgpu: { ms: 9 }, wasm: { ms: 2 } } });
    expect(report.name).toBe('wasm');
    expect(report.reason).toContain('9.0 ms with WebGPU and 2.0 ms with WebAssembly');
    expect(host.active).toBe('wasm');
    expect(host.stopped).toEqual(['webgpu']);
  });

  it('that comes to no end in the test makes room for wasm, told without numbers', async () => {
    const machine: Machine = { webGpu: REAL, backends: { webgpu: { ms: Number.POSITIVE_INFINITY }, wasm: { ms: 2 } } };
    const { report } = await choose(machine);
    expect(report.rejected).toEqual([
      { name: 'webgpu', reason: 'the same test took too long with WebGPU and 2.0 ms with WebAssembly' },
    ]);
  });

  it('WebGPU runs when wasm does not work', async () => {
    const { report, host } = await choose({ webGpu: REAL, backends: { wasm: { start: 'throws' } } });
    expect(report.name).toBe('webgpu');
    expect(report.rejected).toEqual([{ name: 'wasm', reason: 'its file could not be fetched' }]);
    expect(host.active).toBe('webgpu');
  });

  it('WebGL runs when neither WebGPU nor wasm works', async () => {
    const backends = { webgpu: { start: 'refuses' }, wasm: { start: 'refuses' } } as const;
    expect((await choose({ webGpu: REAL, webGl: REAL, backends })).report.name).toBe('webgl');
  });
});

describe('a backend that', () => {
  it.each([
    ['refuses to start', { start: 'refuses' }, 'it refused to start'],
    ['fails to start', { start: 'throws' }, 'its file could not be fetched'],
    ['never comes up', { start: 'hangs' }, "it didn't start within 0.03 seconds"],
    ['computes with half floats', { error: 2e-3 }, 'it computes wrong numbers (error 0.0020)'],
    ['computes no numbers', { error: Number.NaN }, 'it computes wrong numbers (error NaN)'],
  ] as const)('%s is stopped and passed over with that reason', async (_, webgpu, reason) => {
    const { report, host } = await choose({ webGpu: REAL, backends: { webgpu } });
    expect(report.name).toBe('wasm');
    expect(report.rejected).toEqual([{ name: 'webgpu', reason }]);
    expect(host.stopped).toEqual(['webgpu']);
  });

  it('broke down before on this visit is not even started', async () => {
    const broken = [{ name: 'webgpu', reason: 'it stopped working on this visit' }] as const;
    const { report, host } = await choose({ webGpu: REAL }, { broken });
    expect(report.reason).toBe('Runs on the processor, through WebAssembly (it stopped working on this visit).');
    expect(host.started).toEqual(['wasm']);
  });
});

describe('a named backend', () => {
  it('runs even when it is WebGPU in software', async () => {
    const { report } = await choose({ webGpu: SOFTWARE }, { named: 'webgpu' });
    expect(report).toEqual({
      name: 'webgpu',
      reason: 'Runs on the graphics processor, through WebGPU, as asked for.',
      rejected: [],
    });
  });

  it('that cannot run is a fault, and no other takes its place', async () => {
    const host = new FakeHost({ webGpu: NO_GPU });
    await expect(chooseBackend(host, { named: 'webgpu' }, LIMITS)).rejects.toMatchObject({
      name: 'NoBackend',
      message:
        'The backend "webgpu" was asked for, but can\'t run here: WebGPU finds no graphics processor. Leave the choice open.',
    });
    expect(host.started).toEqual([]);
  });

  it('that refuses says why, where that is known beforehand', async () => {
    const webGl = { kind: 'software', reason: 'WebGL is only emulated in software here (SwiftShader)' } as const;
    const host = new FakeHost({ webGl, backends: { webgl: { start: 'refuses' } } });
    await expect(chooseBackend(host, { named: 'webgl' }, LIMITS)).rejects.toMatchObject({
      message:
        'The backend "webgl" was asked for, but can\'t run here: WebGL is only emulated in software here (SwiftShader). Leave the choice open.',
    });
  });

  it('that needs WebGL where there is none is not even tried', async () => {
    const host = new FakeHost();
    await expect(chooseBackend(host, { named: 'webgl' }, LIMITS)).rejects.toThrow('no WebGL 2 in this browser');
    expect(host.started).toEqual([]);
  });
});

it('a machine on which nothing works is a fault that says why for each backend', async () => {
  const refuses = { start: 'refuses' } as const;
  const machine: Machine = { webGl: REAL, backends: { wasm: refuses, webgl: { error: 1 }, cpu: refuses } };
  await expect(choose(machine)).rejects.toMatchObject({
    name: 'NoBackend',
    message:
      "This browser can't run the nets (webgpu: WebGPU finds no graphics processor; wasm: it refused to start; " +
      'webgl: it computes wrong numbers (error 1.0); cpu: it refused to start). Try a current browser.',
  });
});
