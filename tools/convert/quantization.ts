import type { NetId } from '../../src/domain/manifest';
import type { Weight } from './emit';
import { quantize, type Storage } from './quantize';

/** Decides how a weight is stored. */
export type StoragePlan = (weight: Weight) => Storage;

/** Everything as trained: for comparing with ONNX. */
export const unquantized: StoragePlan = () => 'float32';

/**
 * Weights that are stored otherwise than the rule below says, by net: the first pattern that the weight's name matches
 * counts. For what `npm run verify -- --images …` shows to cost too much accuracy, or nothing.
 */
const EXCEPTIONS: Readonly<Record<NetId, readonly { readonly weights: RegExp; readonly storage: Storage }[]>> = {
  lneto: [],
  lnets: [],
  anet: [],
  // 8 bits put margins off by 1 % of the largest; thresholds and calibration stand on them.
  svm: [{ weights: /weights$/, storage: 'uint16' }],
};

/**
 * Largest rounding noise that 8 bits may bring into any output of a tensor, relative to the output's own weights (both
 * root mean square). `npm run verify` prints what it does to every stage, and with --images and --labels to the accuracy.
 */
const MOST_NOISE = 0.02;

/** Outputs of a tensor: its last axis, or the two last of a depthwise filter, which count them together. */
const outputsOf = ({ role, value: { shape } }: Weight): number =>
  role === 'depthwise' ? shape[2] * shape[3] : shape[shape.length - 1];

/**
 * Noise of 8 bits in the output that suffers most. There is one scale a tensor, so after batch norm has been folded in,
 * an output with small weights may drown in the steps that one with large weights needs.
 */
export const noiseOf8Bits = (weight: Weight): number => {
  const { data } = weight.value;
  const outputs = outputsOf(weight);
  const squares = new Float64Array(outputs);
  data.forEach((value, index) => {
    squares[index % outputs] += value * value;
  });
  // An output without weights stays exact, zero being exact.
  const smallest = squares.reduce((least, sum) => (sum > 0 ? Math.min(least, sum) : least), Number.POSITIVE_INFINITY);
  const rootMeanSquare = Math.sqrt(smallest / (data.length / outputs));
  // A value uniform within one step is off by step / √12.
  return quantize(Float32Array.from(data), 'uint8').scale / Math.sqrt(12) / rootMeanSquare;
};

/** How the weights of a shipped net are stored: in 8 bits where they suffice, else in 16; few numbers as they are. */
export const shippedStorage =
  (net: NetId): StoragePlan =>
  (weight) => {
    // Biases and the like are few, and are added as they are to every result.
    if (weight.role === 'bias' || weight.role === 'constant') return 'float32';
    const exception = EXCEPTIONS[net].find(({ weights }) => weights.test(weight.name));
    if (exception) return exception.storage;
    return noiseOf8Bits(weight) <= MOST_NOISE ? 'uint8' : 'uint16';
  };
