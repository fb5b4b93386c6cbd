import * as attribute from './attributes';
import type { Constant } from './graph';
import type {
  AffineLayer,
  BinaryLayer,
  ConcatLayer,
  ConvLayer,
  DenseLayer,
  Layer,
  Padding,
  UpsampleLayer,
} from './layer';

/** What a weight is for: decides how it is stored. */
export type WeightRole = 'convolution' | 'depthwise' | 'dense' | 'bias' | 'constant' | 'index';

type Attributes = Readonly<Record<string, attribute.NodeAttribute>>;

/** An operand of a node: another node, or a weight that is named after the node. */
export type Operand = string | { readonly suffix: string; readonly role: WeightRole; readonly value: Constant };

/** The one TensorFlow node that a layer becomes. */
export interface Plan {
  readonly op: string;
  readonly operands: readonly Operand[];
  readonly attr?: Attributes;
}

const floats = (suffix: string, role: WeightRole, value: Constant): Operand => ({ suffix, role, value });

const indices = (suffix: string, values: readonly number[], shape: readonly number[] = [values.length]): Operand => ({
  suffix,
  role: 'index',
  value: { shape, data: Float64Array.from(values) },
});

const fusedOps = ({ activation }: ConvLayer | DenseLayer): Attributes => ({
  num_args: attribute.whole(1),
  fused_ops: attribute.texts(activation ? ['BiasAdd', activation] : ['BiasAdd']),
});

/** TensorFlow's explicit paddings of an NHWC tensor: before and after, an axis at a time. */
const paddings = ({ top, bottom, left, right }: Padding): number[] => [0, 0, top, bottom, left, right, 0, 0];

const planConv = (layer: ConvLayer): Plan => {
  const padded = paddings(layer.padding).some((count) => count > 0);
  const regular = layer.kind === 'conv';
  return {
    op: regular ? '_FusedConv2D' : 'FusedDepthwiseConv2dNative',
    operands: [
      layer.input,
      floats('filter', regular ? 'convolution' : 'depthwise', layer.filter),
      floats('bias', 'bias', layer.bias),
    ],
    attr: {
      strides: attribute.wholes([1, ...layer.strides, 1]),
      dilations: attribute.wholes([1, ...layer.dilations, 1]),
      data_format: attribute.text('NHWC'),
      padding: attribute.text(padded ? 'EXPLICIT' : 'VALID'),
      ...(padded && { explicit_paddings: attribute.wholes(paddings(layer.padding)) }),
      ...fusedOps(layer),
    },
  };
};

const planDense = (layer: DenseLayer): Plan => ({
  op: '_FusedMatMul',
  operands: [layer.input, floats('weights', 'dense', layer.weights), floats('bias', 'bias', layer.bias)],
  attr: { transpose_a: attribute.flag(false), transpose_b: attribute.flag(false), ...fusedOps(layer) },
});

const planBinary = ({ op, inputs }: BinaryLayer): Plan => ({
  op,
  operands: inputs.map((input, index) =>
    typeof input === 'string' ? input : floats(`operand${index}`, 'constant', input),
  ),
});

/** tfjs takes two operands only unless N says how many there are. */
const planConcat = ({ inputs, axis }: ConcatLayer): Plan => ({
  op: 'ConcatV2',
  operands: [...inputs, indices('axis', [axis], [])],
  attr: { N: attribute.whole(inputs.length) },
});

/** Half-pixel centres keep a source coordinate a quarter pixel off every rounding edge, on every backend. */
const planUpsample = ({ input, shape }: UpsampleLayer): Plan => ({
  op: 'ResizeNearestNeighbor',
  operands: [input, indices('size', shape.slice(1, 3))],
  attr: { align_corners: attribute.flag(false), half_pixel_centers: attribute.flag(true) },
});

const scalar = (suffix: string, value: number): Operand =>
  floats(suffix, 'constant', { shape: [], data: Float32Array.of(value) });

/** How a layer is written. */
export const planOf = (layer: Exclude<Layer, AffineLayer>): Plan => {
  switch (layer.kind) {
    case 'conv':
    case 'depthwise':
      return planConv(layer);
    case 'dense':
      return planDense(layer);
    case 'unary':
      return { op: layer.op, operands: [layer.input] };
    case 'clip':
      return { op: 'ClipByValue', operands: [layer.input, scalar('min', layer.min), scalar('max', layer.max)] };
    case 'binary':
      return planBinary(layer);
    case 'concat':
      return planConcat(layer);
    case 'upsample':
      return planUpsample(layer);
    case 'mean': {
      const attr = { keep_dims: attribute.flag(layer.keepDims) };
      return { op: 'Mean', operands: [layer.input, indices('axes', layer.axes)], attr };
    }
    case 'reshape':
      return { op: 'Reshape', operands: [layer.input, indices('shape', layer.shape)] };
    case 'transpose':
      return { op: 'Transpose', operands: [layer.input, indices('permutation', layer.permutation)] };
    case 'slice':
      // A size of −1 is "to the end", which the open batch needs.
      return { op: 'Slice', operands: [layer.input, indices('begin', layer.begin), indices('size', layer.shape)] };
    case 'pad':
      return { op: 'Pad', operands: [layer.input, indices('paddings', paddings(layer.padding), [4, 2])] };
  }
};
