import { Fault, messageOf } from '../domain/errors';
import type { Size } from '../domain/geometry';
import { KNOWN_SIDE, readsTrue } from '../domain/known-colors';
import type { RgbaPixels } from '../pipeline/pyramid';

const readPixels = (photo: ImageBitmap, { width, height }: Size): RgbaPixels => {
  const canvas = new OffscreenCanvas(width, height);
  try {
    // Without willReadFrequently the picture would travel to the GPU and back, and bytes could differ.
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (context === null) throw new Error('no canvas');
    // A canvas keeps colours multiplied by alpha, so reading back what is nearly transparent would lose its colour.
    context.fillStyle = 'white';
    context.fillRect(0, 0, width, height);
    context.drawImage(photo, 0, 0, width, height);
    return context.getImageData(0, 0, width, height);
  } finally {
    // Frees the canvas's memory at once instead of at some later garbage collection.
    canvas.width = 0;
    canvas.height = 0;
  }
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

/**
 * Reads the pixels of a photo: RGBA bytes, row-major, opaque; what was transparent lies on white. Closes the bitmap.
 * @param maxSide reduces it roughly, which is fast, so that no side is longer than this; else every pixel is read.
 * @throws Fault `DamagedImage` for a closed bitmap, `ImageTooLarge` when the browser can't hold the pixels.
 */
export const photoPixels = (photo: ImageBitmap, maxSide = Number.POSITIVE_INFINITY): RgbaPixels => {
  const { width, height } = photo;
  if (width === 0) throw new Fault('DamagedImage', 'The photo was closed before it could be read. Decode it again.');
  try {
    return readPixels(photo, within(photo, maxSide));
  } catch (error) {
    const size = `${width} × ${height} pixels`;
    throw new Fault(
      'ImageTooLarge',
      `The photo is too large for this browser: ${size} (${messageOf(error)}). Make it smaller.`,
    );
  } finally {
    photo.close();
  }
};
