import type { Size } from '../domain/geometry';

type Element = OffscreenCanvas | HTMLCanvasElement;

const newElement = ({ width, height }: Size): Element => {
  try {
    return new OffscreenCanvas(width, height);
  } catch {
    // Older browsers have none: one of the page does the same, if more slowly.
    return Object.assign(document.createElement('canvas'), { width, height });
  }
};

const blobOf = (element: Element, type: string, quality?: number): Promise<Blob | null> =>
  'convertToBlob' in element
    ? element.convertToBlob({ type, ...(quality !== undefined && { quality }) })
    : new Promise((resolve) => element.toBlob(resolve, type, quality));

/** A canvas that nobody sees. */
export class Canvas {
  readonly element: Element;
  readonly context: OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D;

  /** @throws Error where the browser has no memory for it */
  constructor(size: Size) {
    this.element = newElement(size);
    const context = this.element.getContext('2d') as Canvas['context'] | null;
    if (!context) throw new Error('This browser has no memory left to draw in.');
    this.context = context;
  }

  /** As a file. What its type says is what the browser could write: those that don't know a type silently give a PNG. */
  async toBlob(type: string, quality?: number): Promise<Blob> {
    const blob = await blobOf(this.element, type, quality);
    if (!blob) throw new Error('This browser has no memory left to draw in.');
    return blob;
  }
}

/** Until a browser shows that it can't. */
let writesWebp = true;

/** A small file of an opaque picture: WebP where the browser writes it, else JPEG. */
export const smallBlob = async (canvas: Canvas, quality: number): Promise<Blob> => {
  if (writesWebp) {
    const blob = await canvas.toBlob('image/webp', quality);
    if (blob.type === 'image/webp') return blob;
    writesWebp = false;
  }
  return canvas.toBlob('image/jpeg', quality);
};

/** Longest side of a still picture that is made to be shown, pixels. */
const STILL_SIDE = 2048;

/** A file that shows a bitmap, reduced where it is large: for files that would move under the boxes, or that no browser shows. */
export const stillOf = async (bitmap: ImageBitmap): Promise<Blob> => {
  const scale = Math.min(1, STILL_SIDE / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const canvas = new Canvas({ width, height });
  canvas.context.drawImage(bitmap, 0, 0, width, height);
  return canvas.toBlob('image/png');
};
