import { Fault, messageOf } from '../domain/errors';
import type { Size } from '../domain/geometry';
import { KNOWN_SIDE, readsTrue } from '../domain/known-colors';
import type { PixelRows, RgbaPixels } from '../pipeline/pyramid';

/**
 * A canvas to read from. Without `willReadFrequently` the picture would travel to the GPU and back, and bytes could differ.
 * Without alpha, of which none is left on white, nothing has to be divided by it when pixels are read.
 */
const contextOf = (width: number, height: number): OffscreenCanvasRenderingContext2D => {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true, alpha: false });
  if (context === null) throw new Error('no canvas');
  return context;
};

/** Frees a canvas's memory at once instead of at some later garbage collection. */
const free = ({ canvas }: OffscreenCanvasRenderingContext2D): void => {
  canvas.width = 0;
  canvas.height = 0;
};

/** Draws a photo on white: a canvas keeps colours multiplied by alpha, so reading what is nearly transparent would lose them. */
const draw = (context: OffscreenCanvasRenderingContext2D, photo: ImageBitmap, top: number, { width, height }: Size) => {
  context.fillStyle = 'white';
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  context.drawImage(photo, 0, top, width, height);
};

const tooLarge = ({ width, height }: Size, error: unknown): Fault => {
  const size = `${width} × ${height} pixels`;
  return new Fault(
    'ImageTooLarge',
    `The photo is too large for this browser: ${size} (${messageOf(error)}). Make it smaller.`,
  );
};

/** Whether this worker reads pixels as they are: old browsers have no canvas for it, and some hide pixels from pages. */
export const workerReadsPixels = (): boolean => {
  try {
    const context = new OffscreenCanvas(KNOWN_SIDE, KNOWN_SIDE).getContext('2d', { willReadFrequently: true });
    return context !== null && readsTrue(context);
  } catch {
    return false;
  }
};

/** The size at which the longest side is at most `maxSide`. */
const within = ({ width, height }: Size, maxSide: number): Size => {
  const scale = Math.min(1, maxSide / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
};

const checkOpen = ({ width }: ImageBitmap): void => {
  if (width === 0) throw new Fault('DamagedImage', 'The photo was closed before it could be read. Decode it again.');
};

/**
 * Reads the pixels of a photo, reduced roughly, which is fast: RGBA bytes, row-major, opaque; what was transparent lies on
 * white.
 * @param maxSide no side is longer.
 * @throws Fault `DamagedImage` for a closed bitmap, `ImageTooLarge` when the browser can't hold the pixels.
 */
export const photoPixels = (photo: ImageBitmap, maxSide: number): RgbaPixels => {
  checkOpen(photo);
  try {
    const size = within(photo, maxSide);
    const context = contextOf(size.width, size.height);
    draw(context, photo, 0, size);
    const pixels = context.getImageData(0, 0, size.width, size.height);
    free(context);
    return pixels;
  } catch (error) {
    throw tooLarge(photo, error);
  }
};

/**
 * Every pixel of a photo, as {@link photoPixels} gives them, strip by strip: all at once would be 4 bytes for each.
 * @param onStrip called at each, since a large photo takes a while.
 * @throws as {@link photoPixels}, now or when rows are read.
 */
export const photoRows = (photo: ImageBitmap, onStrip: () => void): PixelRows => {
  checkOpen(photo);
  const { width, height } = photo;
  let context: OffscreenCanvasRenderingContext2D | undefined;
  const readRows = (from: number, count: number): Uint8ClampedArray => {
    onStrip();
    try {
      context ??= contextOf(width, count);
      draw(context, photo, -from, photo);
      const { data } = context.getImageData(0, 0, width, count);
      if (from + count === height) free(context);
      return data;
    } catch (error) {
      if (context) free(context);
      throw tooLarge(photo, error);
    }
  };
  return { width, height, readRows };
};
