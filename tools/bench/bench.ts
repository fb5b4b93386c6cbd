/** Measures what a photo costs; see USAGE and README.md. */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { setThreadsCount } from '@tensorflow/tfjs-backend-wasm';
import { runCommand, wholeNumber } from '../lib/command';
import { loadCascade, SHIPPED_MODELS } from '../lib/load-cascade';
import { benchmarkReport, measure } from './measure';
import { benchPhotos } from './photos';

const USAGE = `Usage: npm run bench -- [--rounds <n>] [--json <file>] [--models <folder>]
  Cost of photos of one person and of 2, 8 and 16, from decoded pixels to scores, as multiples of a bare 1024² matrix product.
  --rounds <n>       how often each is measured, in turn (default 21)
  --json <file>      writes the numbers as JSON as well
  --models <folder>  other models than the shipped ones`;

const SIDE = 1024;

const main = async (args: string[]): Promise<number> => {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string', default: '21' },
      json: { type: 'string' },
      models: { type: 'string', default: SHIPPED_MODELS },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const rounds = wholeNumber('rounds', values.rounds, 1);
  // Before the backend starts: one thread is what the page has without cross-origin isolation, and what compares.
  setThreadsCount(1);
  const cascade = await loadCascade(values.models);
  const result = await measure(cascade, await benchPhotos(), { rounds, side: SIDE });
  console.log(benchmarkReport(result));
  if (values.json) await writeFile(values.json, `${JSON.stringify(result, undefined, 1)}\n`);
  return 0;
};

await runCommand(main);
