import { latin1 } from './latin1';
import type { ImageType } from './sniff';

/**
 * Which way a WebP or PNG is stored turned. Browsers heed that for JPEG; for these some do and some don't, so the mark is
 * taken out of the file and the picture is turned here.
 */
export interface StoredTurn {
  /** As EXIF counts: 2–8. */
  readonly orientation: number;
  /** The file without the mark. */
  readonly unmarked: Uint8Array<ArrayBuffer>;
}

/** A part of a file, by its name. */
interface Chunk {
  readonly name: string;
  readonly start: number;
  readonly length: number;
}

/** A WebP's chunks: name, length (little-endian), data, padded to an even length. */
function* webpChunks(bytes: Uint8Array, view: DataView): Generator<Chunk> {
  for (let at = 12; at + 8 <= bytes.length; ) {
    const length = view.getUint32(at + 4, true);
    yield { name: latin1(bytes, at, 4), start: at + 8, length };
    at += 8 + length + (length & 1);
  }
}

/** A PNG's chunks: length (big-endian), name, data, checksum. */
function* pngChunks(bytes: Uint8Array, view: DataView): Generator<Chunk> {
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    yield { name: latin1(bytes, at + 4, 4), start: at + 8, length };
    at += 12 + length;
  }
}

const ORIENTATION = 0x0112;

/** Reads the orientation out of EXIF data: a TIFF, which some programs write after `Exif` and two zeros. */
const readOrientation = (exif: Uint8Array): number => {
  const tiff = latin1(exif, 0, 4) === 'Exif' ? exif.subarray(6) : exif;
  if (tiff.length < 14) return 1;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const little = tiff[0] === 0x49;
  const directory = view.getUint32(4, little);
  if (directory + 2 > tiff.length) return 1;
  const entries = view.getUint16(directory, little);
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + 12 * entry;
    if (at + 12 > tiff.length) return 1;
    if (view.getUint16(at, little) === ORIENTATION) return view.getUint16(at + 8, little);
  }
  return 1;
};

/** The flag in a WebP's first chunk that says that there is EXIF data. */
const EXIF_FLAG = 0x08;

const withoutExif = (bytes: Uint8Array, type: ImageType, { start, length }: Chunk): Uint8Array<ArrayBuffer> => {
  if (type === 'png') {
    const out = new Uint8Array(bytes.length - length - 12);
    out.set(bytes.subarray(0, start - 8));
    out.set(bytes.subarray(start + length + 4), start - 8);
    return out;
  }
  // Chunks with an unknown name are passed over.
  const out = Uint8Array.from(bytes);
  out.set([0x58, 0x58, 0x58, 0x58], start - 8);
  out[20] = (out[20] ?? 0) & ~EXIF_FLAG;
  return out;
};

/** @returns undefined for a file that isn't stored turned, or of a kind that browsers turn alike */
export const storedTurn = (bytes: Uint8Array, type: ImageType): StoredTurn | undefined => {
  if (type !== 'webp' && type !== 'png') return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [chunks, name] = type === 'webp' ? [webpChunks(bytes, view), 'EXIF'] : [pngChunks(bytes, view), 'eXIf'];
  for (const chunk of chunks) {
    if (chunk.name !== name) continue;
    const orientation = readOrientation(bytes.subarray(chunk.start, chunk.start + chunk.length));
    if (orientation < 2 || orientation > 8) return undefined;
    return { orientation, unmarked: withoutExif(bytes, type, chunk) };
  }
  return undefined;
};
