/** Why WebGPU doesn't run, where that can be said in a few words: pages that speak other languages know them by name. */
export const WEBGPU_REASONS = {
  noWebGpu: 'no WebGPU in this browser',
  noGpu: 'WebGPU finds no graphics processor',
  softwareGpu: 'WebGPU is only emulated in software here',
} as const;

export type WebGpuReason = keyof typeof WEBGPU_REASONS;
