import { ConversionError } from './graph';

/** How a tensor is stored in the download; tfjs turns all of them back into float32 when it loads a net. */
export type Storage = 'float32' | 'uint16' | 'uint8';

/** A tensor as stored: value = code × scale + min. */
export interface Quantized {
  readonly codes: Uint8Array | Uint16Array;
  readonly scale: number;
  readonly min: number;
}

/**
 * Stores a tensor in whole numbers with one scale, such that zero is exact and no value is off by more than half a
 * step (`scale / 2`). The range always holds zero.
 * @throws ConversionError when a value is not finite.
 */
export const quantize = (values: Float32Array, storage: 'uint8' | 'uint16'): Quantized => {
  const codes = storage === 'uint8' ? new Uint8Array(values.length) : new Uint16Array(values.length);
  const most = storage === 'uint8' ? 255 : 65_535;
  let [low, high] = [0, 0];
  for (const value of values) {
    if (!Number.isFinite(value)) throw new ConversionError('A weight is not a finite number; the training went wrong.');
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const [scale, zero] = fitRange(low, high, most);
  values.forEach((value, index) => {
    codes[index] = Math.min(most, Math.max(0, Math.round(value / scale) + zero));
  });
  // Avoids −0, which JSON can't hold.
  return { codes, scale, min: zero === 0 ? 0 : -zero * scale };
};

/** The smallest step for which both ends stay within reach once zero lies on a code; and that code. */
const fitRange = (low: number, high: number, most: number): [scale: number, zero: number] => {
  if (low === high) return [1, 0];
  const exact = (high - low) / most;
  const zero = Math.min(most, Math.max(0, Math.round(-low / exact)));
  return [Math.max(zero > 0 ? -low / zero : 0, zero < most ? high / (most - zero) : 0), zero];
};

/** The values as tfjs will hold them after loading. */
export const dequantize = ({ codes, scale, min }: Quantized): Float32Array =>
  Float32Array.from(codes, (code) => code * scale + min);
