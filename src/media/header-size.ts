import type { Size } from '../domain/geometry';
import { boxesAt, type MediaBox } from './heif-boxes';
import { isFrameMarker } from './jpeg-structure';
import { latin1 } from './latin1';
import type { ImageType } from './sniff';

/** Reads a size out of a header; undefined where the header ends too early or holds none. */
type SizeReader = (view: DataView, bytes: Uint8Array) => Size | undefined;

/** Walks a JPEG's segments up to the first frame header. */
const jpegSize: SizeReader = (view, bytes) => {
  let at = 2;
  while (at + 9 < bytes.length) {
    const marker = bytes[at + 1] as number;
    if (bytes[at] !== 0xff || marker === 0xff || marker === 0) {
      // Fill bytes, and junk between segments that decoders skip too.
      at += 1;
    } else if (isFrameMarker(marker)) {
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    } else {
      const standsAlone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd9);
      at += standsAlone ? 2 : 2 + view.getUint16(at + 2);
    }
  }
  return undefined;
};

const pngSize: SizeReader = (view) => ({ width: view.getUint32(16), height: view.getUint32(20) });

const gifSize: SizeReader = (view) => ({ width: view.getUint16(6, true), height: view.getUint16(8, true) });

const uint24 = (view: DataView, at: number): number => view.getUint16(at, true) + (view.getUint8(at + 2) << 16);

/** WebP has three kinds of first chunk, each with its own place for the size. */
const webpSize: SizeReader = (view, bytes) => {
  const chunk = latin1(bytes, 12, 4);
  if (chunk === 'VP8X') return { width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 };
  if (chunk === 'VP8L') {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (chunk !== 'VP8 ') return undefined;
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
};

/** Boxes that begin with a version, or with a version and a count, before the boxes in them, and by how many bytes. */
const FULL_BOXES = { meta: 4, stsd: 8 };

const PROPERTIES = ['meta', 'iprp', 'ipco', 'ispe'];
const FRAMES = ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stsd', 'av01'];

/**
 * AVIF and HEIC list the size of each item in a box `ispe`, wherever in the file: a grid and its tiles each have one, and
 * an animation one a track. The largest counts.
 */
const heifSize: SizeReader = (view, bytes) => {
  const itemSize = ({ start }: MediaBox): Size => ({
    width: view.getUint32(start + 4),
    height: view.getUint32(start + 8),
  });
  const frameSize = ({ start }: MediaBox): Size => ({
    width: view.getUint16(start + 24),
    height: view.getUint16(start + 26),
  });
  const sizes = [
    ...Array.from(boxesAt(bytes, PROPERTIES, FULL_BOXES), itemSize),
    ...Array.from(boxesAt(bytes, FRAMES, FULL_BOXES), frameSize),
  ];
  const areaOf = ({ width, height }: Size): number => width * height;
  return sizes.sort((a, b) => areaOf(b) - areaOf(a))[0];
};

const bmpSize: SizeReader = (view) =>
  view.getUint32(14, true) === 12
    ? { width: view.getUint16(18, true), height: view.getUint16(20, true) }
    : { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) };

/** TIFF: tags 256 and 257 of the first directory. BigTIFF isn't read. */
const tiffSize: SizeReader = (view, bytes) => {
  const little = bytes[0] === 0x49;
  const directory = view.getUint32(4, little);
  const size = { width: 0, height: 0 };
  for (let entry = 0; entry < view.getUint16(directory, little); entry++) {
    const at = directory + 2 + 12 * entry;
    const tag = view.getUint16(at, little);
    const value =
      view.getUint16(at + 2, little) === 3 ? view.getUint16(at + 8, little) : view.getUint32(at + 8, little);
    if (tag === 256) size.width = value;
    if (tag === 257) size.height = value;
  }
  return size.width && size.height ? size : undefined;
};

const READERS: Partial<Record<ImageType, SizeReader>> = {
  jpeg: jpegSize,
  png: pngSize,
  gif: gifSize,
  webp: webpSize,
  avif: heifSize,
  heic: heifSize,
  bmp: bmpSize,
  tiff: tiffSize,
};

/**
 * Width and height, in pixels before EXIF orientation, that a file's header claims; nothing is decoded.
 * @returns undefined where the header is cut off, or for kinds whose size isn't read (ICO, JPEG XL, SVG)
 */
export const readHeaderSize = (bytes: Uint8Array, type: ImageType): Size | undefined => {
  try {
    return READERS[type]?.(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), bytes);
  } catch (error) {
    // A RangeError says that the header ended early; the decoder will word what is wrong with the file.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
};
