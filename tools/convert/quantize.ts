import type { Quantized } from '../../src/models/stored-weights';
import { ConversionError } from './graph';

/** How a tensor is stored in the download; loading turns all of them back into float32. */
export type Storage = 'float32' | { readonly bits: number };

/** The smallest step for which both ends stay within reach once zero lies on a code; and that code. */
const fitRange = (low: number, high: number, most: number): [scale: number, zero: number] => {
  if (low === high) return [1, 0];
  const exact = (high - low) / most;
  const zero = Math.min(most, Math.max(0, Math.round(-low / exact)));
  return [Math.max(zero > 0 ? -low / zero : 0, zero < most ? high / (most - zero) : 0), zero];
};

/** Lowest and highest value of each output; the range always holds zero. */
const rangesOf = (values: Float32Array, outputs: number): { lows: Float64Array; highs: Float64Array } => {
  const [lows, highs] = [new Float64Array(outputs), new Float64Array(outputs)];
  values.forEach((value, index) => {
    if (!Number.isFinite(value)) throw new ConversionError('A weight is not a finite number; the training went wrong.');
    const output = index % outputs;
    lows[output] = Math.min(lows[output], value);
    highs[output] = Math.max(highs[output], value);
  });
  return { lows, highs };
};

/**
 * Stores a tensor in whole numbers with one scale an output, such that zero is exact and no value is off by more than
 * half a step (`scale / 2`).
 * @param outputs how many; they vary fastest.
 * @param bits of a code, at most 16.
 * @throws ConversionError when a value is not finite.
 */
export const quantize = (values: Float32Array, outputs: number, bits: number): Quantized => {
  const most = 2 ** bits - 1;
  const codes = new Uint16Array(values.length);
  const zeros = new Uint16Array(outputs);
  const scales = new Float32Array(outputs);
  const { lows, highs } = rangesOf(values, outputs);
  lows.forEach((low, output) => {
    [scales[output], zeros[output]] = fitRange(low, highs[output], most);
  });
  values.forEach((value, index) => {
    const output = index % outputs;
    codes[index] = Math.min(most, Math.max(0, Math.round(value / scales[output]) + zeros[output]));
  });
  return { codes, scales, zeros };
};
