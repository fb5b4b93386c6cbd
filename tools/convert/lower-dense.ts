import { permuteConstant, rowMajor } from './axes';
import type { Builder, Value } from './builder';
import { type Constant, numberOf, type OnnxNode, refusal } from './graph';

/** Operators that work on each element by itself, so that the order of columns doesn't matter to them. */
const ELEMENTWISE: ReadonlySet<string> = new Set(['Relu', 'Clip', 'Sigmoid', 'Identity', 'Dropout']);
const DENSE: ReadonlySet<string> = new Set(['Gemm', 'MatMul']);

/** Whether a value is only ever multiplied by constant matrices, whose rows can follow its order of columns. */
export const feedsOnlyDense = (builder: Builder, value: string): boolean =>
  !builder.graph.outputs.includes(value) &&
  builder
    .consumersOf(value)
    .every(
      (node) =>
        (DENSE.has(node.op) && node.inputs[0] === value) ||
        (ELEMENTWISE.has(node.op) && feedsOnlyDense(builder, node.outputs[0])),
    );

/** The matrix with its rows (inputs) in the order in which tfjs holds the flattened image. */
const reorderRows = (weights: Constant, { columns }: Value): Constant => {
  if (!columns) return weights;
  const [, outputs] = weights.shape;
  const data = new Float32Array(weights.data.length);
  columns.forEach((from, row) => {
    data.set(weights.data.subarray(from * outputs, (from + 1) * outputs), row * outputs);
  });
  return { shape: weights.shape, data };
};

const scaled = ({ shape, data }: Constant, factor: number): Constant =>
  factor === 1 ? { shape, data } : { shape, data: data.map((value) => value * factor) };

/** A bias for each output, from ONNX's C, which may also be a scalar or 1 × outputs. */
const biasOf = (node: OnnxNode, given: Constant | undefined, outputs: number): Constant => {
  if (!given) return { shape: [outputs], data: new Float32Array(outputs) };
  if (given.data.length === outputs) return { shape: [outputs], data: given.data };
  if (given.data.length === 1) return { shape: [outputs], data: new Float32Array(outputs).fill(given.data[0]) };
  throw refusal(node, `bias of shape [${given.shape}], expected [${outputs}].`);
};

const addDense = (builder: Builder, node: OnnxNode, weights: Constant, bias: Constant | undefined): void => {
  const input = builder.valueIn(node, 0, rowMajor(2));
  const [batch, size] = input.shape;
  const [inputs, outputs] = weights.shape;
  if (weights.shape.length !== 2 || size !== inputs) {
    throw refusal(node, `a matrix of shape [${weights.shape}] for ${size} inputs.`);
  }
  builder.add(
    node,
    {
      kind: 'dense',
      shape: [batch, outputs],
      input: input.layer,
      weights: reorderRows(weights, input),
      bias: biasOf(node, bias, outputs),
    },
    rowMajor(2),
  );
};

/** Gemm with a constant matrix → _FusedMatMul. */
export const lowerGemm = (builder: Builder, node: OnnxNode): void => {
  if (numberOf(node, 'transA', 0) !== 0) throw refusal(node, "transA can't be converted.");
  const given = builder.requireConstant(node, 1, 'the matrix');
  const matrix = numberOf(node, 'transB', 0) === 1 ? permuteConstant(given, [1, 0]) : given;
  const bias = builder.constant(node, 2);
  const beta = numberOf(node, 'beta', 1);
  addDense(builder, node, scaled(matrix, numberOf(node, 'alpha', 1)), bias && scaled(bias, beta));
};

/** MatMul with a constant matrix; an Add after it becomes its bias later on. */
export const lowerMatMul = (builder: Builder, node: OnnxNode): void =>
  addDense(builder, node, builder.requireConstant(node, 1, 'the matrix'), undefined);
