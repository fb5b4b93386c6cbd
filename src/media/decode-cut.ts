import { Canvas } from './canvas';
import { isMostlyThere, withEnds } from './cut-jpeg';
import { jpegStructure } from './jpeg-structure';

/** Longest side at which two pictures are compared, pixels. */
const COMPARED_SIDE = 1024;

const EXIF = [...'Exif'].map((letter) => letter.charCodeAt(0));

/** The same file without its EXIF orientation, which no browser can be asked to ignore. */
const asStored = (bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => {
  const copy = bytes.slice();
  for (
    let at = 2;
    copy[at] === 0xff && copy[at + 1] !== 0xda;
    at += 2 + (((copy[at + 2] ?? 0) << 8) | (copy[at + 3] ?? 0))
  ) {
    if (copy[at + 1] === 0xe1 && EXIF.every((byte, index) => copy[at + 4 + index] === byte)) copy[at + 4] = 0;
  }
  return copy;
};

/** Pixels in the order of the file, without its orientation: what is missing are the last rows of that. */
const storedPixels = async (bytes: Uint8Array<ArrayBuffer>): Promise<ImageData> => {
  const bitmap = await createImageBitmap(new Blob([asStored(bytes)], { type: 'image/jpeg' }));
  try {
    const scale = Math.min(1, COMPARED_SIDE / Math.max(bitmap.width, bitmap.height));
    const width = Math.max(1, Math.round(bitmap.width * scale));
    const height = Math.max(1, Math.round(bitmap.height * scale));
    const { context } = new Canvas({ width, height });
    context.drawImage(bitmap, 0, 0, width, height);
    return context.getImageData(0, 0, width, height);
  } finally {
    bitmap.close();
  }
};

/**
 * A JPEG that ends too early, with an end: then every browser decodes it, which not all do without.
 * @returns undefined for a file that has its end
 * @throws where more than the end is missing, or nothing can be decoded
 */
export const endedJpeg = async (bytes: Uint8Array<ArrayBuffer>): Promise<Blob | undefined> => {
  const { ended, wholeBeforeLast } = jpegStructure(bytes);
  if (ended) return undefined;
  const [withEnd, filled] = withEnds(bytes);
  // One after the other: a large photo need not be in memory twice.
  if (!wholeBeforeLast && !isMostlyThere(await storedPixels(withEnd), await storedPixels(filled))) {
    throw new Error('more than the end is missing');
  }
  return new Blob([withEnd], { type: 'image/jpeg' });
};
