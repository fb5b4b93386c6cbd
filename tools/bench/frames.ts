/**
 * Measures how many frames of a video the shipped cascade analyses a second, as the camera does: LNets on the last head,
 * LNeto now and then, ANet and SVMs; and whether the faces keep their numbers while they move.
 *
 *     npx tsx tools/bench/frames.ts [--frames N] [--people 1|2]
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setThreadsCount } from '@tensorflow/tfjs-backend-wasm';
import sharp from 'sharp';
import { analyzeFrame } from '../../src/pipeline/analyze-frame';
import { FRAME_SIDE } from '../../src/pipeline/config';
import { buildPyramid, type RgbaPixels } from '../../src/pipeline/pyramid';
import { hintFor, NO_TRACKS, shownTracks, tracksAfter } from '../../src/tracking/tracks';
import { runCommand, wholeNumber } from '../cli/command';
import { loadCascade, SHIPPED_MODELS } from '../cli/load-cascade';
import { EXAMPLES_FOLDER } from '../convert/golden';

const WIDTH = 640;
const HEIGHT = 360;
const PORTRAITS = ['grace-hopper.jpg', 'astronaut.jpg'];
const FRAMES_BEFORE = 10;

const portraitOf = async (file: string): Promise<Buffer> =>
  sharp(await readFile(join(EXAMPLES_FOLDER, file)))
    .resize({ height: HEIGHT - 40 })
    .removeAlpha()
    .png()
    .toBuffer();

/** A frame in which each portrait has moved: the first from left to right and back, the second against it. */
const frameAt = async (portraits: readonly Buffer[], i: number): Promise<RgbaPixels> => {
  const layers = await Promise.all(
    portraits.map(async (input, index) => {
      const { width = 0 } = await sharp(input).metadata();
      const way = (1 - Math.cos((i / 60) * Math.PI)) / 2;
      return { input, top: 20, left: Math.round((WIDTH - width) * (index === 0 ? way : 1 - way)) };
    }),
  );
  const data = await sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#777' } })
    .composite(layers)
    .ensureAlpha()
    .raw()
    .toBuffer();
  return { width: WIDTH, height: HEIGHT, data };
};

const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1];

const main = async (args: string[]): Promise<number> => {
  const options = { frames: { type: 'string', default: '60' }, people: { type: 'string', default: '1' } } as const;
  const { values } = parseArgs({ args, options });
  const count = wholeNumber('frames', values.frames, 1);
  // One thread, as in the page's worker.
  setThreadsCount(1);
  const cascade = await loadCascade(SHIPPED_MODELS);
  const people = PORTRAITS.slice(0, wholeNumber('people', values.people, 1));
  const portraits = await Promise.all(people.map(portraitOf));
  const spent: number[] = [];
  const ids = new Set<number>();
  let shown = 0;
  let tracking = NO_TRACKS;
  for (let i = -FRAMES_BEFORE; i < count; i++) {
    const pixels = await frameAt(portraits, i);
    // As if frames came 15 times a second, whatever making them takes.
    const nowMs = (i * 1000) / 15;
    const hint = hintFor(tracking, nowMs);
    const start = performance.now();
    const analysis = await analyzeFrame(cascade, buildPyramid(pixels, FRAME_SIDE), hint);
    tracking = tracksAfter(tracking, analysis, hint, nowMs);
    if (i < 0) continue;
    spent.push(performance.now() - start);
    const tracks = shownTracks(tracking);
    shown += tracks.length;
    for (const { id } of tracks) ids.add(id);
  }
  const mean = spent.reduce((sum, ms) => sum + ms, 0) / spent.length;
  console.log(
    `${count} frames of ${WIDTH} × ${HEIGHT} with ${people.length} moving: ${middle(spent).toFixed(1)} ms in the`,
  );
  console.log(`middle, ${mean.toFixed(1)} ms on average, ${(1000 / mean).toFixed(1)} frames a second;`);
  console.log(`${(shown / count).toFixed(2)} faces a frame, ${ids.size} numbers given to them.`);
  return 0;
};

await runCommand(main);
