import type { PhotoPixels } from '../domain/analyzer-api';
import { Fault } from '../domain/errors';
import { KNOWN_SIDE, readsTrue } from '../domain/known-colors';

/** Where the worker can't read pixels, the page does: on a canvas of its own, holding up the page meanwhile. */
const contextOf = (width: number, height: number): CanvasRenderingContext2D | null =>
  Object.assign(document.createElement('canvas'), { width, height }).getContext('2d', { willReadFrequently: true });

/** Whether the page reads pixels as they are. */
export const pageReadsPixels = (): boolean => {
  const context = contextOf(KNOWN_SIDE, KNOWN_SIDE);
  return context !== null && readsTrue(context);
};

/**
 * The pixels of a photo, which stays the caller's; what was transparent lies on white.
 * @throws Fault `ImageTooLarge` when the browser can't hold the pixels
 */
export const pagePixels = (photo: ImageBitmap): PhotoPixels => {
  const { width, height } = photo;
  try {
    const context = contextOf(width, height);
    if (!context) throw new Error('no canvas');
    context.fillStyle = 'white';
    context.fillRect(0, 0, width, height);
    context.drawImage(photo, 0, 0);
    return { width, height, data: context.getImageData(0, 0, width, height).data };
  } catch {
    throw new Fault(
      'ImageTooLarge',
      `The photo is too large for this browser: ${width} × ${height} pixels. Make it smaller.`,
    );
  }
};
