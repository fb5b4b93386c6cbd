import {
  dispose,
  fused,
  type Tensor,
  type Tensor1D,
  type Tensor4D,
  tensor1d,
  tensor4d,
  tidy,
  util,
} from '@tensorflow/tfjs-core';
import { blocksOf, expectedOutput, type ProbeSize, pictureOf } from './plain-net';

/** Small enough that the same sums in plain JavaScript take a millisecond. */
const TEST: ProbeSize = { side: 6, channels: 8, blocks: 2 };

/** Work like that of one shipped net, so that the faster backend here is the faster one there. */
const BENCHMARK: ProbeSize = { side: 32, channels: 64, blocks: 6 };

const BENCHMARK_RUNS = 3;

type Layers = { depthwise: Tensor4D; pointwise: Tensor4D; bias: Tensor1D }[];

const toLayers = (size: ProbeSize): Layers =>
  blocksOf(size).map(({ depthwise, pointwise, bias }) => ({
    depthwise: tensor4d(depthwise, [3, 3, size.channels, 1]),
    pointwise: tensor4d(pointwise, [1, 1, size.channels, size.channels]),
    bias: tensor1d(bias),
  }));

const asPicture = (size: ProbeSize): Tensor4D => tensor4d(pictureOf(size), [1, size.side, size.side, size.channels]);

const forward = (layers: Layers, picture: Tensor4D): Tensor =>
  layers.reduce((x, { depthwise, pointwise, bias }) => {
    const spread = fused.depthwiseConv2d({ x, filter: depthwise, strides: 1, pad: 'same' });
    return fused.conv2d({ x: spread, filter: pointwise, strides: 1, pad: 'same', bias, activation: 'relu' });
  }, picture);

/**
 * Computes a small net on the active backend and in plain JavaScript.
 * @returns the largest difference, relative to the largest number; NaN when the backend gives no numbers.
 */
export const selfTestError = async (): Promise<number> => {
  const expected = expectedOutput(TEST);
  const output = tidy(() => forward(toLayers(TEST), asPicture(TEST)));
  try {
    const values = await output.data();
    // Math.max gives NaN as soon as one number is NaN.
    return Math.max(...expected.map((value, index) => Math.abs(value - values[index]))) / Math.max(...expected);
  } finally {
    output.dispose();
  }
};

/** Milliseconds of one run of a net like the shipped ones on the active backend, once warm: the best of three. */
export const benchmark = async (): Promise<number> => {
  const layers = tidy(() => toLayers(BENCHMARK));
  const picture = asPicture(BENCHMARK);
  const once = async (): Promise<number> => {
    const start = util.now();
    const output = tidy(() => forward(layers, picture));
    await output.data().finally(() => output.dispose());
    return util.now() - start;
  };
  try {
    await once();
    let best = Number.POSITIVE_INFINITY;
    for (let run = 0; run < BENCHMARK_RUNS; run++) best = Math.min(best, await once());
    return best;
  } finally {
    dispose([picture, ...layers.flatMap((layer) => Object.values(layer))]);
  }
};
