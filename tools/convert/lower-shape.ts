import { type AxisOrder, permutedIndices, rowMajor, sameOrder, toOnnx } from './axes';
import type { Builder, Value } from './builder';
import { type Constant, integers, numberOf, numbersOf, type OnnxNode, refusal, sizeOf } from './graph';
import { feedsOnlyDense } from './lower-dense';
import { absoluteAxis, asList, resolveShape, sliceRanges } from './shapes';

/** Adds a reshape to a row-major target; the batch stays open. */
const addReshape = (builder: Builder, node: OnnxNode, input: Value, target: readonly number[]): void => {
  const shape = [-1, ...target.slice(1)];
  // An image that only feeds matrices is flattened as it lies, and their rows follow: no transposition when it runs.
  const asItLies = shape.length === 2 && feedsOnlyDense(builder, node.outputs[0]);
  const { layer } = asItLies ? input : builder.reorder(input, rowMajor(input.shape.length));
  const columns = asItLies && !sameOrder(input.order, rowMajor(input.shape.length)) ? columnsOf(input) : undefined;
  builder.add(node, { kind: 'reshape', shape, input: layer }, rowMajor(shape.length), columns);
};

const columnsOf = ({ shape, order }: Value): Uint32Array => {
  const image = toOnnx(shape, order).with(0, 1);
  return permutedIndices(image, order);
};

const onnxShape = ({ shape, order }: Value): number[] => toOnnx(shape, order);

/** Reshape that leaves the batch alone. */
export const lowerReshape = (builder: Builder, node: OnnxNode): void => {
  const input = builder.value(node, 0);
  const source = onnxShape(input);
  const target = asList(builder.requireConstant(node, 1, 'the shape'));
  const allowZero = numberOf(node, 'allowzero', 0) === 1;
  // The batch is open: what is given for it (0, −1, or the exported batch) is taken as "as it was".
  const rest = target.slice(1);
  const sized = resolveShape(rest, source.slice(1), allowZero);
  if (sizeOf(sized) !== sizeOf(source.slice(1))) {
    throw refusal(node, `reshapes [${source}] to [${target}]; the first axis must stay the batch.`);
  }
  addReshape(builder, node, input, [-1, ...sized]);
};

/** Flatten of everything but the batch. */
export const lowerFlatten = (builder: Builder, node: OnnxNode): void => {
  const input = builder.value(node, 0);
  if (absoluteAxis(numberOf(node, 'axis', 1), input.shape.length) !== 1) {
    throw refusal(node, 'only axis 1 can be converted.');
  }
  addReshape(builder, node, input, [-1, sizeOf(input.shape.slice(1))]);
};

/** Transpose moves nothing: it only changes which ONNX axis each tfjs axis is. */
export const lowerTranspose = (builder: Builder, node: OnnxNode): void => {
  const { columns, ...input } = builder.value(node, 0);
  const permutation = numbersOf(node, 'perm') ?? rowMajor(input.shape.length).reverse();
  if (permutation[0] !== 0 || columns) throw refusal(node, 'the batch must stay first.');
  const order: AxisOrder = input.order.map((axis) => permutation.indexOf(axis));
  builder.values.set(node.outputs[0], { ...input, order });
};

/** Slice with step 1 on any axis but the batch. */
export const lowerSlice = (builder: Builder, node: OnnxNode): void => {
  const input = builder.value(node, 0);
  const operands = node.inputs.map((_, index) => builder.constant(node, index));
  const ranges = sliceRanges(node, operands, onnxShape(input));
  const begin = input.shape.map(() => 0);
  const shape = input.shape.slice();
  for (const { axis, start, end, step } of ranges) {
    if (step !== 1 || axis === 0) {
      throw refusal(node, 'only steps of 1 on axes other than the batch can be converted.');
    }
    begin[input.order.indexOf(axis)] = start;
    shape[input.order.indexOf(axis)] = end - start;
  }
  builder.add(node, { kind: 'slice', shape, input: input.layer, begin }, input.order);
};

/** Split → one slice an output. */
export const lowerSplit = (builder: Builder, node: OnnxNode): void => {
  const input = builder.value(node, 0);
  const axis = absoluteAxis(numberOf(node, 'axis', 0), input.shape.length);
  const position = input.order.indexOf(axis);
  if (axis === 0) throw refusal(node, "the batch can't be split.");
  const size = Math.ceil(input.shape[position] / node.outputs.length);
  const given = builder.constant(node, 1);
  const sizes = given
    ? asList(given)
    : (numbersOf(node, 'split') ??
      node.outputs.map((_, index) => Math.min(size, input.shape[position] - index * size)));
  let start = 0;
  node.outputs.forEach((output, index) => {
    const begin = input.shape.map((_, at) => (at === position ? start : 0));
    const shape = input.shape.with(position, sizes[index]);
    builder.add({ ...node, outputs: [output] }, { kind: 'slice', shape, input: input.layer, begin }, input.order);
    start += sizes[index];
  });
};

/** Concat on any axis but the batch, in the order of axes of its first operand. */
export const lowerConcat = (builder: Builder, node: OnnxNode): void => {
  const { order, shape } = builder.value(node, 0);
  const inputs = node.inputs.map((_, index) => builder.valueIn(node, index, order));
  const axis = absoluteAxis(numberOf(node, 'axis', 0), shape.length);
  if (axis === 0) throw refusal(node, "the batch can't be concatenated.");
  const position = order.indexOf(axis);
  const total = inputs.reduce((sum, input) => sum + input.shape[position], 0);
  const layers = inputs.map(({ layer }) => layer);
  builder.add(node, { kind: 'concat', shape: shape.with(position, total), inputs: layers, axis: position }, order);
};

/** Shape of a value: a constant, but for the batch, which is −1 as in every target of a reshape. */
export const lowerShape = (builder: Builder, node: OnnxNode): Constant => integers(onnxShape(builder.value(node, 0)));
