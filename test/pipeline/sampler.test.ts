import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isFault } from '../../src/domain/errors';
import type { Square } from '../../src/domain/geometry';
import { buildPyramid, type RgbaPixels } from '../../src/pipeline/pyramid';
import { imageInputOf, mirrored, sampleSquares } from '../../src/pipeline/sampler';
import { netEntry } from './made-cascade';
import { formulaPhoto, madePhoto } from './made-photos';

interface Case {
  readonly width: number;
  readonly height: number;
  readonly seed: number;
  /** What the bytes are divided by: a dark photo. */
  readonly light: number;
  readonly maxSide: number;
  readonly square: Square<'photo'>;
  readonly size: number;
  /** float32, little-endian, base64. */
  readonly expected: string;
}

const CASES: readonly Case[] = JSON.parse(readFileSync(new URL('../fixtures/sampler.json', import.meta.url), 'utf8'));
/** Bytes as they are. */
const RAW = { mean: 0, scale: 1 };
/** Both reduce with whole numbers, so levels are equal byte for byte; reading differs by float32 rounding only. */
const ROUNDING = 1e-4;

const sampled = (photo: RgbaPixels, square: Square<'photo'>, size: number, maxSide = 2048): Float32Array =>
  sampleSquares(buildPyramid(photo, maxSide), [square], { size, ...RAW }).values;

const floats = (base64: string): Float32Array => new Float32Array(new Uint8Array(Buffer.from(base64, 'base64')).buffer);

describe("the page's sampler and Python's", () => {
  it.each(CASES.map((each, index) => ({ index, ...each })))('agree pixel by pixel on case $index', (each) => {
    const photo = formulaPhoto(each.width, each.height, each.seed, each.light);
    const ours = sampled(photo, each.square, each.size, each.maxSide);
    const theirs = floats(each.expected);
    expect(ours).toHaveLength(theirs.length);
    const errors = ours.map((value, i) => Math.abs(value - theirs[i]));
    expect(Math.max(...errors)).toBeLessThanOrEqual(ROUNDING);
  });

  it('are compared where it matters: rotated, outside the photo, strongly reduced, dark, and long', () => {
    expect(CASES.some(({ square }) => square.roll !== 0)).toBe(true);
    expect(CASES.some(({ square }) => square.centerX < 0)).toBe(true);
    expect(CASES.some(({ width, height, maxSide }) => width > 4 * maxSide && width > 3 * height)).toBe(true);
    expect(CASES.some(({ light }) => light > 4)).toBe(true);
  });
});

describe('reading a square of a photo', () => {
  const ramp = madePhoto(40, 30, (x, y) => [5 * x, 7 * y, 0]);

  it('copies the bytes of an upright square in its own resolution', () => {
    const values = sampled(ramp, { centerX: 20, centerY: 15, side: 10, roll: 0 }, 10);
    expect(Array.from(values.slice(0, 3))).toEqual([75, 70, 0]);
    expect(Array.from(values.slice(-3))).toEqual([120, 133, 0]);
  });

  it('reads an upright square as it reads one tilted by next to nothing', () => {
    const square = { centerX: 3.3, centerY: 21.7, side: 31, roll: 0 };
    const [upright, tilted] = [square, { ...square, roll: 1e-9 }].map((each) => sampled(ramp, each, 13));
    expect(Math.max(...upright.map((value, i) => Math.abs(value - tilted[i])))).toBeLessThan(ROUNDING);
    expect(Math.max(...upright) - Math.min(...upright)).toBeGreaterThan(100);
  });

  it('interpolates between pixel centres', () => {
    // One output pixel at (10, 10): the corner of four pixels with centres at 9.5 and 10.5.
    const values = sampled(ramp, { centerX: 10, centerY: 10, side: 1, roll: 0 }, 1);
    expect(Array.from(values)).toEqual([47.5, 66.5, 0]);
  });

  it('repeats the edges outside the photo', () => {
    const values = sampled(ramp, { centerX: -50, centerY: 15.5, side: 9, roll: 0 }, 9);
    expect(values[0]).toBe(0);
    expect(Array.from(values.slice(4 * 27, 4 * 27 + 3))).toEqual([0, 105, 0]);
  });

  it('turns clockwise with the head, so that the top of the head is the top of the crop', () => {
    const lightRight = madePhoto(64, 64, (x) => (x >= 32 ? [200, 200, 200] : [0, 0, 0]));
    // A head turned clockwise by a quarter has its top on the right.
    const values = sampled(lightRight, { centerX: 32, centerY: 32, side: 20, roll: Math.PI / 2 }, 20);
    expect(values[10 * 3]).toBeGreaterThan(190);
    expect(values[(19 * 20 + 10) * 3]).toBeLessThan(10);
  });

  it('reads a coarse crop from a coarse level, so that fine stripes average out', () => {
    const stripes = madePhoto(512, 64, (x) => (x % 2 ? [255, 255, 255] : [0, 0, 0]));
    const spread = (side: number): number => {
      const values = sampled(stripes, { centerX: 256, centerY: 32, side, roll: 0 }, 16);
      return Math.max(...values) - Math.min(...values);
    };
    expect(spread(12)).toBeGreaterThan(100);
    expect(spread(33)).toBeLessThan(2);
    expect(spread(512)).toBeLessThan(2);
  });

  it('normalises as the net wants it', () => {
    const pyramid = buildPyramid(ramp, 2048);
    const square = { centerX: 10.5, centerY: 10.5, side: 1, roll: 0 };
    const { values } = sampleSquares(pyramid, [square], { size: 1, mean: 50, scale: 0.5 });
    expect(Array.from(values)).toEqual([0, 10, -25]);
  });

  it('puts several squares one behind the other', () => {
    const pyramid = buildPyramid(ramp, 2048);
    const at = (centerX: number) => ({ centerX, centerY: 0.5, side: 1, roll: 0 });
    const { count, values } = sampleSquares(pyramid, [at(1.5), at(3.5)], { size: 1, ...RAW });
    expect(count).toBe(2);
    expect(Array.from(values)).toEqual([5, 0, 0, 15, 0, 0]);
  });
});

describe('what a net wants to see', () => {
  it('stands in the manifest', () => {
    expect(imageInputOf(netEntry('lneto', [-1, 256, 256, 3], []))).toEqual({
      size: 256,
      mean: 127.5,
      scale: 1 / 127.5,
    });
  });

  it('is a fault when the net does not look at pixels', () => {
    try {
      imageInputOf(netEntry('svm', [-1, 2048], []));
      expect.unreachable();
    } catch (error) {
      expect(isFault(error, 'ManifestInvalid')).toBe(true);
      expect(String(error)).toContain('svm');
    }
  });
});

describe('mirrored crops', () => {
  it('are those asked for, in that order, with left and right exchanged', () => {
    const values = Float32Array.from({ length: 3 * 2 * 2 * 3 }, (_, i) => i);
    const { count, values: turned } = mirrored({ count: 3, size: 2, values }, [2, 0]);
    expect(count).toBe(2);
    expect([...turned]).toEqual([
      ...[27, 28, 29, 24, 25, 26, 33, 34, 35, 30, 31, 32],
      ...[3, 4, 5, 0, 1, 2, 9, 10, 11, 6, 7, 8],
    ]);
  });
});
