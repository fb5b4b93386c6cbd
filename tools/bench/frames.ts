/**
 * Measures how many frames of a video the shipped cascade analyses a second, as the camera does: LNets on the last head,
 * LNeto now and then, ANet and SVMs; and whether the faces keep their numbers while they move: past each other, the second
 * in front of the first, or up to each other until the second hides the first, and back.
 *
 *     npx tsx tools/bench/frames.ts [--frames N] [--people 1|2] [--scene cross|turn-back]
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setThreadsCount } from '@tensorflow/tfjs-backend-wasm';
import sharp from 'sharp';
import { analyzeFrame } from '../../src/pipeline/analyze-frame';
import { FRAME_SIDE } from '../../src/pipeline/config';
import { buildPyramid, type RgbaPixels } from '../../src/pipeline/pyramid';
import { hintFor, NO_TRACKS, shownTracks, type Track, tracksAfter } from '../../src/tracking/tracks';
import { runCommand, wholeNumber } from '../cli/command';
import { loadCascade, SHIPPED_MODELS } from '../cli/load-cascade';
import { EXAMPLES_FOLDER } from '../convert/golden';

const WIDTH = 640;
const HEIGHT = 360;
const PORTRAITS = ['grace-hopper.jpg', 'astronaut.jpg'];
/** Both stand clear of each other, and so are told apart by place, when their centres are this far apart, pixels. */
const APART = 200;
const FRAMES_BEFORE = 10;

const portraitOf = async (file: string): Promise<Buffer> =>
  sharp(await readFile(join(EXAMPLES_FOLDER, file)))
    .resize({ height: HEIGHT - 40 })
    .removeAlpha()
    .png()
    .toBuffer();

/** How far the first portrait has come from left to right, 0–1; the second moves against it. */
const SCENES = {
  cross: (i: number) => (1 - Math.cos((i / 60) * Math.PI)) / 2,
  'turn-back': (i: number) => (1 - Math.cos((i / 30) * Math.PI)) / 4,
} as const;

const sceneNamed = (name: string): ((i: number) => number) => {
  if (name === 'cross' || name === 'turn-back') return SCENES[name];
  throw new Error(`--scene is ${Object.keys(SCENES).join(' or ')}, not "${name}".`);
};

type Layer = { readonly input: Buffer; readonly top: number; readonly left: number; readonly center: number };

const layersAt = (portraits: readonly Buffer[], way: number): Promise<Layer[]> =>
  Promise.all(
    portraits.map(async (input, index) => {
      const { width = 0 } = await sharp(input).metadata();
      const left = Math.round((WIDTH - width) * (index === 0 ? way : 1 - way));
      return { input, top: 20, left, center: left + width / 2 };
    }),
  );

const frameOf = async (layers: readonly Layer[]): Promise<RgbaPixels> => {
  const data = await sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#777' } })
    .composite([...layers])
    .ensureAlpha()
    .raw()
    .toBuffer();
  return { width: WIDTH, height: HEIGHT, data };
};

/** Counts how often somebody has another number than before, asked only while all stand clear of each other. */
class Referee {
  readonly #numbers = new Map<number, number>();
  switches = 0;

  see(layers: readonly Layer[], tracks: readonly Track[]): void {
    const centers = layers.map(({ center }) => center);
    if (centers.length > 1 && Math.abs(centers[0] - centers[1]) < APART) return;
    for (const { id, face } of tracks) {
      const away = centers.map((center) => Math.abs(center - face.x - face.width / 2));
      const who = away.indexOf(Math.min(...away));
      if ((this.#numbers.get(who) ?? id) !== id) this.switches += 1;
      this.#numbers.set(who, id);
    }
  }
}

const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1];

const main = async (args: string[]): Promise<number> => {
  const options = {
    frames: { type: 'string', default: '60' },
    people: { type: 'string', default: '1' },
    scene: { type: 'string', default: 'cross' },
  } as const;
  const { values } = parseArgs({ args, options });
  const count = wholeNumber('frames', values.frames, 1);
  const wayAt = sceneNamed(values.scene);
  // One thread, as in the page's worker.
  setThreadsCount(1);
  const cascade = await loadCascade(SHIPPED_MODELS);
  const people = PORTRAITS.slice(0, wholeNumber('people', values.people, 1));
  const portraits = await Promise.all(people.map(portraitOf));
  const spent: number[] = [];
  const ids = new Set<number>();
  const referee = new Referee();
  let shown = 0;
  let tracking = NO_TRACKS;
  for (let i = -FRAMES_BEFORE; i < count; i++) {
    const layers = await layersAt(portraits, wayAt(i));
    const pixels = await frameOf(layers);
    // As if frames came 15 times a second, whatever making them takes.
    const nowMs = (i * 1000) / 15;
    const hint = hintFor(tracking, nowMs);
    const start = performance.now();
    const analysis = await analyzeFrame(cascade, buildPyramid(pixels, FRAME_SIDE), hint);
    tracking = tracksAfter(tracking, analysis, hint, nowMs, cascade.manifest.attributes);
    if (i < 0) continue;
    spent.push(performance.now() - start);
    const tracks = shownTracks(tracking);
    shown += tracks.length;
    for (const { id } of tracks) ids.add(id);
    referee.see(layers, tracks);
  }
  const mean = spent.reduce((sum, ms) => sum + ms, 0) / spent.length;
  console.log(
    `${count} frames of ${WIDTH} × ${HEIGHT} with ${people.length} moving: ${middle(spent).toFixed(1)} ms in the`,
  );
  console.log(`middle, ${mean.toFixed(1)} ms on average, ${(1000 / mean).toFixed(1)} frames a second;`);
  console.log(
    `${(shown / count).toFixed(2)} faces a frame, ${ids.size} numbers given to them, ${referee.switches} times`,
  );
  console.log('somebody had another number than before.');
  return 0;
};

await runCommand(main);
