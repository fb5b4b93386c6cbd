import type { BackendName, BackendReport } from '../domain/analyzer-api';
import { Fault } from '../domain/errors';
import { type BackendHost, type BackendLimits, LIMITS, type Trial, timeOfRun, trial } from './backend-trial';
import type { GpuProbe } from './gpu-probes';

type Rejected = BackendReport['rejected'][number];

/** Bounds of the choice. */
export interface Wishes {
  /** Use this one and no other, even WebGPU emulated in software. */
  readonly named?: BackendName | undefined;
  /** Backends that already failed, with the reason; they are not tried. */
  readonly broken?: readonly Rejected[];
}

/** Fastest first. A GPU that is emulated in software isn't in it: wasm beats it by a factor of ten to a hundred. */
const ORDER: readonly BackendName[] = ['webgpu', 'wasm', 'webgl', 'cpu'];

const WORDS: { readonly [N in BackendName]: string } = {
  webgpu: 'the graphics processor, through WebGPU',
  wasm: 'the processor, through WebAssembly',
  webgl: 'the graphics processor, through WebGL',
  cpu: 'the processor, in plain JavaScript, which is slow',
};

const time = (ms: number): string => (Number.isFinite(ms) ? `${ms.toFixed(1)} ms` : 'too long');

/** One choice on one machine. */
class Choice {
  readonly #host: BackendHost;
  readonly #broken: readonly Rejected[];
  readonly #limits: BackendLimits;

  constructor(host: BackendHost, broken: readonly Rejected[], limits: BackendLimits) {
    this.#host = host;
    this.#broken = broken;
    this.#limits = limits;
  }

  async named(name: BackendName): Promise<BackendReport> {
    const probe = await this.#probe(name);
    const outcome: Trial =
      probe?.kind === 'none' ? { ok: false, reason: probe.reason } : await trial(this.#host, name, this.#limits);
    if (outcome.ok) return { name, reason: `Runs on ${WORDS[name]}, as asked for.`, rejected: [] };
    // What speaks against it beforehand says more than that it refused.
    const reason = probe?.kind === 'software' ? probe.reason : outcome.reason;
    throw new Fault(
      'NoBackend',
      `The backend "${name}" was asked for, but can't run here: ${reason}. Leave the choice open.`,
    );
  }

  async fastest(): Promise<BackendReport> {
    const rejected: Rejected[] = [];
    for (const name of ORDER) {
      const outcome = await this.#try(name);
      const contest = outcome.ok && name === 'webgpu' ? await this.#contest() : undefined;
      if (contest?.winner === 'webgpu') return { name, reason: `Runs on ${WORDS[name]}.`, rejected: contest.rejected };
      if (outcome.ok && contest === undefined) {
        const because = rejected[0] === undefined ? '' : ` (${rejected[0].reason})`;
        return { name, reason: `Runs on ${WORDS[name]}${because}.`, rejected };
      }
      rejected.push(...(contest?.rejected ?? []));
      if (!outcome.ok) rejected.push({ name, reason: outcome.reason });
    }
    const reasons = rejected.map(({ name, reason }) => `${name}: ${reason}`).join('; ');
    throw new Fault('NoBackend', `This browser can't run the nets (${reasons}). Try a current browser.`);
  }

  /** What can be learned beforehand, of those that need a graphics processor. */
  async #probe(name: BackendName): Promise<GpuProbe | undefined> {
    if (name === 'webgpu') return this.#host.probeWebGpu();
    return name === 'webgl' ? this.#host.probeWebGl() : undefined;
  }

  /** A trial, unless something is already known to speak against this backend. */
  async #try(name: BackendName): Promise<Trial> {
    const failed = this.#broken.find((each) => each.name === name);
    if (failed !== undefined) return { ok: false, reason: failed.reason };
    const probe = await this.#probe(name);
    if (probe && probe.kind !== 'real') return { ok: false, reason: probe.reason };
    return trial(this.#host, name, this.#limits);
  }

  /** Decides between WebGPU, which works and is active, and wasm: small nets can be faster on the processor. */
  async #contest(): Promise<{ readonly winner: 'webgpu' | 'wasm'; readonly rejected: readonly Rejected[] }> {
    const gpuMs = await timeOfRun(this.#host, this.#limits);
    const wasm = await this.#try('wasm');
    const wasmMs = wasm.ok ? await timeOfRun(this.#host, this.#limits) : Number.POSITIVE_INFINITY;
    const times = `the same test took ${time(gpuMs)} with WebGPU and ${time(wasmMs)} with WebAssembly`;
    if (wasm.ok && wasmMs < gpuMs) {
      this.#host.stop('webgpu');
      return { winner: 'wasm', rejected: [{ name: 'webgpu', reason: times }] };
    }
    // The trial of wasm made that the active one.
    const again = await trial(this.#host, 'webgpu', this.#limits);
    if (!again.ok) return { winner: 'wasm', rejected: [{ name: 'webgpu', reason: again.reason }] };
    if (wasm.ok) this.#host.stop('wasm');
    return { winner: 'webgpu', rejected: [{ name: 'wasm', reason: wasm.ok ? times : wasm.reason }] };
  }
}

/**
 * Picks the fastest backend that works on this machine: WebGPU on a real graphics processor (unless wasm is measured
 * to be faster), then wasm, then WebGL on a real graphics processor, then plain JavaScript. It is active afterwards.
 * @throws Fault `NoBackend` when the named one, or none at all, can run; it says why for each.
 */
export const chooseBackend = (
  host: BackendHost,
  { named, broken = [] }: Wishes = {},
  limits: BackendLimits = LIMITS,
): Promise<BackendReport> => {
  const choice = new Choice(host, broken, limits);
  return named === undefined ? choice.fastest() : choice.named(named);
};
