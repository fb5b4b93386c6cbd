import { type Constant, sizeOf } from './graph';

/**
 * Where ONNX's axes lie in a tfjs tensor: position p of the tfjs shape holds ONNX axis `order[p]`.
 * An image is [0, 2, 3, 1]: NHWC holding NCHW. A transposition in ONNX only changes the order, and moves nothing.
 */
export type AxisOrder = readonly number[];

/** NHWC holding ONNX's NCHW. */
export const CHANNELS_LAST: AxisOrder = [0, 2, 3, 1];

/** Axes as in ONNX. */
export const rowMajor = (rank: number): number[] => Array.from({ length: rank }, (_, axis) => axis);

/** The order a net's input or output has in tfjs: NHWC for four axes, else ONNX's own. */
export const standardOrder = (rank: number): AxisOrder => (rank === 4 ? CHANNELS_LAST : rowMajor(rank));

export const sameOrder = (a: AxisOrder, b: AxisOrder): boolean => a.join() === b.join();

/** A shape or any list per ONNX axis, rearranged into tfjs order. */
export const toTfjs = <T>(perAxis: readonly T[], order: AxisOrder): T[] => order.map((axis) => perAxis[axis]);

/** A list per tfjs position, rearranged into ONNX's order. */
export const toOnnx = <T>(perPosition: readonly T[], order: AxisOrder): T[] =>
  rowMajor(order.length).map((axis) => perPosition[order.indexOf(axis)]);

/** Row-major strides of a shape. */
const stridesOf = (shape: readonly number[]): number[] => {
  const strides = shape.map(() => 1);
  for (let axis = shape.length - 2; axis >= 0; axis--) {
    strides[axis] = strides[axis + 1] * shape[axis + 1];
  }
  return strides;
};

/** For each element of a permuted tensor, in order, the index of the element of the original that it holds. */
export const permutedIndices = (shape: readonly number[], permutation: readonly number[]): Uint32Array => {
  const target = toTfjs(shape, permutation);
  const strides = toTfjs(stridesOf(shape), permutation);
  const indices = new Uint32Array(sizeOf(shape));
  const position = target.map(() => 0);
  let source = 0;
  for (let index = 0; index < indices.length; index++) {
    indices[index] = source;
    for (let axis = target.length - 1; axis >= 0; axis--) {
      source += strides[axis];
      position[axis] = position[axis] + 1;
      if (position[axis] < target[axis]) break;
      source -= strides[axis] * target[axis];
      position[axis] = 0;
    }
  }
  return indices;
};

/** A constant transposed as by numpy's `transpose(permutation)`. */
export const permuteConstant = (constant: Constant, permutation: readonly number[]): Constant => {
  const { shape, data } = constant;
  const indices = permutedIndices(shape, permutation);
  return { shape: toTfjs(shape, permutation), data: data.map((_, index) => data[indices[index]]) };
};
