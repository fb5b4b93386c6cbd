import { WEBGPU_REASONS } from '../domain/backend-reasons';
import { messageOf } from '../domain/errors';
import { withTimeLimit } from '../models/time-limit';

/** What a page can learn about its graphics processor before using it. */
export type GpuProbe =
  | { readonly kind: 'real'; readonly name: string }
  | { readonly kind: 'software'; readonly reason: string }
  | { readonly kind: 'none'; readonly reason: string };

/** The part of `navigator.gpu` that is asked. */
export interface GpuLike {
  requestAdapter(options?: GPURequestAdapterOptions): Promise<GPUAdapter | null>;
}

const ADAPTER_LIMIT_MS = 5_000;
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|software|basic render/i;

/** Asks WebGPU for an adapter. A software adapter is told apart: it is a hundred times slower than wasm. */
export const probeWebGpu = async (gpu: GpuLike | undefined): Promise<GpuProbe> => {
  if (gpu === undefined) return { kind: 'none', reason: WEBGPU_REASONS.noWebGpu };
  let adapter: GPUAdapter | null;
  try {
    // tfjs asks for the same adapter later. Some browsers throw here instead of giving null.
    const asked = gpu.requestAdapter({ powerPreference: 'high-performance' });
    adapter = await withTimeLimit(asked, ADAPTER_LIMIT_MS, 'no answer within 5 seconds');
  } catch (error) {
    return { kind: 'none', reason: `WebGPU gives no graphics processor (${messageOf(error)})` };
  }
  if (adapter === null) return { kind: 'none', reason: WEBGPU_REASONS.noGpu };
  // Browsers of 2023 have no `info` yet.
  const {
    vendor = '',
    architecture = '',
    description = '',
    isFallbackAdapter,
  }: Partial<GPUAdapterInfo> = adapter.info ?? {};
  if (isFallbackAdapter || SOFTWARE.test(`${architecture} ${description}`)) {
    return { kind: 'software', reason: WEBGPU_REASONS.softwareGpu };
  }
  return { kind: 'real', name: description || [vendor, architecture].filter(Boolean).join(' ') || 'unnamed' };
};

/** Gives a WebGL 2 context, or null where there is none. */
export type WebGlSource = () => WebGL2RenderingContext | null;

/** Asks WebGL which renderer it uses. */
export const probeWebGl = (context: WebGlSource): GpuProbe => {
  let gl: ReturnType<WebGlSource>;
  try {
    gl = context();
  } catch {
    gl = null;
  }
  if (gl === null) return { kind: 'none', reason: 'no WebGL 2 in this browser' };
  const unmasked = gl.getExtension('WEBGL_debug_renderer_info')?.UNMASKED_RENDERER_WEBGL;
  const name = String(gl.getParameter(unmasked ?? gl.RENDERER));
  // Browsers hold few contexts at a time; this one has said all it knows.
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return SOFTWARE.test(name)
    ? { kind: 'software', reason: `WebGL is only emulated in software here (${name})` }
    : { kind: 'real', name };
};
