import { matMul, randomUniform, type Tensor2D } from '@tensorflow/tfjs-core';
import { facesOf, type StageTimes } from '../../src/domain/analysis';
import { analyze } from '../../src/pipeline/analyze';
import type { Cascade } from '../../src/pipeline/net';
import { buildPyramid, type RgbaPixels } from '../../src/pipeline/pyramid';
import { countRuns, type Work } from '../evaluate/count-runs';
import { median } from '../evaluate/metrics';
import type { BenchPhoto } from './photos';

/** Milliseconds by stage; `reduce` is the pyramid, `total` all of it. */
export type Times = StageTimes & { readonly reduce: number };

/** What a photo costs; medians over the rounds. */
export interface Cost {
  readonly name: string;
  readonly people: number;
  readonly found: number;
  /** Pictures that LNeto looked at. */
  readonly looks: number;
  readonly multiplyAdds: number;
  readonly ms: Times;
  /** `ms.total` in bare matrix products. */
  readonly products: number;
}

export interface Benchmark {
  /** Version of the manifest. */
  readonly version: string;
  readonly rounds: number;
  readonly side: number;
  /** A bare product of two side² float32 matrices, median, milliseconds. */
  readonly productMs: number;
  /** Multiply-adds of each net for one picture, as the manifest says. */
  readonly nets: Readonly<Record<string, number>>;
  readonly costs: readonly Cost[];
}

/** How long, and against what, is measured. */
export interface Plan {
  readonly rounds: number;
  /** Side of the bare product's matrices. */
  readonly side: number;
}

/** Runs before anything counts: caches fill, code is compiled. */
const WARM_UP = 3;

const timed = async <T>(work: () => T | Promise<T>): Promise<{ result: T; ms: number }> => {
  const start = performance.now();
  const result = await work();
  return { result, ms: performance.now() - start };
};

/** The median of each number of records that have the same keys. */
const medians = <K extends string>(records: readonly Readonly<Record<K, number>>[]): Record<K, number> => {
  const keys = Object.keys(records[0]) as K[];
  return Object.fromEntries(keys.map((key) => [key, median(records.map((each) => each[key]))])) as Record<K, number>;
};

/** Runs one photo. @returns what it cost, and how many faces were found. */
const runOnce = async (cascade: Cascade, photo: RgbaPixels): Promise<{ found: number; ms: Times }> => {
  const { result: pyramid, ms: reduce } = await timed(() => buildPyramid(photo, cascade.manifest.sampler.maxSide));
  const { result: analysis, ms } = await timed(() => analyze(cascade, pyramid));
  return { found: facesOf(analysis).length, ms: { ...analysis.ms, reduce, total: reduce + ms } };
};

/** One photo with all its runs. */
interface Runs {
  readonly photo: BenchPhoto;
  readonly times: Times[];
  found: number;
  work: Work;
}

const costOf = ({ photo, times, found, work }: Runs, productMs: number): Cost => {
  const ms = medians<keyof Times>(times);
  return { name: photo.name, people: photo.people, found, ...work, ms, products: ms.total / productMs };
};

/** Measures the photos and the bare product in turn, round by round. */
export const measure = async (
  shipped: Cascade,
  photos: readonly BenchPhoto[],
  { rounds, side }: Plan,
): Promise<Benchmark> => {
  const { cascade, take } = countRuns(shipped);
  const left: Tensor2D = randomUniform([side, side]);
  const right: Tensor2D = randomUniform([side, side]);
  const products: number[] = [];
  const runs: Runs[] = photos.map((photo) => ({ photo, times: [], found: 0, work: take() }));
  try {
    for (let round = -WARM_UP; round < rounds; round++) {
      // wasm computes before it returns: nothing has to be read back.
      const { ms } = await timed(() => matMul(left, right).dispose());
      if (round >= 0) products.push(ms);
      for (const each of runs) {
        const { found, ms: times } = await runOnce(cascade, each.photo.pixels);
        Object.assign(each, { found, work: take() });
        if (round >= 0) each.times.push(times);
      }
    }
  } finally {
    left.dispose();
    right.dispose();
  }
  const productMs = median(products) as number;
  const { version, nets } = cascade.manifest;
  const perNet = Object.fromEntries(Object.values(nets).map(({ id, multiplyAdds }) => [id, multiplyAdds]));
  return { version, rounds, side, productMs, nets: perNet, costs: runs.map((each) => costOf(each, productMs)) };
};

const STAGES = ['reduce', 'sample', 'lneto', 'lnets', 'anet', 'total'] as const;

/** The table that people read. */
export const benchmarkReport = ({ version, rounds, side, productMs, nets, costs }: Benchmark): string => {
  const row = (cells: readonly string[]): string =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(14) : cell.padStart(10))).join('');
  const perNet = Object.entries(nets).map(([id, count]) => `${id} ${(count / 1e6).toFixed(1)} M`);
  const sum = Object.values(nets).reduce((total, count) => total + count, 0);
  return [
    `models ${version}, tfjs wasm, one thread, medians of ${rounds} rounds`,
    `multiply-adds of one look and one face: ${(sum / 1e6).toFixed(1)} M (${perNet.join(', ')})`,
    `a bare ${side}² matrix product: ${productMs.toFixed(1)} ms`,
    '',
    row(['photo', 'faces', 'found', 'looks', 'M madds', ...STAGES.map((stage) => `${stage} ms`), 'products']),
    ...costs.map(({ name, people, found, looks, multiplyAdds, ms, products }) =>
      row([
        name,
        ...[people, found, looks].map(String),
        (multiplyAdds / 1e6).toFixed(0),
        ...STAGES.map((stage) => ms[stage].toFixed(1)),
        products.toFixed(3),
      ]),
    ),
  ].join('\n');
};
