import { Fault, messageOf } from '../domain/errors';
import type { RgbaPixels } from '../pipeline/pyramid';

const readPixels = (photo: ImageBitmap): RgbaPixels => {
  const { width, height } = photo;
  const canvas = new OffscreenCanvas(width, height);
  try {
    // Without willReadFrequently the picture would travel to the GPU and back, and bytes could differ.
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (context === null) throw new Error('no canvas');
    // A canvas keeps colours multiplied by alpha, so reading back what is nearly transparent would lose its colour.
    context.fillStyle = 'white';
    context.fillRect(0, 0, width, height);
    context.drawImage(photo, 0, 0);
    return context.getImageData(0, 0, width, height);
  } finally {
    // Frees the canvas's memory at once instead of at some later garbage collection.
    canvas.width = 0;
    canvas.height = 0;
  }
};

/**
 * Reads the pixels of a photo: RGBA bytes, row-major, opaque; what was transparent lies on white. Closes the bitmap.
 * @throws Fault `DamagedImage` for a closed bitmap, `ImageTooLarge` when the browser can't hold the pixels.
 */
export const photoPixels = (photo: ImageBitmap): RgbaPixels => {
  const { width, height } = photo;
  if (width === 0) throw new Fault('DamagedImage', 'The photo was closed before it could be read. Decode it again.');
  try {
    return readPixels(photo);
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
