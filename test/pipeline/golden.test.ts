import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tensor2d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Cascade } from '../../src/pipeline/net';
import { toRgb } from '../../src/pipeline/opaque';
import { buildPyramid } from '../../src/pipeline/pyramid';
import { readOnce } from '../../src/pipeline/read-once';
import { asPhoto, DEPTHS, type Depth, depthsOf, GOLDEN_FOLDER } from '../../tools/convert/golden';
import { type Golden, readGolden } from '../../tools/convert/golden-files';
import { decodePhoto } from '../../tools/lib/decode';
import { EXAMPLES_FOLDER } from '../../tools/lib/examples';
import { loadCascade, SHIPPED_MODELS } from '../../tools/lib/load-cascade';

/**
 * From the stored pixels: the same bytes go through the same wasm, so only the order of sums may differ between engines
 * and processors (1e-6 a layer, some thirty layers). Boxes are pixels, features reach 10, probabilities 1.
 */
const TIGHT: Record<Depth, number> = { map: 1e-4, box: 1e-2, crop: 1e-3, feature: 1e-3, score: 1e-4 };
/**
 * From the JPEG: decoders round their cosine transform and upsample colour differently, a byte or two. Noise of two bytes
 * moves the map by 0.07 and the box by 0.2 pixels, and where the box moves, a crop (in units of 127.5 bytes) sees other
 * pixels: 0.33 on the rim of her glasses. Each limit is twice that or more.
 */
const LOOSE: Record<Depth, number> = { map: 0.15, box: 1, crop: 0.7, feature: 1, score: 0.15 };

const largestError = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i])));

let golden: Golden;
let cascade: Cascade;
beforeAll(async () => {
  golden = await readGolden(GOLDEN_FOLDER);
  cascade = await loadCascade(SHIPPED_MODELS);
});

describe('the shipped cascade', () => {
  it('is the one that the golden tensors were made with (else run npm run golden)', () => {
    expect(golden.index.version).toBe(cascade.manifest.version);
  });

  it('gives the stored numbers at every depth from the stored pixels', async () => {
    const depths = await depthsOf(cascade, asPhoto(golden.pixels));
    for (const depth of DEPTHS) {
      expect(depths[depth], depth).toHaveLength(golden.depths[depth].length);
      expect(largestError(depths[depth], golden.depths[depth]), depth).toBeLessThan(TIGHT[depth]);
    }
  });

  it('turns the stored features into the stored scores by SVMs and calibration alone', async () => {
    const { feature, score } = golden.depths;
    const { data } = await readOnce(() => cascade.svm.run(tensor2d(feature, [1, feature.length])).margins);
    const probabilities = cascade.manifest.attributes.map(
      ({ calibration: { slope, intercept } }, i) => 1 / (1 + Math.exp(-(slope * data[i] + intercept))),
    );
    expect(largestError(probabilities, score)).toBeLessThan(1e-4);
  });

  it('gives about the stored numbers from the JPEG decoded anew', async () => {
    const { file, level } = golden.index.photo;
    const photo = await decodePhoto(file, await readFile(join(EXAMPLES_FOLDER, file)));
    const pixels = buildPyramid(photo, cascade.manifest.sampler.maxSide).levels[level];
    expect(largestError(toRgb(pixels.pixels), toRgb(golden.pixels.pixels))).toBeLessThanOrEqual(8);
    const depths = await depthsOf(cascade, asPhoto(pixels));
    for (const depth of DEPTHS) {
      expect(largestError(depths[depth], golden.depths[depth]), depth).toBeLessThan(LOOSE[depth]);
    }
  });
});

describe('the stored numbers', () => {
  it('are those of a real answer: one heat peak, a box in the photo, features and scores that differ', () => {
    const { map, box, crop, feature, score } = golden.depths;
    const { width, height } = golden.index.photo;
    expect(Math.max(...map.slice(map.length / 2))).toBeGreaterThan(0.3);
    const [x, y, faceWidth, faceHeight] = box.slice(4);
    expect(x).toBeGreaterThan(0);
    expect(x + faceWidth).toBeLessThan(width);
    expect(y + faceHeight).toBeLessThan(height);
    for (const values of [crop, feature, score]) {
      expect(Math.max(...values) - Math.min(...values)).toBeGreaterThan(0.5);
    }
  });
});
