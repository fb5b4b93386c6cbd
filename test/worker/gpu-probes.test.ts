import { describe, expect, it } from 'vitest';
import { type GpuLike, probeWebGl, probeWebGpu } from '../../src/worker/gpu-probes';

const gpuWith = (info: Partial<GPUAdapterInfo>): GpuLike => ({
  requestAdapter: async () => ({ info: { vendor: '', architecture: '', description: '', ...info } }) as GPUAdapter,
});

describe('WebGPU', () => {
  it.each([
    ['no WebGPU', undefined, 'no WebGPU in this browser'],
    ['no adapter', { requestAdapter: async () => null }, 'WebGPU finds no graphics processor'],
    [
      'a browser that throws',
      { requestAdapter: () => Promise.reject(new Error('blocked')) },
      'WebGPU gives no graphics processor (blocked)',
    ],
  ])('with %s is told apart as none', async (_, gpu, reason) => {
    expect(await probeWebGpu(gpu)).toEqual({ kind: 'none', reason });
  });

  it.each([
    ['a fallback adapter', { vendor: 'someone', isFallbackAdapter: true }],
    ['SwiftShader', { vendor: 'google', architecture: 'swiftshader' }],
    ['a software driver by its description', { description: 'llvmpipe (LLVM 15)' }],
  ])('on %s is software', async (_, info) => {
    expect((await probeWebGpu(gpuWith(info))).kind).toBe('software');
  });

  it('on a graphics processor is real and has a name', async () => {
    expect(await probeWebGpu(gpuWith({ vendor: 'nvidia', architecture: 'ampere' }))).toEqual({
      kind: 'real',
      name: 'nvidia ampere',
    });
  });
});

describe('WebGL', () => {
  const glWith = (renderer: string) => {
    const unmasked = { UNMASKED_RENDERER_WEBGL: 0x9246 };
    const extensions: Record<string, object> = { WEBGL_debug_renderer_info: unmasked };
    const gl = {
      RENDERER: 0x1f01,
      getExtension: (name: string) => extensions[name] ?? null,
      getParameter: (parameter: number) => (parameter === unmasked.UNMASKED_RENDERER_WEBGL ? renderer : 'WebKit WebGL'),
    };
    return () => gl as unknown as WebGL2RenderingContext;
  };

  it('that is missing is none', () => {
    expect(probeWebGl(() => null)).toEqual({ kind: 'none', reason: 'no WebGL 2 in this browser' });
  });

  it.each(['Google SwiftShader', 'ANGLE (Mesa, llvmpipe (LLVM 15.0.6), OpenGL 4.5)', 'Microsoft Basic Render Driver'])(
    'on "%s" is software',
    (renderer) => {
      expect(probeWebGl(glWith(renderer))).toMatchObject({
        kind: 'software',
        reason: expect.stringContaining(renderer),
      });
    },
  );

  it('on a graphics processor is real', () => {
    expect(probeWebGl(glWith('ANGLE (Apple, Apple M2)'))).toEqual({ kind: 'real', name: 'ANGLE (Apple, Apple M2)' });
  });
});
