import sharp from 'sharp';
import type { ImageType } from '../../src/media/sniff';

const canvas = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#a0522d' } });

/** Bytes given as Latin-1 text and numbers. */
export const bytesOf = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : [...part])));

const uint32 = (value: number): number[] => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];

/** A BMP header of the usual kind; a negative height means that rows go from top to bottom. */
export const bmpHeader = (width: number, height: number): Uint8Array =>
  bytesOf('BM', new Array<number>(12).fill(0), [40, 0, 0, 0], uint32(width).reverse(), uint32(height).reverse());

/** The start of a PNG that claims this size, without any pixels. */
export const pngHeader = (width: number, height: number): Uint8Array =>
  bytesOf('\x89PNG\r\n\x1a\n', uint32(13), 'IHDR', uint32(width), uint32(height), [8, 2, 0, 0, 0]);

/** The start of a HEIC photo: a box `ftyp` with these brands. */
export const heicHeader = (...brands: readonly string[]): Uint8Array =>
  bytesOf(uint32(16 + 4 * brands.length), 'ftyp', brands[0] ?? '', uint32(0), brands.join(''));

/** Real files of the kinds that sharp writes, of this size in pixels. */
export const madePictures = async (width: number, height: number): Promise<[ImageType, Uint8Array][]> => [
  ['jpeg', await canvas(width, height).jpeg().toBuffer()],
  ['png', await canvas(width, height).png().toBuffer()],
  ['gif', await canvas(width, height).gif().toBuffer()],
  ['webp', await canvas(width, height).webp().toBuffer()],
  ['avif', await canvas(width, height).avif({ effort: 0 }).toBuffer()],
  ['tiff', await canvas(width, height).tiff().toBuffer()],
];

/** WebP's two other first chunks: lossless, and extended because of its alpha channel. */
export const otherWebps = async (width: number, height: number): Promise<Uint8Array[]> => [
  await canvas(width, height).webp({ lossless: true }).toBuffer(),
  await canvas(width, height).ensureAlpha(0.5).webp().toBuffer(),
];
