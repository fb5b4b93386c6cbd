import '@tensorflow/tfjs-backend-cpu';
import {
  add,
  avgPool,
  concat,
  fill,
  matMul,
  relu,
  reshape,
  slice,
  type Tensor,
  type Tensor4D,
  tensor2d,
  tile,
  zeros,
} from '@tensorflow/tfjs-core';
import { ATTRIBUTES } from '../../src/domain/attributes';
import type { Manifest, NetEntry, NetId } from '../../src/domain/manifest';
import type { Cascade, Net } from '../../src/pipeline/net';
import { madePhoto } from './made-photos';

/** A manifest entry without files. */
export const netEntry = (id: NetId, inputShape: readonly number[], outputs: readonly string[]): NetEntry => ({
  id,
  version: '000000000000',
  files: [],
  inputShape,
  outputs,
  multiplyAdds: 1,
  ...(id !== 'svm' && { normalization: { mean: 127.5, scale: 1 / 127.5 } }),
});

const LNETO_SIZE = 64;
const LNETS_SIZE = 16;
const ANET_SIZE = 8;
const FEATURES = 4 * 4 * 3;

/** A manifest for the made nets: thresholds ½, calibration neutral except that attribute 22's slope is −1. */
export const MADE_MANIFEST: Manifest = {
  schema: 1,
  digest: '0'.repeat(64),
  version: 'made',
  nets: {
    lneto: netEntry('lneto', [-1, LNETO_SIZE, LNETO_SIZE, 3], ['heat', 'box', 'response']),
    lnets: netEntry('lnets', [-1, LNETS_SIZE, LNETS_SIZE, 3], ['face', 'response']),
    anet: netEntry('anet', [-1, ANET_SIZE, ANET_SIZE, 3], ['features']),
    svm: netEntry('svm', [-1, FEATURES], ['margins']),
  },
  sampler: { maxSide: 2048 },
  headGeometry: { side: 2, shiftX: 0, shiftY: 0 },
  faceGeometry: { side: 1, shiftX: 0, shiftY: 0 },
  detection: { heatThreshold: 0.3, scoreThreshold: 0.4, closerLook: { smallHead: 0, heatPitch: 1 } },
  attributes: ATTRIBUTES.map((name, index) => ({
    name,
    calibration: { slope: index === 22 ? -1 : 1, intercept: 0 },
    thresholds: { accurate: 0.5, balanced: 0.9 },
  })),
  origin: { license: 'none', notice: 'made for tests', starts: {} },
};

const made = (run: (input: Tensor) => Record<string, Tensor>): Net => ({ run, dispose: () => undefined });

const channel = (input: Tensor, index: number): Tensor4D => slice(input as Tensor4D, [0, 0, 0, index], [-1, -1, -1, 1]);

/** Heat is the mean red of each 8×8 cell (−1 and below 0 count as none); every head is one cell wide. */
const lneto = made((input) => {
  const heat = relu(avgPool(channel(input, 0), 8, 8, 'valid'));
  const [count, height, width] = heat.shape;
  const box = concat([zeros([count, height, width, 2]), fill([count, height, width, 1], Math.log(0.25))], 3);
  return { heat, box, response: avgPool(relu(channel(input, 1)), 8, 8, 'valid') };
});

/** Valid is the mean green of the crop, from 0; the face is the middle half of the head, 0.6 high, tilted by 30°. */
const lnets = made((input) => {
  const pooled = reshape(avgPool(relu(channel(input, 1)), LNETS_SIZE, 1, 'valid'), [-1, 1]);
  const rest = tensor2d([[0.1, 0, Math.log(0.5), Math.log(0.6), 0.5, Math.sqrt(0.75)]]);
  const face = concat([pooled, tile(rest, [input.shape[0], 1])], 1);
  return { face, response: avgPool(relu(channel(input, 0)), 8, 8, 'valid') };
});

/** Features are the crop's means over 4×4 blocks. */
const anet = made((input) => ({ features: avgPool(input as Tensor4D, 2, 2, 'valid') }));

/** Margin of attribute i is i − 20 plus the first feature: the left half is absent, the right half present. */
const svm = made((input) => {
  const first = slice(input, [0, 0], [-1, 1]);
  const ones = fill([1, ATTRIBUTES.length], 1);
  const steps = tensor2d([ATTRIBUTES.map((_, index) => index - 20)]);
  return { margins: add(matMul(first, ones), steps) };
});

/** The same numbers as in {@link svm}. */
const svmWeights = {
  weights: Float32Array.from({ length: FEATURES * ATTRIBUTES.length }, (_, i) => (i < ATTRIBUTES.length ? 1 : 0)),
  bias: Float32Array.from(ATTRIBUTES, (_, index) => index - 20),
};

/** A cascade of simple arithmetic: finds bright red patches as heads, and keeps those that are green as well. */
export const madeCascade = (): Cascade => ({ manifest: MADE_MANIFEST, lneto, lnets, anet, svm, svmWeights });

type Corner = readonly [x: number, y: number];

/**
 * A 256×256 black photo with yellow squares of 32 px, which become heads and faces, and red ones, which become heads
 * without a face. Corners on multiples of 32 lie on LNeto's grid.
 */
export const photoWithHeads = (yellow: readonly Corner[], red: readonly Corner[] = []) => {
  const within = (corners: readonly Corner[], px: number, py: number): boolean =>
    corners.some(([x, y]) => px >= x && px < x + 32 && py >= y && py < y + 32);
  return madePhoto(256, 256, (x, y) => {
    if (within(yellow, x, y)) return [255, 255, 0];
    return within(red, x, y) ? [255, 0, 0] : [0, 0, 0];
  });
};
