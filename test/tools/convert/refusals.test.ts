import { describe, expect, test } from 'vitest';
import { convertNet } from '../../../tools/convert/convert-net';
import { ConversionError } from '../../../tools/convert/graph';
import { modelProto } from '../../../tools/convert/read-onnx';
import { integers, type ModelSketch, type NodeSketch, onnxFile, scalar, weights } from './helpers/onnx-model';
import { convertSketch } from './helpers/parity-of';

const IMAGE = [-1, 4, 9, 7];

const single = (node: NodeSketch, constants: ModelSketch['constants'] = {}): ModelSketch => ({
  input: IMAGE,
  nodes: [node],
  constants,
});

const REFUSED: readonly (readonly [string, ModelSketch, RegExp])[] = [
  [
    'an unknown operator, with its node',
    single({ op: 'MaxPool', name: 'pool_3', in: ['x'], out: ['y'] }),
    /^test: ONNX operator MaxPool \(node "pool_3"\) can't be converted\. Known operators: Add, /,
  ],
  [
    "an operator of somebody's own, even if its name is a known one",
    single({ op: 'Relu', domain: 'example', in: ['x'], out: ['y'] }),
    /operator example\.Relu \(node "y"\)/,
  ],
  [
    'a convolution in groups',
    single({ op: 'Conv', in: ['x', 'w'], out: ['y'], attr: { group: 2n } }, { w: weights([4, 2, 3, 3]) }),
    /Conv "y": 2 groups for 4 channels/,
  ],
  [
    'padding left to the runtime',
    single({ op: 'Conv', in: ['x', 'w'], out: ['y'], attr: { auto_pad: 'SAME_UPPER' } }, { w: weights([4, 4, 3, 3]) }),
    /auto_pad SAME_UPPER/,
  ],
  [
    'a filter that is computed',
    single({ op: 'Conv', in: ['x', 'x'], out: ['y'] }),
    /Conv "y": the filter must be a constant/,
  ],
  [
    'padding with something other than zero',
    single({ op: 'Pad', in: ['x', 'p', 'v'], out: ['y'] }, { p: integers([0, 0, 1, 1, 0, 0, 1, 1]), v: scalar(1) }),
    /Pad "y": only constant zeros around height and width/,
  ],
  [
    'padding by reflection',
    single(
      { op: 'Pad', in: ['x', 'p'], out: ['y'], attr: { mode: 'reflect' } },
      { p: integers([0, 0, 1, 1, 0, 0, 1, 1]) },
    ),
    /Pad "y": only constant zeros/,
  ],
  [
    'a bilinear resize',
    single(
      { op: 'Resize', in: ['x', '', 's'], out: ['y'], attr: { mode: 'linear' } },
      { s: { shape: [4], data: Float32Array.of(1, 1, 2, 2) } },
    ),
    /Resize "y": only nearest neighbours by a whole factor/,
  ],
  [
    'a resize that shifts the picture',
    single(
      {
        op: 'Resize',
        in: ['x', '', 's'],
        out: ['y'],
        attr: { mode: 'nearest', coordinate_transformation_mode: 'asymmetric', nearest_mode: 'ceil' },
      },
      { s: { shape: [4], data: Float32Array.of(1, 1, 2, 2) } },
    ),
    /Resize "y": only nearest/,
  ],
  [
    'a reshape that mixes images of a batch',
    single({ op: 'Reshape', in: ['x', 's'], out: ['y'] }, { s: integers([-1, 4]) }),
    /Reshape "y": reshapes \[-1,4,9,7\] to \[-1,4\]; the first axis must stay the batch/,
  ],
  [
    'a slice of the batch',
    single(
      { op: 'Slice', in: ['x', 's', 'e', 'a'], out: ['y'] },
      { s: integers([0]), e: integers([1]), a: integers([0]) },
    ),
    /Slice "y": only steps of 1 on axes other than the batch/,
  ],
  [
    'an output that nothing computes',
    { ...single({ op: 'Relu', in: ['x'], out: ['r'] }), outputs: ['y'] },
    /Output "y" isn't computed/,
  ],
  [
    'an input of open size',
    { ...single({ op: 'Relu', in: ['x'], out: ['y'] }), input: [1, 3, -1, -1] },
    /Input "x" has shape \[1,3,-1,-1\]\. Export with a fixed input size/,
  ],
];

test.each(REFUSED)('refuses %s', (_, model, message) => {
  expect(() => convertSketch(model)).toThrow(ConversionError);
  expect(() => convertSketch(model)).toThrow(message);
});

describe('a file that is no ONNX model is refused', () => {
  test.each([
    ['text', new TextEncoder().encode('not a model')],
    ['an empty file', new Uint8Array()],
    ['a file cut short', onnxFile(single({ op: 'Relu', in: ['x'], out: ['y'] })).subarray(0, 60)],
  ])('%s', (_, bytes) => {
    expect(() => convertNet('lneto', bytes)).toThrow(/^lneto: Not an ONNX model/);
  });

  const withTensor = (tensor: object): Uint8Array => modelProto.encode({ graph: { initializer: [tensor] } }).finish();

  test('weights in another file, with what to do', () => {
    const bytes = withTensor({ name: 'w', dims: [1], data_type: 1, data_location: 1 });
    expect(() => convertNet('anet', bytes)).toThrow(/"w" lie in another file\. Export with external_data=False/);
  });

  test('weights in half precision, with what to do', () => {
    const bytes = withTensor({ name: 'w', dims: [1], data_type: 10, raw_data: new Uint8Array(2) });
    expect(() => convertNet('anet', bytes)).toThrow(/"w" has ONNX data type 10\. .*export in float32/);
  });
});
