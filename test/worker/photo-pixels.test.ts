import { afterEach, describe, expect, it, vi } from 'vitest';
import { toRgb } from '../../src/pipeline/opaque';
import { buildPyramid } from '../../src/pipeline/pyramid';
import { photoPixels, photoRows } from '../../src/worker/photo-pixels';
import { formulaPhoto } from '../pipeline/made-photos';

type Pixels = ReturnType<typeof formulaPhoto>;

/** A canvas of whole pixels without scaling; remembers the largest that was asked for. */
const canvasOf = (largest = Number.POSITIVE_INFINITY) => {
  const sizes: number[] = [];
  class Canvas {
    drawn: { photo: Pixels; top: number } | undefined;
    readonly canvas = this;
    constructor(
      public width: number,
      public height: number,
    ) {
      sizes.push(width * height);
    }
    getContext = () => this;
    fillRect = () => undefined;
    drawImage(photo: Pixels, _left: number, top: number): void {
      this.drawn = { photo, top };
    }
    getImageData(_x: number, _y: number, width: number, height: number) {
      if (!this.drawn || width * height > largest) throw new Error('Out of memory at ImageData creation');
      const { photo, top } = this.drawn;
      return { width, height, data: photo.data.slice(-top * width * 4, (-top + height) * width * 4) };
    }
  }
  vi.stubGlobal('OffscreenCanvas', Canvas);
  return sizes;
};

const bitmap = (pixels: Pixels) => pixels as unknown as ImageBitmap;

afterEach(() => vi.unstubAllGlobals());

describe('the pixels of a large photo', () => {
  it('come strip by strip through one small canvas, and make the same pyramid as all at once', () => {
    const photo = formulaPhoto(1100, 1300, 1);
    const sizes = canvasOf();
    const onStrip = vi.fn();
    const { levels } = buildPyramid(photoRows(bitmap(photo), onStrip), 700);
    const expected = buildPyramid(photo, 700).levels;
    expect(levels).toHaveLength(expected.length);
    levels.forEach(({ pixels }, at) => {
      expect(Buffer.compare(toRgb(pixels), toRgb(expected[at].pixels))).toBe(0);
    });
    expect(sizes).toHaveLength(1);
    expect(sizes[0]).toBeLessThan((photo.width * photo.height) / 4);
    expect(onStrip.mock.calls.length).toBeGreaterThan(4);
  });

  it('that the browser cannot hold are refused with the size of the photo and what to do', () => {
    canvasOf(1000);
    const { readRows } = photoRows(bitmap(formulaPhoto(100, 50, 0)), () => undefined);
    expect(() => readRows(0, 50)).toThrow(/too large for this browser: 100 × 50 pixels.*Make it smaller/);
    expect(() => photoPixels(bitmap(formulaPhoto(100, 50, 0)), 640)).toThrow(/100 × 50 pixels.*Make it smaller/);
  });

  it('of a bitmap that was closed are not there', () => {
    const closed = { ...formulaPhoto(1, 1, 0), width: 0, height: 0 };
    expect(() => photoRows(bitmap(closed), () => undefined)).toThrow(/closed before it could be read/);
    expect(() => photoPixels(bitmap(closed), 640)).toThrow(/closed before it could be read/);
  });
});
