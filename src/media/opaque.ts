import { Canvas } from './canvas';
import { latin1 } from './latin1';
import type { ImageType } from './sniff';

/** PNG's colour types without transparency: grey and RGB. */
const OPAQUE_PNG: readonly (number | undefined)[] = [0, 2];

/** Whether a file's kind, as its first bytes tell it, has no transparency at all. */
export const isOpaqueKind = (bytes: Uint8Array, type: ImageType): boolean => {
  if (type === 'png') return OPAQUE_PNG.includes(bytes[25]);
  if (type === 'webp') return latin1(bytes, 12, 4) === 'VP8 ';
  return type === 'jpeg' || type === 'bmp';
};

const SAMPLES = 8;

/** Whether nothing of a bitmap can be seen. WebKit gives such a one for files that it can't decode, and no error. */
export const isInvisible = (bitmap: ImageBitmap): boolean => {
  const { context } = new Canvas({ width: SAMPLES, height: SAMPLES });
  context.drawImage(bitmap, 0, 0, SAMPLES, SAMPLES);
  const { data } = context.getImageData(0, 0, SAMPLES, SAMPLES);
  return data.every((value, at) => at % 4 !== 3 || value === 0);
};
