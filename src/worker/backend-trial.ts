import type { BackendName } from '../domain/analyzer-api';
import { messageOf } from '../domain/errors';
import { withTimeLimit } from '../models/time-limit';
import type { GpuProbe } from './gpu-probes';

/** What the choice of a backend needs from the machine; tests pass their own. */
export interface BackendHost {
  probeWebGpu(): Promise<GpuProbe>;
  probeWebGl(): GpuProbe;
  /** Loads and activates a backend; false when it refused, as tfjs reports it. It may also reject or hang. */
  start(name: BackendName): Promise<boolean>;
  /** Frees a backend that isn't used, also one whose start never came to an end. */
  stop(name: BackendName): void;
  /** Largest error of a known computation on the active backend, relative to its largest number; NaN if broken. */
  selfTestError(): Promise<number>;
  /** Milliseconds of one run of a small net on the active backend, once warm. */
  benchmark(): Promise<number>;
}

/** How long a backend may take, in ms. Emulated WebGPU needs many seconds to compile its programs. */
export interface BackendLimits {
  readonly start: number;
  readonly selfTest: number;
}

export const LIMITS: BackendLimits = { start: 20_000, selfTest: 60_000 };

/** float32 sums in another order differ by 1e-6; half floats, which would shift scores, by 1e-3. */
const LARGEST_ERROR = 1e-4;

export type Trial = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** Starts a backend, which is active afterwards, and proves its numbers. One that fails is stopped. */
export const trial = async (host: BackendHost, name: BackendName, limits: BackendLimits): Promise<Trial> => {
  const { start, selfTest } = limits;
  try {
    const started = await withTimeLimit(host.start(name), start, `it didn't start within ${start / 1000} seconds`);
    if (!started) throw new Error('it refused to start');
    const late = `its self-test took more than ${selfTest / 1000} seconds`;
    const error = await withTimeLimit(host.selfTestError(), selfTest, late);
    // Written so that NaN fails too.
    if (!(error <= LARGEST_ERROR)) throw new Error(`it computes wrong numbers (error ${error.toPrecision(2)})`);
    return { ok: true };
  } catch (error) {
    host.stop(name);
    return { ok: false, reason: messageOf(error) };
  }
};

/** Milliseconds of one run on the active backend; infinite when it fails or takes too long. */
export const timeOfRun = async (host: BackendHost, { selfTest }: BackendLimits): Promise<number> =>
  withTimeLimit(host.benchmark(), selfTest, 'too slow').catch(() => Number.POSITIVE_INFINITY);
