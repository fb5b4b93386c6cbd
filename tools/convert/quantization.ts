import type { NetId } from '../../src/domain/manifest';
import type { Weight } from './emit';
import { quantize, type Storage } from './quantize';

/** Decides how a weight is stored. */
export type StoragePlan = (weight: Weight) => Storage;

/** Everything as trained: for comparing with ONNX. */
export const unquantized: StoragePlan = () => 'float32';

const FEWEST_BITS = 8;
const MOST_BITS = 16;

/**
 * Largest rounding noise that storing may bring into any output of a tensor, relative to the output's own weights (both
 * root mean square). `npm run verify` prints what it does to every stage, and with --images and --labels to the accuracy.
 */
const MOST_NOISE = 0.006;
/** Depthwise filters have few weights, and everything passes through them. */
const MOST_NOISE_DEPTHWISE = 0.0005;
/** Thresholds and calibration stand on the margins. */
const MOST_NOISE_SVM = 0.001;

const mostNoise = (net: NetId, { role }: Weight): number => {
  if (net === 'svm') return MOST_NOISE_SVM;
  return role === 'depthwise' ? MOST_NOISE_DEPTHWISE : MOST_NOISE;
};

/** Outputs of a tensor: its last axis, or the two last of a depthwise filter, which count them together. */
export const outputsOf = ({ role, value: { shape } }: Weight): number =>
  role === 'depthwise' ? shape[2] * shape[3] : shape[shape.length - 1];

/** Noise in the output that suffers most from so many bits; each output has a scale of its own. */
export const noiseOf = (weight: Weight, bits: number): number => {
  const { data } = weight.value;
  const outputs = outputsOf(weight);
  const { scales } = quantize(Float32Array.from(data), outputs, bits);
  const squares = new Float64Array(outputs);
  data.forEach((value, index) => {
    squares[index % outputs] += value * value;
  });
  const noises = Array.from(squares, (sum, output) => {
    const rootMeanSquare = Math.sqrt(sum / (data.length / outputs));
    // A value uniform within one step is off by step / √12. An output without weights stays exact, zero being exact.
    return sum > 0 ? scales[output] / Math.sqrt(12) / rootMeanSquare : 0;
  });
  return Math.max(...noises);
};

/** How the weights of a shipped net are stored: in as few bits as the noise allows; few numbers as they are. */
export const shippedStorage =
  (net: NetId): StoragePlan =>
  (weight) => {
    // Biases and the like are few, and are added as they are to every result.
    if (weight.role === 'bias' || weight.role === 'constant') return 'float32';
    // Each bit halves the steps.
    const missing = Math.ceil(Math.log2(noiseOf(weight, FEWEST_BITS) / mostNoise(net, weight)));
    return { bits: Math.min(MOST_BITS, FEWEST_BITS + Math.max(0, missing)) };
  };
