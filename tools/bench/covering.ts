/** Measures what it costs to see which place of a face carries its scores; see README.md. */
import { parseArgs } from 'node:util';
import { setThreadsCount } from '@tensorflow/tfjs-backend-wasm';
import { matMul, randomUniform, type Tensor2D } from '@tensorflow/tfjs-core';
import { type Face, facesOf } from '../../src/domain/analysis';
import { analyze } from '../../src/pipeline/analyze';
import { coverFace } from '../../src/pipeline/covering';
import { buildPyramid } from '../../src/pipeline/pyramid';
import { median } from '../evaluate/metrics';
import { runCommand, wholeNumber } from '../lib/command';
import { loadCascade, SHIPPED_MODELS } from '../lib/load-cascade';
import { portraitOf } from './photos';

const SIDE = 1024;

const squareOf = ({ evidence: { region }, rollDegrees }: Face) => ({
  centerX: region.x + region.width / 2,
  centerY: region.y + region.height / 2,
  side: region.width,
  roll: (rollDegrees * Math.PI) / 180,
});

/** Processor time, milliseconds: what else the machine does counts less than in time on the clock. */
const cost = async (work: () => unknown): Promise<number> => {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

const main = async (args: string[]): Promise<number> => {
  const { values } = parseArgs({ args, options: { rounds: { type: 'string', default: '7' } } });
  const rounds = wholeNumber('rounds', values.rounds, 1);
  setThreadsCount(1);
  const cascade = await loadCascade(SHIPPED_MODELS);
  const { pixels } = await portraitOf('astronaut');
  const pyramid = buildPyramid(pixels, cascade.manifest.sampler.maxSide);
  const [face] = facesOf(await analyze(cascade, pyramid));
  if (!face) throw new Error('The example shows a face.');
  const matrix: Tensor2D = randomUniform([SIDE, SIDE]);
  const works = {
    product: () => matMul(matrix, matrix).dispose(),
    analysis: () => analyze(cascade, pyramid),
    covering: () => coverFace(cascade, pyramid, squareOf(face)),
  };
  const times = { product: [] as number[], analysis: [] as number[], covering: [] as number[] };
  for (let round = -1; round < rounds; round++) {
    for (const name of ['product', 'analysis', 'covering'] as const) {
      const ms = await cost(works[name]);
      if (round >= 0) times[name].push(ms);
    }
  }
  matrix.dispose();
  const [product, analysis, covering] = [times.product, times.analysis, times.covering].map((all) => median(all) ?? 0);
  console.log(`processor time, one thread, medians of ${rounds} rounds`);
  console.log(`a bare ${SIDE}² matrix product ${product.toFixed(0)} ms, an analysis ${analysis.toFixed(0)} ms`);
  console.log(
    `covering one face ${covering.toFixed(0)} ms: ${(covering / product).toFixed(1)} products, ${(covering / analysis).toFixed(1)} analyses`,
  );
  return 0;
};

await runCommand(main);
