import { type AxisOrder, CHANNELS_LAST, permuteConstant, rowMajor } from './axes';
import type { Builder, Value } from './builder';
import { type Constant, numberOf, numbersOf, type OnnxNode, refusal, textOf } from './graph';
import type { BinaryLayer, UnaryLayer } from './layer';
import { absoluteAxis, asList } from './shapes';

/** Activations and the like: the order of axes stays as it is. */
export const lowerUnary =
  (op: UnaryLayer['op']) =>
  (builder: Builder, node: OnnxNode): void => {
    const { layer, shape, order, columns } = builder.value(node, 0);
    builder.add(node, { kind: 'unary', op, shape, input: layer }, order, columns);
  };

/** Identity, and Dropout at inference: another name for the same value. */
export const lowerAlias = (builder: Builder, node: OnnxNode): void => {
  builder.values.set(node.outputs[0], builder.value(node, 0));
};

/** A limit of Clip: an input in newer opsets, an attribute in older ones. */
const limitOf = (builder: Builder, node: OnnxNode, index: number, attribute: string, fallback: number): number =>
  node.inputs[index] ? builder.requireConstant(node, index, attribute).data[0] : numberOf(node, attribute, fallback);

/** Exporters write "no upper limit" as this or as infinity: the largest float32. */
const LARGEST = 3.4e38;

/** Clip to 0…6 is Relu6, to 0…∞ Relu. */
export const lowerClip = (builder: Builder, node: OnnxNode): void => {
  const min = limitOf(builder, node, 1, 'min', -Infinity);
  const max = limitOf(builder, node, 2, 'max', Infinity);
  const { layer, shape, order, columns } = builder.value(node, 0);
  const common = { shape, input: layer };
  const op = min === 0 && max === 6 ? 'Relu6' : min === 0 && max > LARGEST ? 'Relu' : undefined;
  builder.add(node, op ? { kind: 'unary', op, ...common } : { kind: 'clip', min, max, ...common }, order, columns);
};

/** A constant operand with ONNX's missing leading axes added, and its axes where the other operand has them. */
const alignConstant = (node: OnnxNode, constant: Constant, order: AxisOrder): Constant => {
  const missing = order.length - constant.shape.length;
  if (missing < 0) throw refusal(node, 'its constant has more axes than the other operand.');
  const shape = [...Array.from({ length: missing }, () => 1), ...constant.shape];
  return permuteConstant({ shape, data: constant.data }, order);
};

/** Add, Sub, Mul, Div with ONNX's broadcasting of constants; two computed operands must have as many axes. */
export const lowerBinary =
  (op: BinaryLayer['op']) =>
  (builder: Builder, node: OnnxNode): void => {
    const [left, right] = [builder.constant(node, 0), builder.constant(node, 1)];
    const { shape, order, columns }: Value = builder.value(node, left ? 1 : 0);
    if (columns) throw refusal(node, "can't follow a flattened image; put it before Flatten.");
    const operand = (index: number, constant: Constant | undefined): string | Constant =>
      constant ? alignConstant(node, constant, order) : builder.valueIn(node, index, order).layer;
    const other = left ?? right;
    const otherShape = other ? alignConstant(node, other, order).shape : builder.valueIn(node, 1, order).shape;
    const result = shape.map((size, axis) => (size === 1 ? otherShape[axis] : size));
    builder.add(node, { kind: 'binary', op, shape: result, inputs: [operand(0, left), operand(1, right)] }, order);
  };

/** The softmax of tfjs runs over the last axis. */
export const lowerSoftmax = (builder: Builder, node: OnnxNode): void => {
  const { order } = builder.value(node, 0);
  const axis = absoluteAxis(numberOf(node, 'axis', -1), order.length);
  const input = builder.valueIn(node, 0, [...order.filter((other) => other !== axis), axis]);
  builder.add(node, { kind: 'unary', op: 'Softmax', shape: input.shape, input: input.layer }, input.order);
};

const addMean = (builder: Builder, node: OnnxNode, axes: readonly number[], keepDims: boolean): void => {
  const { layer, shape, order, columns } = builder.value(node, 0);
  if (columns) throw refusal(node, "can't follow a flattened image; put it before Flatten.");
  const positions = axes.map((axis) => order.indexOf(axis)).sort();
  const kept = shape.map((size, position) => (positions.includes(position) ? 1 : size));
  const remaining = order.filter((axis) => !axes.includes(axis));
  const ranked = remaining.toSorted((a, b) => a - b);
  const result = keepDims ? kept : kept.filter((_, position) => !positions.includes(position));
  const resultOrder = keepDims ? order : remaining.map((axis) => ranked.indexOf(axis));
  builder.add(node, { kind: 'mean', shape: result, input: layer, axes: positions, keepDims }, resultOrder);
};

/** ReduceMean over any axes but the batch. */
export const lowerReduceMean = (builder: Builder, node: OnnxNode): void => {
  const operand = builder.constant(node, 1);
  const rank = builder.value(node, 0).shape.length;
  const axes = (operand ? asList(operand) : numbersOf(node, 'axes'))?.map((axis) => absoluteAxis(axis, rank));
  if (!axes || axes.length === 0 || axes.includes(0)) {
    throw refusal(node, 'its axes must be constants and leave the batch out.');
  }
  addMean(builder, node, axes, numberOf(node, 'keepdims', 1) === 1);
};

/** Mean over height and width. */
export const lowerGlobalAveragePool = (builder: Builder, node: OnnxNode): void =>
  addMean(builder, node, rowMajor(builder.value(node, 0).shape.length).slice(2), true);

/** ONNX's input coordinate of an output pixel, for the modes PyTorch writes. */
const SOURCE: Readonly<Record<string, (pixel: number, scale: number) => number>> = {
  asymmetric: (pixel, scale) => pixel / scale,
  half_pixel: (pixel, scale) => (pixel + 0.5) / scale - 0.5,
  pytorch_half_pixel: (pixel, scale) => (pixel + 0.5) / scale - 0.5,
};
const NEAREST: Readonly<Record<string, (coordinate: number) => number>> = {
  floor: Math.floor,
  ceil: Math.ceil,
  round_prefer_floor: (coordinate) => Math.ceil(coordinate - 0.5),
  round_prefer_ceil: (coordinate) => Math.floor(coordinate + 0.5),
};

/** Whether every input pixel simply becomes a block of equal pixels, as in tfjs. */
const repeatsPixels = (node: OnnxNode, scale: number): boolean => {
  const source = SOURCE[textOf(node, 'coordinate_transformation_mode', 'half_pixel')];
  const nearest = NEAREST[textOf(node, 'nearest_mode', 'round_prefer_floor')];
  const pixels = Array.from({ length: 2 * scale }, (_, pixel) => pixel);
  if (textOf(node, 'mode', 'nearest') !== 'nearest' || !source || !nearest) return false;
  return pixels.every((pixel) => Math.max(0, nearest(source(pixel, scale))) === Math.floor(pixel / scale));
};

/** Resize: nearest, by a whole factor. */
export const lowerResize = (builder: Builder, node: OnnxNode): void => {
  const input = builder.valueIn(node, 0, CHANNELS_LAST);
  const [batch, height, width, channels] = input.shape;
  const scales = builder.constant(node, 2);
  const sizes = builder.constant(node, 3);
  const [, , rows, columns] = scales?.data.length === 4 ? asList(scales) : [1, 1, 1, 1];
  const [tall, wide] = sizes ? [sizes.data[2] / height, sizes.data[3] / width] : [rows, columns];
  const whole = Number.isInteger(tall) && Number.isInteger(wide) && tall >= 1 && wide >= 1;
  if (!whole || !repeatsPixels(node, tall) || !repeatsPixels(node, wide)) {
    throw refusal(node, 'only nearest neighbours by a whole factor can be converted.');
  }
  const shape = [batch, height * tall, width * wide, channels];
  builder.add(node, { kind: 'upsample', shape, input: input.layer }, CHANNELS_LAST);
};
