import { beforeAll, describe, expect, test } from 'vitest';
import { useBackend } from '../../../tools/lib/backend';
import { integers, type ModelSketch, type NodeSketch, scalar, weights } from './helpers/onnx-model';
import { largestError } from './helpers/parity-of';

/** Sums of a few dozen float32 products in another order. */
const ROUNDING = 2e-6;

const IMAGE = [-1, 4, 9, 7];

const conv = (attr: NodeSketch['attr'] = {}, filter: readonly number[] = [6, 4, 3, 3]): ModelSketch => ({
  input: IMAGE,
  nodes: [{ op: 'Conv', in: ['x', 'w', 'b'], out: ['y'], attr: attr ?? {} }],
  constants: { w: weights(filter), b: weights([filter[0]], 8) },
});

const one = (op: string, attr?: NodeSketch['attr'], input: readonly number[] = IMAGE): ModelSketch => ({
  input,
  nodes: [{ op, in: ['x'], out: ['y'], ...(attr && { attr }) }],
});

const withConstants = (
  op: string,
  constants: NonNullable<ModelSketch['constants']>,
  attr: NodeSketch['attr'] = {},
): ModelSketch => ({
  input: IMAGE,
  nodes: [{ op, in: ['x', ...Object.keys(constants)], out: ['y'], attr: attr ?? {} }],
  constants,
});

const DEPTHWISE = [4, 1, 3, 3];

const PADS: Readonly<Record<string, ModelSketch>> = {
  'Conv without pads': conv(),
  'Conv with equal pads': conv({ pads: [1, 1, 1, 1] }),
  'Conv with pads at the bottom and right only, stride 2': conv({ pads: [0, 0, 1, 1], strides: [2, 2] }),
  'Conv with pads at the top and left only, stride 2': conv({ pads: [1, 1, 0, 0], strides: [2, 2] }),
  'Conv with four different pads': conv({ pads: [0, 2, 1, 3] }),
  'Conv with PyTorch padding 1 and stride 2': conv({ pads: [1, 1, 1, 1], strides: [2, 2] }),
  'Conv 1×1': conv({}, [6, 4, 1, 1]),
  'Conv 3×1 with different strides': conv({ strides: [2, 1], pads: [1, 0, 1, 0] }, [6, 4, 3, 1]),
  'Conv with dilation': conv({ dilations: [2, 2], pads: [2, 2, 2, 2] }),
  'depthwise Conv': conv({ group: 4n, pads: [1, 1, 1, 1] }, DEPTHWISE),
  'depthwise Conv, stride 2, pads at the bottom and right only': conv(
    { group: 4n, pads: [0, 0, 1, 1], strides: [2, 2] },
    DEPTHWISE,
  ),
  'depthwise Conv, stride 2, equal pads': conv({ group: 4n, pads: [1, 1, 1, 1], strides: [2, 2] }, DEPTHWISE),
  'depthwise Conv with two outputs a channel': conv({ group: 4n }, [8, 1, 3, 3]),
};

const RESIZES: Readonly<Record<string, ModelSketch>> = Object.fromEntries(
  [
    ['asymmetric', 'floor'],
    ['half_pixel', 'round_prefer_floor'],
    ['half_pixel', 'round_prefer_ceil'],
  ].map(([coordinates, nearest]) => [
    `Resize ×2, ${coordinates}, ${nearest}`,
    {
      input: IMAGE,
      nodes: [
        {
          op: 'Resize',
          in: ['x', '', 'scales'],
          out: ['y'],
          attr: { mode: 'nearest', coordinate_transformation_mode: coordinates, nearest_mode: nearest },
        },
      ],
      constants: { scales: { shape: [4], data: Float32Array.of(1, 1, 2, 2) } },
    },
  ]),
);

const OTHERS: Readonly<Record<string, ModelSketch>> = {
  Relu: one('Relu'),
  Sigmoid: one('Sigmoid'),
  'Clip to 0…6': withConstants('Clip', { min: scalar(0), max: scalar(6) }),
  'Clip to −0.2…0.3': withConstants('Clip', { min: scalar(-0.2), max: scalar(0.3) }),
  'Clip with attributes (opset 6)': { ...one('Clip', { min: 0.1, max: 0.5 }), opset: 6 },
  'Softmax over channels': one('Softmax', { axis: 1n }),
  'Softmax over rows': one('Softmax', { axis: 2n }),
  'Softmax of a list': one('Softmax', { axis: -1n }, [-1, 5]),
  'Add of a channel bias': withConstants('Add', { b: weights([4, 1, 1]) }),
  'Mul by a map': withConstants('Mul', { b: weights([9, 7]) }),
  'Sub of a scalar': withConstants('Sub', { b: scalar(0.3) }),
  'Div by a channel': withConstants('Div', { b: weights([1, 4, 1, 1]) }),
  GlobalAveragePool: one('GlobalAveragePool'),
  'ReduceMean over channels': withConstants('ReduceMean', { axes: integers([1]) }),
  'ReduceMean over the image, axes gone': withConstants('ReduceMean', { axes: integers([2, 3]) }, { keepdims: 0n }),
  'ReduceMean over rows, axis gone': withConstants('ReduceMean', { axes: integers([-2]) }, { keepdims: 0n }),
  'ReduceMean with attributes (opset 13)': { ...one('ReduceMean', { axes: [1], keepdims: 1n }), opset: 13 },
  'Slice of channels': withConstants('Slice', { s: integers([1]), e: integers([2 ** 53]), a: integers([1]) }),
  'Slice of rows and columns from the end': withConstants('Slice', {
    s: integers([-4, 1]),
    e: integers([-1, 5]),
    a: integers([2, 3]),
  }),
  'Split into unequal parts': { ...withSplit(integers([1, 3])) },
  'Split into equal parts': { ...withSplit(integers([2, 2])) },
  'Reshape of an image': withConstants('Reshape', { shape: integers([0, 2, -1]) }),
  'Flatten as an output': one('Flatten', { axis: 1n }),
  Transpose: one('Transpose', { perm: [0, 2, 3, 1] }),
  'Transpose of rows and columns': one('Transpose', { perm: [0, 1, 3, 2] }),
  Identity: one('Identity'),
  'Pad at two sides': withConstants('Pad', { pads: integers([0, 0, 1, 0, 0, 0, 0, 2]) }),
  'Gemm with transposed matrix, alpha and beta': {
    input: [-1, 5],
    nodes: [{ op: 'Gemm', in: ['x', 'w', 'b'], out: ['y'], attr: { transB: 1n, alpha: 0.5, beta: 2 } }],
    constants: { w: weights([3, 5]), b: weights([3]) },
  },
  'MatMul and Add': {
    input: [-1, 5],
    nodes: [
      { op: 'MatMul', in: ['x', 'w'], out: ['m'] },
      { op: 'Add', in: ['b', 'm'], out: ['y'] },
    ],
    constants: { w: weights([5, 3]), b: weights([3]) },
  },
  'Concat of channels': {
    input: IMAGE,
    nodes: [
      { op: 'Relu', in: ['x'], out: ['r'] },
      { op: 'Concat', in: ['x', 'r', 'x'], out: ['y'], attr: { axis: 1n } },
    ],
  },
  'Concat of values whose axes lie differently': {
    input: [-1, 4, 5, 5],
    nodes: [
      { op: 'Transpose', in: ['x'], out: ['t'], attr: { perm: [0, 1, 3, 2] } },
      { op: 'Concat', in: ['x', 't'], out: ['c'], attr: { axis: 3n } },
      { op: 'Add', in: ['t', 'x'], out: ['y'] },
    ],
    outputs: ['y', 'c'],
  },
};

function withSplit(sizes: ReturnType<typeof integers>): ModelSketch {
  return {
    input: IMAGE,
    nodes: [{ op: 'Split', in: ['x', 'sizes'], out: ['a', 'b'], attr: { axis: 1n } }],
    constants: { sizes },
    outputs: ['a', 'b'],
  };
}

const cases = Object.entries({ ...PADS, ...RESIZES, ...OTHERS });

describe.each(['wasm', 'cpu'] as const)('on tfjs %s, a converted net gives what ONNX Runtime gives', (backend) => {
  beforeAll(() => useBackend(backend));

  test.each(cases)('%s', async (_, model) => {
    expect(await largestError(model)).toBeLessThan(ROUNDING);
  });
});
