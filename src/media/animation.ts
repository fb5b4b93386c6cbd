import { type ImageType, latin1 } from './sniff';

/** How far into a file the sign of an animation is looked for; it stands before the first frame's pixels. */
const HEAD = 64 * 1024;

/** Whether a browser may play this file: then a still of its first frame is shown, which is what was analysed. */
export const mayMove = (bytes: Uint8Array, type: ImageType): boolean => {
  if (type === 'gif') return true;
  if (type === 'webp') return latin1(bytes, 12, 4) === 'VP8X' && ((bytes[20] ?? 0) & 2) !== 0;
  if (type === 'avif') return latin1(bytes, 8, 4) === 'avis';
  return type === 'png' && new TextDecoder('latin1').decode(bytes.subarray(0, HEAD)).includes('acTL');
};
