import type { BackendName } from '../../src/domain/analyzer-api';
import type { BackendHost } from '../../src/worker/backend-trial';
import type { GpuProbe } from '../../src/worker/gpu-probes';

/** How a backend of a made-up machine behaves; by default it works. */
interface Behaviour {
  readonly start?: 'refuses' | 'hangs' | 'throws';
  /** Error of the self-test. */
  readonly error?: number;
  /** Milliseconds of the benchmark. */
  readonly ms?: number;
}

export interface Machine {
  readonly webGpu?: GpuProbe;
  readonly webGl?: GpuProbe;
  readonly backends?: { readonly [N in BackendName]?: Behaviour };
}

export const REAL: GpuProbe = { kind: 'real', name: 'Made GPU' };
export const NO_GPU: GpuProbe = { kind: 'none', reason: 'WebGPU finds no graphics processor' };
export const SOFTWARE: GpuProbe = { kind: 'software', reason: 'WebGPU is only emulated in software here' };

/** A made-up machine. Without other wishes it has no graphics processor, and every backend works. */
export class FakeHost implements BackendHost {
  active: BackendName | undefined;
  readonly started: BackendName[] = [];
  readonly stopped: BackendName[] = [];
  readonly #machine: Machine;

  constructor(machine: Machine = {}) {
    this.#machine = machine;
  }

  async probeWebGpu(): Promise<GpuProbe> {
    return this.#machine.webGpu ?? NO_GPU;
  }

  probeWebGl(): GpuProbe {
    return this.#machine.webGl ?? { kind: 'none', reason: 'no WebGL 2 in this browser' };
  }

  async start(name: BackendName): Promise<boolean> {
    this.started.push(name);
    const { start } = this.#behaviour(name);
    if (start === 'hangs') return new Promise<boolean>(() => {});
    if (start === 'throws') throw new Error('its file could not be fetched');
    if (start === 'refuses') return false;
    this.active = name;
    return true;
  }

  stop(name: BackendName): void {
    this.stopped.push(name);
    if (this.active === name) this.active = undefined;
  }

  async selfTestError(): Promise<number> {
    return this.#behaviour(this.active).error ?? 1e-6;
  }

  async benchmark(): Promise<number> {
    return this.#behaviour(this.active).ms ?? 5;
  }

  #behaviour(name: BackendName | undefined): Behaviour {
    return (name && this.#machine.backends?.[name]) ?? {};
  }
}
