import { describe, expect, it } from 'vitest';
import { toRgb } from '../../src/pipeline/opaque';
import { buildPyramid } from '../../src/pipeline/pyramid';
import { reducePhoto } from '../../src/pipeline/reduce';
import { formulaPhoto, greyPhoto, madePhoto } from './made-photos';

const red = (rgb: Uint8Array): number[] => Array.from(rgb).filter((_, i) => i % 3 === 0);
const greys = (width: number, height: number, values: readonly number[]) =>
  madePhoto(width, height, (x, y) => Array(3).fill(values[y * width + x]));

describe('reducing a photo', () => {
  it('keeps the bytes of a photo that is small enough', () => {
    const photo = formulaPhoto(9, 5, 0);
    const [base] = buildPyramid(photo, 2048).levels;
    expect([base.width, base.height]).toEqual([9, 5]);
    expect(Array.from(toRgb(base.pixels))).toEqual(Array.from(photo.data).filter((_, i) => i % 4 !== 3));
  });

  it('averages exactly the area that an output pixel covers', () => {
    // 3 to 2 pixels: each output covers one and a half, (0 + 30/2) / 1.5 = 10 and (30/2 + 90) / 1.5 = 70.
    const [base] = buildPyramid(greys(3, 1, [0, 30, 90]), 2).levels;
    expect([base.width, base.height]).toEqual([2, 1]);
    expect(red(toRgb(base.pixels))).toEqual([10, 70]);
  });

  it('averages over both axes, with fractions of rows as of columns', () => {
    // 3×3 to 2×2: weights 1, ½ across and down; top left (0 + 30/2 + 60/2 + 90/4) / 2.25 = 30.
    const base = reducePhoto(greys(3, 3, [0, 30, 0, 60, 90, 0, 0, 0, 9]), 2);
    expect(red(toRgb(base.pixels))).toEqual([30, 17, 23, 14]);
  });

  it('rounds a mean that lies half-way up, also where the division is inexact', () => {
    const [base] = buildPyramid(greys(2, 1, [0, 1]), 1).levels;
    expect(red(toRgb(base.pixels))).toEqual([1]);
    const odd = madePhoto(4000, 3, (x) => [x % 2, x % 2, x % 2]);
    expect(new Set(toRgb(reducePhoto(odd, 2000).pixels))).toEqual(new Set([1]));
  });

  it('leaves a flat photo flat, whatever the ratio', () => {
    for (const maxSide of [17, 100, 333, 499]) {
      expect(new Set(toRgb(buildPyramid(greyPhoto(500, 301, 201), maxSide).levels[0].pixels))).toEqual(new Set([201]));
    }
  });

  it('keeps at least one pixel of a hair-thin photo', () => {
    const base = reducePhoto(greyPhoto(5000, 1, 7), 100);
    expect([base.width, base.height]).toEqual([100, 1]);
  });

  it('shows transparent pixels on white', () => {
    const photo = madePhoto(3, 1, (x) => [100, 0, 0, [255, 0, 128][x]]);
    // Half transparent: (100 · 128 + 255 · 127) / 255 = 177.2.
    expect(Array.from(toRgb(buildPyramid(photo, 2048).levels[0].pixels))).toEqual([
      100, 0, 0, 255, 255, 255, 177, 127, 127,
    ]);
  });

  it('gives the same bytes when the rows are read strip by strip, each once and in order', () => {
    const photo = formulaPhoto(600, 900, 3);
    const read: number[] = [];
    const rows = {
      width: photo.width,
      height: photo.height,
      readRows: (from: number, count: number) => {
        for (let row = from; row < from + count; row++) read.push(row);
        return photo.data.slice(from * photo.width * 4, (from + count) * photo.width * 4);
      },
    };
    for (const maxSide of [2048, 899, 400, 64]) {
      read.length = 0;
      const { levels } = buildPyramid(rows, maxSide);
      buildPyramid(photo, maxSide).levels.forEach(({ pixels }, level) => {
        expect(Buffer.compare(toRgb(levels[level].pixels), toRgb(pixels))).toBe(0);
      });
      expect(read).toEqual(Array.from({ length: photo.height }, (_, row) => row));
    }
  });

  it('reads pixels that do not begin at a multiple of four bytes', () => {
    const photo = formulaPhoto(8, 8, 2);
    const shifted = new Uint8Array(photo.data.length + 1);
    shifted.set(photo.data, 1);
    const base = buildPyramid({ ...photo, data: shifted.subarray(1) }, 5).levels[0];
    expect(base).toEqual(buildPyramid(photo, 5).levels[0]);
  });

  it('refuses bytes that do not fit the size', () => {
    expect(() => buildPyramid({ width: 2, height: 2, data: new Uint8Array(12) }, 100)).toThrow(/2×2.*12/);
    expect(() => buildPyramid({ width: 0, height: 2, data: new Uint8Array(0) }, 100)).toThrow(RangeError);
  });
});

describe('halving a level', () => {
  it('means 2×2 blocks and repeats the last row and column of odd sizes', () => {
    const photo = madePhoto(33, 3, (x, y) => Array(3).fill(x === 32 ? [10, 20, 200][y] : 4 * y));
    const [, half] = buildPyramid(photo, 2048).levels;
    expect([half.width, half.height]).toEqual([17, 2]);
    expect(red(toRgb(half.pixels)).slice(15)).toEqual([2, 15, ...Array(16).fill(8), 200]);
  });

  it('stops when the longest side is at most 32 pixels', () => {
    const sizes = buildPyramid(greyPhoto(300, 100, 0), 2048).levels.map(({ width, height }) => `${width}×${height}`);
    expect(sizes).toEqual(['300×100', '150×50', '75×25', '38×13', '19×7']);
    expect(buildPyramid(greyPhoto(32, 8, 0), 2048).levels).toHaveLength(1);
  });
});
