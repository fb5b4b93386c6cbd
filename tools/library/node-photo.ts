import { Fault } from '../../src/domain/errors';
import type { PhotoNoteName } from '../../src/export/photo-record';
import { MAX_PIXELS, tooManyPixels } from '../../src/media/check-image';
import type { DecodedPixels } from '../lib/decode';

/** Pixels that somebody has decoded: RGBA, 8 bits, sRGB, row by row from the top; alpha is laid on white. */
export interface RawPixels {
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** A photo's file (decoded by the package sharp, if that is installed), or its pixels. */
export type PhotoSource = Uint8Array | ArrayBuffer | Blob | RawPixels;

/** A photo's pixels, and what is known of its file. */
export interface OwnPixels {
  readonly pixels: Omit<DecodedPixels, 'notes'>;
  readonly notes: readonly PhotoNoteName[];
  readonly file?: string;
}

const isRaw = (photo: unknown): photo is RawPixels =>
  typeof photo === 'object' && photo !== null && 'data' in photo && 'width' in photo && 'height' in photo;

const notAPhoto = (photo: unknown): Fault => {
  const came = typeof photo === 'string' ? 'a text' : photo === null ? 'null' : typeof photo;
  const wanted = 'analyze takes the bytes of a photo (Uint8Array, ArrayBuffer, Blob) or { data, width, height }';
  return new Fault('NotAnImage', `${wanted}, but ${came} came. Read a file first: await readFile(path).`);
};

const fromRaw = ({ data, width, height }: RawPixels): OwnPixels => {
  const isSize = [width, height].every((side) => Number.isInteger(side) && side > 0);
  const isBytes = data instanceof Uint8Array || data instanceof Uint8ClampedArray;
  if (!isSize || !isBytes || data.length !== 4 * width * height) {
    const came = `${isBytes ? `${data.length} bytes` : 'no bytes'} for ${width} × ${height} pixels`;
    throw new Fault(
      'DamagedImage',
      `Raw pixels are RGBA, 4 bytes a pixel, but there are ${came}. Give width × height × 4.`,
    );
  }
  if (width * height > MAX_PIXELS) throw tooManyPixels('The photo', `${width} × ${height}`);
  return { pixels: { data, width, height, photo: { width, height } }, notes: [] };
};

const isMissing = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  ['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'].includes(String(error.code));

/** The decoder, which only those need who have files. @throws Fault `UnsupportedFormat` where sharp can't be loaded */
const loadDecoder = async (): Promise<typeof import('../lib/decode')> => {
  try {
    return await import('../lib/decode');
  } catch (error) {
    const why = isMissing(error)
      ? 'which is not installed'
      : `which can't be loaded (${error instanceof Error ? error.message : error})`;
    throw new Fault(
      'UnsupportedFormat',
      `Photo files are decoded by the package sharp, ${why}. Run npm install sharp, or give raw pixels: { data, width, height }.`,
    );
  }
};

const bytesOf = async (photo: Uint8Array | ArrayBuffer | Blob): Promise<Uint8Array> => {
  if (photo instanceof Uint8Array) return photo;
  return new Uint8Array(photo instanceof Blob ? await photo.arrayBuffer() : photo);
};

/** @throws Fault, as the command has for such a file */
export const photoPixels = async (photo: PhotoSource): Promise<OwnPixels> => {
  if (isRaw(photo)) return fromRaw(photo);
  if (!(photo instanceof Uint8Array || photo instanceof ArrayBuffer || photo instanceof Blob)) throw notAPhoto(photo);
  const file = photo instanceof File ? photo.name : undefined;
  const bytes = await bytesOf(photo);
  const { decodePhoto } = await loadDecoder();
  const { notes, ...pixels } = await decodePhoto(file ?? 'The photo', bytes);
  return { pixels, notes, ...(file !== undefined && { file }) };
};
