import type { io } from '@tensorflow/tfjs-core';

/** A tensor in whole numbers below 2^bits, with a scale of its own for each output: value = (code − zero) × scale. */
export interface Quantized {
  /** Row-major; the output of number i is i modulo the number of outputs. */
  readonly codes: Uint16Array;
  /** One an output. */
  readonly scales: Float32Array;
  readonly zeros: Uint16Array;
}

/** An entry of `weightsManifest` in our model.json: tfjs's, but for the quantisation, which tfjs alone refuses. */
export interface StoredWeight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32';
  /**
   * In the file: `outputs` scales (float32), then as many zeros and the codes of all values, {@link packBits packed}
   * together.
   */
  readonly quantization?: { readonly bits: number; readonly outputs: number };
}

/** The values that the codes stand for. */
export const dequantize = ({ codes, scales, zeros }: Quantized): Float32Array => {
  const values = new Float32Array(codes.length);
  // A plain loop: `Float32Array.from` with a function takes ten times as long, at every start.
  for (let i = 0, output = 0; i < codes.length; i++) {
    values[i] = (codes[i] - zeros[output]) * scales[output];
    output += 1;
    if (output === scales.length) output = 0;
  }
  return values;
};

const BYTES = 4;

/** Packs whole numbers below 2^bits (8–16) one after the other, lowest bit first; what is left of the last byte is 0. */
export const packBits = (codes: Uint16Array, bits: number): Uint8Array => {
  const packed = new Uint8Array(Math.ceil((codes.length * bits) / 8));
  let [pending, filled, at] = [0, 0, 0];
  for (const code of codes) {
    pending |= code << filled;
    for (filled += bits; filled >= 8; filled -= 8) {
      packed[at++] = pending & 255;
      pending >>>= 8;
    }
  }
  if (filled > 0) packed[at] = pending;
  return packed;
};

/** The reverse of {@link packBits}. */
export const unpackBits = (packed: Uint8Array, bits: number, count: number): Uint16Array => {
  const codes = new Uint16Array(count);
  const most = 2 ** bits - 1;
  let [pending, filled, at] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    for (; filled < bits; filled += 8) pending |= packed[at++] << filled;
    codes[i] = pending & most;
    pending >>>= bits;
    filled -= bits;
  }
  return codes;
};

/** Reads one piece after the other from a file; a copy each, so that it lies as its type wants it. */
class Pieces {
  #at = 0;
  constructor(private readonly bytes: Uint8Array) {}

  next(length: number): ArrayBuffer {
    const end = this.#at + length;
    if (end > this.bytes.length) throw new Error(`its weights end after ${this.bytes.length} bytes, too early`);
    const { buffer } = this.bytes.slice(this.#at, end);
    this.#at = end;
    return buffer as ArrayBuffer;
  }

  finish(): void {
    const rest = this.bytes.length - this.#at;
    if (rest > 0) throw new Error(`its weights have ${rest} bytes more than model.json speaks of`);
  }
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

const expanded = (pieces: Pieces, { shape, quantization }: StoredWeight): ArrayBuffer => {
  const size = sizeOf(shape);
  if (quantization === undefined) return pieces.next(size * BYTES);
  const { bits, outputs } = quantization;
  const count = outputs + size;
  const scales = new Float32Array(pieces.next(outputs * BYTES));
  const codes = unpackBits(new Uint8Array(pieces.next(Math.ceil((count * bits) / 8))), bits, count);
  const zeros = codes.subarray(0, outputs);
  return dequantize({ codes: codes.subarray(outputs), scales, zeros }).buffer as ArrayBuffer;
};

/**
 * Turns a net's weights as they are downloaded (about ten bits a number) into what tfjs loads. tfjs itself knows 8 and 16
 * bits and one scale a tensor, in whose steps a small output drowns next to a large one.
 * @param bytes the file or files of weights, joined.
 * @throws Error, for the end of a sentence about the net, when the bytes don't fit the entries.
 */
export const expandWeights = (
  stored: readonly StoredWeight[],
  bytes: Uint8Array,
): Required<Pick<io.ModelArtifacts, 'weightSpecs' | 'weightData'>> => {
  const pieces = new Pieces(bytes);
  const weightData = stored.map((weight) => expanded(pieces, weight));
  pieces.finish();
  const weightSpecs = stored.map(({ name, shape, dtype }) => ({ name, shape: [...shape], dtype }));
  return { weightSpecs, weightData };
};
