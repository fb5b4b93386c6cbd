import { type Constant, numbersOf, type OnnxNode, refusal, sizeOf } from './graph';

/** The numbers of a constant as a list. */
export const asList = (constant: Constant): number[] => Array.from(constant.data);

/** A negative axis counted from the end, as ONNX allows everywhere. */
export const absoluteAxis = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis);

/** The target of an ONNX Reshape with its 0 (as it was) and −1 (whatever is left) filled in. */
export const resolveShape = (target: readonly number[], source: readonly number[], allowZero: boolean): number[] => {
  const shape = target.map((size, axis) => (size === 0 && !allowZero ? source[axis] : size));
  const known = sizeOf(shape.filter((size) => size !== -1));
  return shape.map((size) => (size === -1 ? sizeOf(source) / known : size));
};

/** Start, end and step of one axis, with ONNX's negative and too large numbers resolved. */
export interface Range {
  readonly axis: number;
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

/** What an ONNX Slice takes from which axes; inputs of opset 10 and newer, or the attributes of older ones. */
export const sliceRanges = (
  node: OnnxNode,
  operands: readonly (Constant | undefined)[],
  shape: readonly number[],
): Range[] => {
  const list = (index: number, attribute: string): number[] | undefined => {
    const operand = operands[index];
    return operand ? asList(operand) : numbersOf(node, attribute)?.slice();
  };
  const starts = list(1, 'starts');
  const ends = list(2, 'ends');
  if (!starts || !ends) throw refusal(node, 'its starts and ends must be constants.');
  const axes = list(3, 'axes') ?? starts.map((_, index) => index);
  const steps = list(4, 'steps') ?? starts.map(() => 1);
  return axes.map((given, index) => {
    const axis = absoluteAxis(given, shape.length);
    const size = shape[axis];
    const step = steps[index];
    const within = (value: number): number =>
      Math.min(Math.max(value < 0 ? value + size : value, step < 0 ? -1 : 0), step < 0 ? size - 1 : size);
    return { axis, start: within(starts[index]), end: within(ends[index]), step };
  });
};
