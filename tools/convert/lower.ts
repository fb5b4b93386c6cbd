import { standardOrder, toTfjs } from './axes';
import { Builder, type Value } from './builder';
import { foldConstant } from './fold-constants';
import { ConversionError, type OnnxGraph, type OnnxNode } from './graph';
import type { LayerGraph } from './layer';
import { lowerBatchNorm, lowerConv, lowerPad } from './lower-conv';
import { lowerGemm, lowerMatMul } from './lower-dense';
import {
  lowerAlias,
  lowerBinary,
  lowerClip,
  lowerGlobalAveragePool,
  lowerReduceMean,
  lowerResize,
  lowerSoftmax,
  lowerUnary,
} from './lower-map';
import {
  lowerConcat,
  lowerFlatten,
  lowerReshape,
  lowerShape,
  lowerSlice,
  lowerSplit,
  lowerTranspose,
} from './lower-shape';

const LOWER: Readonly<Record<string, (builder: Builder, node: OnnxNode) => void>> = {
  Add: lowerBinary('AddV2'),
  BatchNormalization: lowerBatchNorm,
  Clip: lowerClip,
  Concat: lowerConcat,
  Conv: lowerConv,
  Div: lowerBinary('RealDiv'),
  Dropout: lowerAlias,
  Flatten: lowerFlatten,
  Gemm: lowerGemm,
  GlobalAveragePool: lowerGlobalAveragePool,
  Identity: lowerAlias,
  MatMul: lowerMatMul,
  Mul: lowerBinary('Mul'),
  Pad: lowerPad,
  ReduceMean: lowerReduceMean,
  Relu: lowerUnary('Relu'),
  Reshape: lowerReshape,
  Resize: lowerResize,
  Shape: (builder, node) => builder.constants.set(node.outputs[0], lowerShape(builder, node)),
  Sigmoid: lowerUnary('Sigmoid'),
  Slice: lowerSlice,
  Softmax: lowerSoftmax,
  Split: lowerSplit,
  Sub: lowerBinary('Sub'),
  Transpose: lowerTranspose,
};

const lowerNode = (builder: Builder, node: OnnxNode): void => {
  const operands = node.inputs.map((_, index) => builder.constant(node, index));
  // Operands let out by name count as known; a computed one doesn't.
  const known = node.inputs.every((input, index) => input === '' || operands[index]);
  const folded = known ? foldConstant(node, operands) : undefined;
  if (folded) {
    builder.constants.set(node.outputs[0], folded);
    return;
  }
  const lower = LOWER[node.op];
  if (!lower) {
    throw new ConversionError(
      `ONNX operator ${node.op} (node "${node.name || node.outputs[0]}") can't be converted. ` +
        `Known operators: ${Object.keys(LOWER).join(', ')}.`,
    );
  }
  lower(builder, node);
};

/** Input sizes other than the batch must be fixed: every later shape follows from them. */
const inputValue = ({ inputs }: OnnxGraph): Value => {
  const [input, ...others] = inputs;
  if (!input || others.length > 0) {
    throw new ConversionError(`A net has one input; this one has ${inputs.map(({ name }) => `"${name}"`).join(', ')}.`);
  }
  if (input.shape.slice(1).some((size) => size < 1)) {
    throw new ConversionError(`Input "${input.name}" has shape [${input.shape}]. Export with a fixed input size.`);
  }
  const order = standardOrder(input.shape.length);
  return { layer: input.name, shape: toTfjs(input.shape, order).with(0, -1), order };
};

/** Where a layer's result can be found in ONNX; for comparing the two layer by layer. */
export interface Stage {
  readonly layer: string;
  /** Name of the ONNX value. */
  readonly value: string;
  readonly order: readonly number[];
}

/** Values that are the same numbers on both sides; flattened images aren't, their columns are permuted. */
const stagesOf = (builder: Builder, layers: ReadonlySet<string>): Stage[] =>
  [...builder.values]
    .filter(([, { layer, columns }]) => layers.has(layer) && !columns)
    .map(([value, { layer, order }]) => ({ layer, value, order }));

/**
 * Rewrites an ONNX graph as layers in tfjs's order of axes. Arithmetic on constants is done here, transpositions
 * are kept only where an operator needs them, and the batch is always open.
 * @throws ConversionError naming the operator and node that can't be converted.
 */
export const lower = (graph: OnnxGraph): { readonly graph: LayerGraph; readonly stages: readonly Stage[] } => {
  const builder = new Builder(graph);
  const input = inputValue(graph);
  builder.values.set(input.layer, input);
  for (const node of graph.nodes) lowerNode(builder, node);
  const outputs = builder.finish();
  const { layers } = builder;
  return {
    graph: { input: { name: input.layer, shape: input.shape }, layers, outputs },
    stages: stagesOf(builder, new Set(layers.map(({ name }) => name))),
  };
};
