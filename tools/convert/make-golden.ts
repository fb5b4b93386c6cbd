/**
 * Pins the shipped cascade at five depths: map, box, crop, feature, score. Run it after `npm run convert`, look at the
 * difference, and commit it with the models.
 *
 *     npm run golden
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildPyramid } from '../../src/pipeline/pyramid';
import { runCommand } from '../lib/command';
import { decodePhoto } from '../lib/decode';
import { EXAMPLES_FOLDER } from '../lib/examples';
import { loadCascade, SHIPPED_MODELS } from '../lib/load-cascade';
import { asPhoto, DEPTHS, depthsOf, GOLDEN_FOLDER, type GoldenIndex } from './golden';
import { writeGolden } from './golden-files';

const FILE = 'grace-hopper.jpg';
/** 128×150 pixels, with a face of 46: the stored pixels stay below 60 kB. */
const LEVEL = 2;

const main = async (): Promise<number> => {
  const cascade = await loadCascade(SHIPPED_MODELS);
  const photo = await decodePhoto(FILE, await readFile(join(EXAMPLES_FOLDER, FILE)));
  const pixels = buildPyramid(photo, cascade.manifest.sampler.maxSide).levels[LEVEL];
  const depths = await depthsOf(cascade, asPhoto(pixels));
  const lengths = Object.fromEntries(DEPTHS.map((depth) => [depth, depths[depth].length])) as GoldenIndex['lengths'];
  const index: GoldenIndex = {
    version: cascade.manifest.version,
    photo: { file: FILE, level: LEVEL, width: pixels.width, height: pixels.height },
    lengths,
  };
  const bytes = await writeGolden(GOLDEN_FOLDER, { index, pixels, depths });
  console.log(
    `${GOLDEN_FOLDER}: ${Math.round(bytes / 1024)} KiB, ${DEPTHS.map((depth) => `${depth} ${lengths[depth]}`).join(', ')}`,
  );
  return 0;
};

await runCommand(main);
