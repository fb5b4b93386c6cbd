import { brandsOf } from './heif-boxes';
import { latin1 } from './latin1';
import type { ImageType } from './sniff';

/** How far into a PNG the sign of an animation is looked for; it stands before the first frame's pixels. */
const HEAD = 64 * 1024;

/** Jumps over a GIF's blocks of at most 255 bytes, to what follows the empty one. */
const afterBlocks = (bytes: Uint8Array, start: number): number => {
  let at = start;
  while (bytes[at]) at += 1 + (bytes[at] as number);
  return at + 1;
};

/** A colour table's bytes; the lower bits of a GIF's flags say how long it is. */
const tableSize = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

/** Whether a GIF has a second frame; one that can't be followed that far is taken to have one. */
const gifMoves = (bytes: Uint8Array): boolean => {
  let frames = 0;
  let at = 13 + tableSize(bytes[10] ?? 0);
  while (at < bytes.length) {
    const block = bytes[at];
    if (block === 0x3b) return false;
    if (block === 0x21) at = afterBlocks(bytes, at + 2);
    else if (block === 0x2c) {
      frames += 1;
      if (frames === 2) return true;
      at = afterBlocks(bytes, at + 11 + tableSize(bytes[at + 9] ?? 0));
    } else return true;
  }
  return frames !== 1;
};

/** Whether a file holds several frames: the first one is analysed, and a still of it is shown. */
export const mayMove = (bytes: Uint8Array, type: ImageType): boolean => {
  if (type === 'gif') return gifMoves(bytes);
  if (type === 'webp') return latin1(bytes, 12, 4) === 'VP8X' && ((bytes[20] ?? 0) & 2) !== 0;
  if (type === 'avif') return brandsOf(bytes).includes('avis');
  return type === 'png' && new TextDecoder('latin1').decode(bytes.subarray(0, HEAD)).includes('acTL');
};
