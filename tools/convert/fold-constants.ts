import { permuteConstant, rowMajor } from './axes';
import { type Constant, integers, numberOf, numbersOf, type OnnxNode, refusal, sizeOf } from './graph';
import { DATA_TYPE } from './read-onnx';
import { absoluteAxis, asList, resolveShape, sliceRanges } from './shapes';

/** The same kind of array (float or integer) with other values. */
const like = ({ data }: Constant, values: ArrayLike<number>): Constant['data'] =>
  data instanceof Float32Array ? Float32Array.from(values) : Float64Array.from(values);

const gather = ({ shape, data }: Constant, axis: number, indices: readonly number[]): Constant => {
  const inner = sizeOf(shape.slice(axis + 1));
  const outer = sizeOf(shape.slice(0, axis));
  const values = new Float64Array(outer * indices.length * inner);
  let at = 0;
  for (let row = 0; row < outer; row++) {
    for (const index of indices) {
      const from = (row * shape[axis] + absoluteAxis(index, shape[axis])) * inner;
      values.set(data.subarray(from, from + inner), at);
      at += inner;
    }
  }
  return { shape: shape.with(axis, indices.length), data: like({ shape, data }, values) };
};

const slice = (node: OnnxNode, operands: readonly (Constant | undefined)[], source: Constant): Constant =>
  sliceRanges(node, operands, source.shape).reduce((result, { axis, start, end, step }) => {
    const count = Math.max(0, Math.ceil((end - start) / step));
    return gather(
      result,
      axis,
      Array.from({ length: count }, (_, index) => start + index * step),
    );
  }, source);

const concat = (node: OnnxNode, parts: readonly Constant[]): Constant => {
  if (parts.some(({ shape }) => shape.length !== 1)) {
    throw refusal(node, 'only one-dimensional constants can be joined.');
  }
  const values = parts.flatMap(asList);
  return { shape: [values.length], data: like(parts[0], values) };
};

const ARITHMETIC: Readonly<Record<string, (a: number, b: number, whole: boolean) => number>> = {
  Add: (a, b) => a + b,
  Sub: (a, b) => a - b,
  Mul: (a, b) => a * b,
  Div: (a, b, whole) => (whole ? Math.trunc(a / b) : a / b),
};

/** Only equal shapes or a scalar on either side: that is all shape arithmetic needs. */
const combine = (node: OnnxNode, a: Constant, b: Constant): Constant | undefined => {
  const operate = ARITHMETIC[node.op];
  const size = Math.max(a.data.length, b.data.length);
  if (!operate || [a, b].some(({ data }) => data.length !== 1 && data.length !== size)) return undefined;
  const pick = ({ data }: Constant, index: number): number => data[data.length === 1 ? 0 : index];
  const whole = a.data instanceof Float64Array;
  const values = Array.from({ length: size }, (_, index) => operate(pick(a, index), pick(b, index), whole));
  return { shape: a.data.length === size ? a.shape : b.shape, data: like(a, values) };
};

const constantValue = (node: OnnxNode): Constant => {
  const value = node.attributes.get('value');
  if (typeof value === 'object' && 'data' in value) return value;
  const ints = numbersOf(node, 'value_ints');
  if (ints) return integers(ints);
  if (node.attributes.has('value_int')) return integers([numberOf(node, 'value_int', 0)], []);
  return { shape: [], data: Float32Array.of(numberOf(node, 'value_float', 0)) };
};

const constantOfShape = (node: OnnxNode, target: Constant): Constant => {
  const value = node.attributes.get('value');
  const fill = typeof value === 'object' && 'data' in value ? value : { shape: [1], data: Float32Array.of(0) };
  const shape = asList(target);
  return { shape, data: like(fill, new Float64Array(sizeOf(shape)).fill(fill.data[0])) };
};

const cast = (node: OnnxNode, { shape, data }: Constant): Constant => {
  const toFloat = numberOf(node, 'to', 0) === DATA_TYPE.float;
  return { shape, data: toFloat ? Float32Array.from(data) : Float64Array.from(data, Math.trunc) };
};

/** A scalar index removes the axis, as in numpy. */
const take = (node: OnnxNode, source: Constant, indices: Constant): Constant => {
  const axis = absoluteAxis(numberOf(node, 'axis', 0), source.shape.length);
  const taken = gather(source, axis, asList(indices));
  return indices.shape.length === 0 ? { ...taken, shape: taken.shape.toSpliced(axis, 1) } : taken;
};

const axesOf = (node: OnnxNode, operand: Constant | undefined, rank: number): ReadonlySet<number> | undefined => {
  const axes = operand ? asList(operand) : numbersOf(node, 'axes');
  return axes && new Set(axes.map((axis) => absoluteAxis(axis, rank)));
};

const squeeze = (node: OnnxNode, source: Constant, operand: Constant | undefined): Constant => {
  const axes = axesOf(node, operand, source.shape.length);
  return { ...source, shape: source.shape.filter((size, axis) => (axes ? !axes.has(axis) : size !== 1)) };
};

const unsqueeze = (node: OnnxNode, source: Constant, operand: Constant | undefined): Constant => {
  const rank = source.shape.length + (operand?.data.length ?? numbersOf(node, 'axes')?.length ?? 0);
  const axes = axesOf(node, operand, rank);
  const kept = source.shape.values();
  return { ...source, shape: rowMajor(rank).map((axis) => (axes?.has(axis) ? 1 : (kept.next().value ?? 1))) };
};

const reshape = (node: OnnxNode, source: Constant, target: Constant): Constant => ({
  ...source,
  shape: resolveShape(asList(target), source.shape, numberOf(node, 'allowzero', 0) === 1),
});

type Evaluate = (node: OnnxNode, first: Constant, second: Constant | undefined, all: Operands) => Constant | undefined;

type Operands = readonly (Constant | undefined)[];

const EVALUATE: Readonly<Record<string, Evaluate>> = {
  Add: (node, a, b) => b && combine(node, a, b),
  Cast: cast,
  Concat: (node, _first, _second, all) =>
    concat(
      node,
      all.filter((operand) => operand !== undefined),
    ),
  ConstantOfShape: constantOfShape,
  Div: (node, a, b) => b && combine(node, a, b),
  Gather: (node, source, indices) => indices && take(node, source, indices),
  Mul: (node, a, b) => b && combine(node, a, b),
  Reshape: (node, source, target) => target && reshape(node, source, target),
  Slice: (node, source, _second, all) => slice(node, all, source),
  Squeeze: squeeze,
  Sub: (node, a, b) => b && combine(node, a, b),
  Transpose: (node, source) =>
    permuteConstant(source, numbersOf(node, 'perm') ?? rowMajor(source.shape.length).reverse()),
  Unsqueeze: unsqueeze,
};

/**
 * The value of an operator whose operands are all constants: the arithmetic on shapes and paddings that exporters
 * leave in a graph.
 * @returns undefined when the operator isn't one of those (it is then lowered, or refused, like any other).
 */
export const foldConstant = (node: OnnxNode, operands: Operands): Constant | undefined => {
  if (node.op === 'Constant') return constantValue(node);
  const [first, second] = operands;
  return first && EVALUATE[node.op]?.(node, first, second, operands);
};
