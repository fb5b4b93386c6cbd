import { UsageError } from '../lib/command';

/** A model can't be converted: which net, node or value, what was expected, what to do. */
export class ConversionError extends UsageError {}

/**
 * A tensor known at conversion time, row-major. Numbers of an integer or boolean tensor are held in a `Float64Array`
 * (exact up to 2^53, enough for every shape and axis), those of a float tensor in a `Float32Array`.
 */
export interface Constant {
  readonly shape: readonly number[];
  readonly data: Float32Array | Float64Array;
}

export type Attribute = number | string | readonly number[] | Constant;

/** One ONNX operator; an input that the standard lets out is the empty string. */
export interface OnnxNode {
  readonly name: string;
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, Attribute>;
}

/** A graph input; a size that the exporter left open (the batch) is −1. */
export interface OnnxInput {
  readonly name: string;
  readonly shape: readonly number[];
}

/** An ONNX graph as read: nodes in topological order, axes in ONNX's own order (NCHW). */
export interface OnnxGraph {
  readonly inputs: readonly OnnxInput[];
  readonly outputs: readonly string[];
  readonly nodes: readonly OnnxNode[];
  readonly constants: ReadonlyMap<string, Constant>;
}

/** Number of elements of a shape. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

/** A constant of integers, one-dimensional unless a shape is given. */
export const integers = (values: readonly number[], shape: readonly number[] = [values.length]): Constant => ({
  shape,
  data: Float64Array.from(values),
});

/** Says why a node can't be converted, naming its operator and itself. */
export const refusal = (node: OnnxNode, reason: string): ConversionError =>
  new ConversionError(`${node.op} "${node.name || node.outputs[0]}": ${reason}`);

/** An attribute that must be a number; the fallback is the standard's default. */
export const numberOf = (node: OnnxNode, name: string, fallback: number): number => {
  const value = node.attributes.get(name) ?? fallback;
  if (typeof value !== 'number') throw refusal(node, `attribute ${name} is not a number.`);
  return value;
};

/** An attribute that must be a list of numbers; undefined when absent. */
export const numbersOf = (node: OnnxNode, name: string): readonly number[] | undefined => {
  const value = node.attributes.get(name);
  if (value === undefined) return undefined;
  if (typeof value !== 'object' || 'data' in value) {
    throw refusal(node, `attribute ${name} is not a list of numbers.`);
  }
  return value;
};

/** An attribute that must be text; the fallback is the standard's default. */
export const textOf = (node: OnnxNode, name: string, fallback: string): string => {
  const value = node.attributes.get(name) ?? fallback;
  if (typeof value !== 'string') throw refusal(node, `attribute ${name} is not text.`);
  return value;
};
