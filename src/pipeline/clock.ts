import { util } from '@tensorflow/tfjs-core';
import type { StageTimes } from '../domain/analysis';

type Stage = Exclude<keyof StageTimes, 'total'>;

/** Measures the stages of one analysis in milliseconds; a stage that runs twice adds up. */
export class StageClock {
  private readonly started = util.now();
  private readonly spent: Record<Stage, number> = { sample: 0, lneto: 0, lnets: 0, anet: 0 };

  /** Runs a part of a stage and charges it for the time, also when it throws. */
  async run<T>(stage: Stage, work: () => T | Promise<T>): Promise<T> {
    const start = util.now();
    try {
      return await work();
    } finally {
      this.spent[stage] += util.now() - start;
    }
  }

  times(): StageTimes {
    return { ...this.spent, total: util.now() - this.started };
  }
}
