import type { Size } from '../domain/geometry';

/** Pixels as canvas and sharp give them: RGBA, row-major, `data.length === width × height × 4`, alpha not premultiplied. */
export interface RgbaPixels extends Size {
  readonly data: Uint8ClampedArray | Uint8Array;
}

/** A photo whose rows are read as they are needed, from the first to the last: all at once would be a lot of memory. */
export interface PixelRows extends Size {
  /** RGBA bytes of `count` rows, as in {@link RgbaPixels}. */
  readRows(from: number, count: number): Uint8ClampedArray | Uint8Array;
}

/** The pixels one 32-bit word each (red lowest); a copy only where the bytes aren't aligned. */
export const asWords = (data: RgbaPixels['data']): Uint32Array => {
  const aligned = data.byteOffset % 4 === 0 ? data : new Uint8Array(data);
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4);
};

const isOpaque = (pixels: Uint32Array): boolean => {
  for (let i = 0; i < pixels.length; i++) {
    if (pixels[i] >>> 24 !== 255) return false;
  }
  return true;
};

/** Composited on white, rounded half up; the result's alpha means nothing any more. */
export const onWhite = (pixels: Uint32Array): Uint32Array => {
  if (isOpaque(pixels)) return pixels;
  const over = (value: number, alpha: number): number => Math.floor((value * alpha + 255 * (255 - alpha)) / 255 + 0.5);
  return pixels.map((pixel) => {
    const alpha = pixel >>> 24;
    return over(pixel & 255, alpha) | (over((pixel >> 8) & 255, alpha) << 8) | (over((pixel >> 16) & 255, alpha) << 16);
  });
};

/** The three colour bytes of each word. */
export const toRgb = (pixels: Uint32Array): Uint8Array => {
  const rgb = new Uint8Array(pixels.length * 3);
  for (let i = 0, at = 0; i < pixels.length; i++, at += 3) {
    const pixel = pixels[i];
    rgb[at] = pixel & 255;
    rgb[at + 1] = (pixel >> 8) & 255;
    rgb[at + 2] = (pixel >> 16) & 255;
  }
  return rgb;
};

/** The reverse of {@link toRgb}. */
export const fromRgb = (rgb: Uint8Array): Uint32Array =>
  Uint32Array.from({ length: rgb.length / 3 }, (_, i) => rgb[3 * i] | (rgb[3 * i + 1] << 8) | (rgb[3 * i + 2] << 16));
