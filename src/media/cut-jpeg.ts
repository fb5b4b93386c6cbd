import type { Size } from '../domain/geometry';

/**
 * JPEGs whose end is missing, as after a download or a copy that broke off. Browsers and other programs show them as far
 * as they go; decoders want an end. Where the data ends isn't written anywhere: two ends are tried, and where the two
 * pictures begin to differ, the data ended.
 */

/** More than this share of the rows may not be missing: then the file is too damaged to say something about the photo. */
const MOST_MISSING = 0.1;

/** Data that changes whatever a decoder makes up for what is missing. */
const FILLING = Array.from({ length: 64 }, (_, at) => (37 * at + 11) % 250);

const END = [0xff, 0xd9];

/** Bytes with something added to them. */
const extended = (bytes: Uint8Array, more: readonly number[]): Uint8Array<ArrayBuffer> => {
  const out = new Uint8Array(bytes.length + more.length);
  out.set(bytes);
  out.set(more, bytes.length);
  return out;
};

/** A marker or half a marker at the end of what is there would swallow what is added. */
const withoutLooseEnd = (bytes: Uint8Array): Uint8Array => {
  let end = bytes.length;
  while (bytes[end - 1] === 0xff) end -= 1;
  return bytes.subarray(0, end);
};

/** The file with an end, and the file with an end behind some made-up data. */
export const withEnds = (
  bytes: Uint8Array,
): readonly [ended: Uint8Array<ArrayBuffer>, filled: Uint8Array<ArrayBuffer>] => {
  const whole = withoutLooseEnd(bytes);
  return [extended(whole, END), extended(whole, [...FILLING, ...END])];
};

/** RGBA or RGB pixels, row-major. */
interface Pixels extends Size {
  readonly data: Uint8Array | Uint8ClampedArray;
}

/**
 * Whether enough of a cut photo is there.
 * @param ended the picture of the first file that {@link withEnds} gives
 * @param filled that of the second; same size and layout
 */
export const isMostlyThere = (ended: Pixels, filled: Pixels): boolean => {
  const row = ended.data.length / ended.height;
  const different = ended.data.findIndex((value, at) => value !== filled.data[at]);
  return different < 0 || different / row >= ended.height * (1 - MOST_MISSING);
};
