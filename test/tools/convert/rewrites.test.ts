import { beforeAll, describe, expect, test } from 'vitest';
import { useBackend } from '../../../tools/lib/backend';
import { integers, type ModelSketch, type NodeSketch, scalar, weights } from './helpers/onnx-model';
import { convertSketch, largestError, operators } from './helpers/parity-of';

const ROUNDING = 3e-6;

beforeAll(() => useBackend('wasm'));

/** Checks what a net is rewritten to, and that it still gives the same numbers. */
const expectRewrite = async (model: ModelSketch, expected: readonly string[]): Promise<void> => {
  expect(operators(convertSketch(model))).toEqual(expected);
  expect(await largestError(model)).toBeLessThan(ROUNDING);
};

/** Positive numbers, as variances are. */
const variances = (size: number) => ({
  shape: [size],
  data: weights([size], 3).data.map((value) => Math.abs(value) + 0.1),
});

const NORM = { scale: weights([4], 1), shift: weights([4], 2), mean: weights([4], 4), variance: variances(4) };
const normalize = (from: string, to: string): NodeSketch => ({
  op: 'BatchNormalization',
  in: [from, 'scale', 'shift', 'mean', 'variance'],
  out: [to],
  attr: { epsilon: 0.01 },
});
const relu6 = (from: string, to: string): NodeSketch => ({ op: 'Clip', in: [from, 'zero', 'six'], out: [to] });
const LIMITS = { zero: scalar(0), six: scalar(6) };

const IMAGE = [-1, 4, 9, 7];

describe('batch normalisation', () => {
  test('is folded into a convolution, and the activation with it', () =>
    expectRewrite(
      {
        input: IMAGE,
        nodes: [{ op: 'Conv', in: ['x', 'w'], out: ['c'] }, normalize('c', 'n'), relu6('n', 'y')],
        constants: { w: weights([4, 4, 3, 3]), ...NORM, ...LIMITS },
      },
      ['_FusedConv2D'],
    ));

  test('is folded into a depthwise convolution with a bias', () =>
    expectRewrite(
      {
        input: IMAGE,
        nodes: [{ op: 'Conv', in: ['x', 'w', 'b'], out: ['c'], attr: { group: 4n } }, normalize('c', 'y')],
        constants: { w: weights([4, 1, 3, 3]), b: weights([4]), ...NORM },
      },
      ['FusedDepthwiseConv2dNative'],
    ));

  test('is folded into a depthwise convolution with several outputs a channel', () =>
    expectRewrite(
      {
        input: [-1, 2, 9, 7],
        nodes: [{ op: 'Conv', in: ['x', 'w'], out: ['c'], attr: { group: 2n } }, normalize('c', 'y')],
        constants: { w: weights([4, 1, 3, 3]), ...NORM },
      },
      ['FusedDepthwiseConv2dNative'],
    ));

  test('is folded into a matrix', () =>
    expectRewrite(
      {
        input: [-1, 5],
        nodes: [{ op: 'Gemm', in: ['x', 'w'], out: ['g'] }, normalize('g', 'y')],
        constants: { w: weights([5, 4]), ...NORM },
      },
      ['_FusedMatMul'],
    ));

  test('stays a product and a sum where the convolution is read by others too', () =>
    expectRewrite(
      {
        input: IMAGE,
        nodes: [
          { op: 'Conv', in: ['x', 'w'], out: ['c'] },
          normalize('c', 'n'),
          { op: 'Add', in: ['c', 'n'], out: ['y'] },
        ],
        constants: { w: weights([4, 4, 1, 1]), ...NORM },
      },
      ['_FusedConv2D', 'Mul', 'AddV2', 'AddV2'],
    ));

  test('stays where an activation comes before it', () =>
    expectRewrite(
      {
        input: IMAGE,
        nodes: [{ op: 'Conv', in: ['x', 'w'], out: ['c'] }, { op: 'Relu', in: ['c'], out: ['r'] }, normalize('r', 'y')],
        constants: { w: weights([4, 4, 1, 1]), ...NORM },
      },
      ['_FusedConv2D', 'Mul', 'AddV2'],
    ));
});

describe('padding before a convolution', () => {
  const padded = (attr: NodeSketch['attr'], filter: readonly number[]): ModelSketch => ({
    input: IMAGE,
    nodes: [
      { op: 'Pad', in: ['x', 'pads', 'zero'], out: ['p'] },
      { op: 'Conv', in: ['p', 'w'], out: ['y'], attr: attr ?? {} },
    ],
    constants: { pads: integers([0, 0, 0, 0, 0, 0, 1, 1]), zero: scalar(0), w: weights(filter) },
  });

  test('becomes its own', () => expectRewrite(padded({ strides: [2, 2] }, [5, 4, 3, 3]), ['_FusedConv2D']));

  test('is added to the padding of a depthwise one', () =>
    expectRewrite(padded({ group: 4n, pads: [1, 0, 0, 1] }, [4, 1, 3, 3]), ['FusedDepthwiseConv2dNative']));

  test('is worked out from the arithmetic that older exporters leave', () =>
    expectRewrite(
      {
        input: IMAGE,
        nodes: [
          { op: 'ConstantOfShape', in: ['four'], out: ['zeros'] },
          { op: 'Cast', in: ['zeros'], out: ['zeros64'], attr: { to: 7n } },
          { op: 'Concat', in: ['given', 'zeros64'], out: ['all'], attr: { axis: 0n } },
          { op: 'Reshape', in: ['all', 'pairs'], out: ['table'] },
          { op: 'Slice', in: ['table', 'last', 'first', 'axis', 'back'], out: ['turned'] },
          { op: 'Transpose', in: ['turned'], out: ['columns'], attr: { perm: [1, 0] } },
          { op: 'Reshape', in: ['columns', 'list'], out: ['pads'] },
          { op: 'Pad', in: ['x', 'pads', 'zero'], out: ['p'] },
          { op: 'Conv', in: ['p', 'w'], out: ['y'], attr: { strides: [2, 2] } },
        ],
        constants: {
          given: integers([0, 1, 0, 1]),
          four: integers([4]),
          pairs: integers([-1, 2]),
          last: integers([-1]),
          first: integers([-(2 ** 53)]),
          axis: integers([0]),
          back: integers([-1]),
          list: integers([-1]),
          zero: scalar(0),
          w: weights([5, 4, 3, 3]),
        },
      },
      ['_FusedConv2D'],
    ));
});

describe('an image flattened before a matrix', () => {
  const flattened = (nodes: readonly NodeSketch[], outputs?: readonly string[]): ModelSketch => ({
    input: [-1, 4, 3, 2],
    nodes,
    constants: { w: weights([5, 24]), shape: integers([-1, 24]), ...LIMITS },
    ...(outputs && { outputs }),
  });
  const gemm = (from: string, to = 'y'): NodeSketch => ({
    op: 'Gemm',
    in: [from, 'w'],
    out: [to],
    attr: { transB: 1n },
  });

  test('needs no transposition: the rows of the matrix follow', () =>
    expectRewrite(flattened([{ op: 'Flatten', in: ['x'], out: ['f'] }, relu6('f', 'r'), gemm('r')]), [
      'Reshape',
      'Relu6',
      '_FusedMatMul',
    ]));

  test('may come as a Reshape', () =>
    expectRewrite(flattened([{ op: 'Reshape', in: ['x', 'shape'], out: ['f'] }, gemm('f')]), [
      'Reshape',
      '_FusedMatMul',
    ]));

  test('may come as a Reshape to a shape that is computed from the batch', () =>
    expectRewrite(
      {
        input: [-1, 4, 3, 2],
        nodes: [
          { op: 'Shape', in: ['x'], out: ['s'] },
          { op: 'Gather', in: ['s', 'zero'], out: ['n'], attr: { axis: 0n } },
          { op: 'Unsqueeze', in: ['n', 'axis'], out: ['n1'] },
          { op: 'Concat', in: ['n1', 'rest'], out: ['shape'], attr: { axis: 0n } },
          { op: 'Reshape', in: ['x', 'shape'], out: ['f'] },
          gemm('f'),
        ],
        constants: { w: weights([5, 24]), zero: integers([0], []), axis: integers([0]), rest: integers([-1]) },
      },
      ['Reshape', '_FusedMatMul'],
    ));

  test('is transposed when something else reads it too', () =>
    expectRewrite(flattened([{ op: 'Flatten', in: ['x'], out: ['f'] }, gemm('f')], ['f', 'y']), [
      'Transpose',
      'Reshape',
      '_FusedMatMul',
    ]));

  test('is taken as it lies after a transposition to NHWC', () =>
    expectRewrite(
      flattened([
        { op: 'Transpose', in: ['x'], out: ['t'], attr: { perm: [0, 2, 3, 1] } },
        { op: 'Flatten', in: ['t'], out: ['f'] },
        gemm('f'),
      ]),
      ['Reshape', '_FusedMatMul'],
    ));
});

test('two transpositions that undo each other leave nothing', () =>
  expectRewrite(
    {
      input: IMAGE,
      nodes: [
        { op: 'Transpose', in: ['x'], out: ['t'], attr: { perm: [0, 2, 3, 1] } },
        { op: 'Relu', in: ['t'], out: ['r'] },
        { op: 'Transpose', in: ['r'], out: ['y'], attr: { perm: [0, 3, 1, 2] } },
      ],
    },
    ['Relu', 'Identity'],
  ));

test('what no output needs is left out', () =>
  expectRewrite(
    {
      input: IMAGE,
      nodes: [
        { op: 'Sigmoid', in: ['x'], out: ['unused'] },
        { op: 'Relu', in: ['x'], out: ['y'] },
      ],
    },
    ['Relu'],
  ));

test('an inner value that is also an output keeps its own layer', () =>
  expectRewrite(
    {
      input: IMAGE,
      nodes: [
        { op: 'Conv', in: ['x', 'w'], out: ['c'] },
        { op: 'Relu', in: ['c'], out: ['y'] },
      ],
      constants: { w: weights([4, 4, 1, 1]) },
      outputs: ['c', 'y'],
    },
    ['_FusedConv2D', 'Relu'],
  ));

test('multiply-adds are those of convolutions and matrices, for one image', () => {
  const { multiplyAdds } = convertSketch({
    input: IMAGE,
    nodes: [
      { op: 'Conv', in: ['x', 'w'], out: ['c'], attr: { pads: [1, 1, 1, 1] } },
      { op: 'Conv', in: ['c', 'd'], out: ['e'], attr: { group: 5n } },
      { op: 'GlobalAveragePool', in: ['e'], out: ['p'] },
      { op: 'Flatten', in: ['p'], out: ['f'] },
      { op: 'Gemm', in: ['f', 'g'], out: ['y'] },
    ],
    constants: { w: weights([5, 4, 3, 3]), d: weights([5, 1, 3, 3]), g: weights([5, 2]) },
  });
  expect(multiplyAdds).toBe(9 * 7 * 5 * 4 * 9 + 7 * 5 * 5 * 9 + 5 * 2);
});
