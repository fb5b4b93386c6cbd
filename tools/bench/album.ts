/** Measures how long a filter of a large album takes; see USAGE and README.md. */
import { parseArgs } from 'node:util';
import type { AlbumPhoto } from '../../src/domain/album';
import { ATTRIBUTES, type AttributeName } from '../../src/domain/attributes';
import { NO_FILTER, type Wish } from '../../src/state/album-filter';
import { buildIndex, countFacets, filterRows, orderRows } from '../../src/state/album-index';
import { tilesOf } from '../../src/state/album-look';
import { runCommand, wholeNumber } from '../cli/command';
import { median } from '../cli/metrics';

const USAGE = `Usage: npx tsx tools/bench/album.ts [--faces <n>] [--rounds <n>]
  From the click on a filter to the tiles and the counts of all 40 attributes, without drawing them.
  --faces <n>   faces in the album, five in each photo (default 20000)
  --rounds <n>  how often each filter is asked (default 21)`;

const FACES_EACH = 5;
const BOX = { x: 0, y: 0, width: 10, height: 10 };

const photoAt = (at: number): AlbumPhoto => ({
  id: `made-${at}`,
  name: `made-${at}.jpg`,
  bytes: 1,
  added: at,
  size: { width: 640, height: 480 },
  models: 'made',
  faces: Array.from({ length: FACES_EACH }, (_, index) => {
    const probabilities = Float32Array.from(ATTRIBUTES, (_name, of) => ((at * 31 + index * 17 + of * 7) % 100) / 100);
    const present = Uint8Array.from(probabilities, (probability) => (probability >= 0.5 ? 1 : 0));
    return { index, head: BOX, face: BOX, rollDegrees: 0, score: 0.9, probabilities, present };
  }),
});

const wishes = (...named: readonly [AttributeName, Wish][]) => new Map(named);

const FILTERS = {
  nothing: NO_FILTER,
  'one attribute': { ...NO_FILTER, wishes: wishes(['Smiling', 'with']) },
  'five, two of a group': {
    ...NO_FILTER,
    least: 0.8,
    wishes: wishes(
      ['Black_Hair', 'with'],
      ['Wavy_Hair', 'with'],
      ['Smiling', 'with'],
      ['Eyeglasses', 'without'],
      ['Wearing_Hat', 'without'],
    ),
  },
} as const;

const main = async (args: string[]): Promise<number> => {
  const { values } = parseArgs({
    args,
    options: {
      faces: { type: 'string', default: '20000' },
      rounds: { type: 'string', default: '21' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const photos = Math.ceil(wholeNumber('faces', values.faces, 1) / FACES_EACH);
  const rounds = wholeNumber('rounds', values.rounds, 1);
  const index = buildIndex(Array.from({ length: photos }, (_, at) => photoAt(at)));
  const ordered = orderRows(index, Uint32Array.from(index.rows.keys()), 'newest');
  console.log(`${index.rows.length} faces, medians and slowest of ${rounds} rounds`);
  for (const [name, filter] of Object.entries(FILTERS)) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const start = performance.now();
      tilesOf(index, filterRows(index, filter, ordered), 'photos');
      countFacets(index, filter);
      times.push(performance.now() - start);
    }
    console.log(`${name}: ${(median(times) as number).toFixed(1)} ms, ${Math.max(...times).toFixed(1)} ms`);
  }
  return 0;
};

await runCommand(main);
