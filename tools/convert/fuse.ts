import type { Constant } from './graph';
import {
  type Activation,
  type AffineLayer,
  type BinaryLayer,
  type ConvLayer,
  type DenseLayer,
  inputsOf,
  type Layer,
  type LayerGraph,
  type Padding,
} from './layer';

type Rewrite = (layer: Layer, previous: Layer | undefined) => Layer | undefined;

const isWeighted = (layer: Layer | undefined): layer is ConvLayer | DenseLayer =>
  layer?.kind === 'conv' || layer?.kind === 'depthwise' || layer?.kind === 'dense';

const addPadding = (a: Padding, b: Padding): Padding => ({
  top: a.top + b.top,
  bottom: a.bottom + b.bottom,
  left: a.left + b.left,
  right: a.right + b.right,
});

/** Zeros before a convolution become its own padding. */
const foldPad: Rewrite = (layer, previous) =>
  (layer.kind === 'conv' || layer.kind === 'depthwise') && previous?.kind === 'pad'
    ? { ...layer, input: previous.input, padding: addPadding(layer.padding, previous.padding) }
    : undefined;

/** The value at each index of a scalar or of a list over the last axis; undefined for any other shape. */
const alongLastAxis = ({ shape, data }: Constant, channels: number): ((index: number) => number) | undefined => {
  if (data.length === 1) return () => data[0];
  return data.length === channels && shape.at(-1) === channels ? (index) => data[index] : undefined;
};

/** Adding or multiplying by one constant a channel is an affine step. */
const asAffine = (layer: BinaryLayer): AffineLayer | undefined => {
  const [left, right] = layer.inputs;
  const [input, constant] = typeof left === 'string' ? [left, right] : [right, left];
  const channels = layer.shape.at(-1) ?? 1;
  const value = typeof constant === 'string' ? undefined : alongLastAxis(constant, channels);
  if (!value || typeof input !== 'string' || (layer.op !== 'AddV2' && layer.op !== 'Mul')) return undefined;
  const values = Float64Array.from({ length: channels }, (_, index) => value(index));
  const adds = layer.op === 'AddV2';
  return {
    kind: 'affine',
    name: layer.name,
    shape: layer.shape,
    input,
    scale: adds ? new Float64Array(channels).fill(1) : values,
    shift: adds ? values : new Float64Array(channels),
  };
};

/** Weights times a scale for each output; `outputOf` gives the output an element belongs to. */
const scaleOutputs = (
  { shape, data }: Constant,
  scale: Float64Array,
  outputOf: (index: number) => number,
): Constant => ({
  shape,
  data: Float32Array.from(data, (value, index) => value * scale[outputOf(index)]),
});

/** Batch normalisation (or any affine step) after a linear layer goes into its weights and bias. */
const foldAffine: Rewrite = (layer, previous) => {
  const affine = layer.kind === 'binary' ? asAffine(layer) : layer;
  if (affine?.kind !== 'affine' || !isWeighted(previous) || previous.activation) return undefined;
  const { name, shape, scale, shift } = affine;
  // Outputs are the last axis of all three layouts; a depthwise filter's two last axes count them together.
  const outputs = scale.length;
  if (outputs !== previous.shape.at(-1)) return undefined;
  const bias: Constant = {
    shape: [outputs],
    data: Float32Array.from(previous.bias.data, (value, index) => value * scale[index] + shift[index]),
  };
  const outputOf = (index: number): number => index % outputs;
  return previous.kind === 'dense'
    ? { ...previous, name, shape, bias, weights: scaleOutputs(previous.weights, scale, outputOf) }
    : { ...previous, name, shape, bias, filter: scaleOutputs(previous.filter, scale, outputOf) };
};

const isActivation = (op: string): op is Activation => op === 'Relu' || op === 'Relu6';

const fuseActivation: Rewrite = (layer, previous) =>
  layer.kind === 'unary' && isActivation(layer.op) && isWeighted(previous) && !previous.activation
    ? { ...previous, name: layer.name, activation: layer.op }
    : undefined;

/** Merges a layer with the one before it wherever a rewrite applies and nobody else reads the one before. */
const mergeWithPrevious = (graph: LayerGraph, rewrite: Rewrite): LayerGraph => {
  const readers = new Map<string, number>(graph.outputs.map((output) => [output, 1]));
  for (const input of graph.layers.flatMap(inputsOf)) readers.set(input, (readers.get(input) ?? 0) + 1);
  const merged = new Map<string, Layer>();
  for (const layer of graph.layers) {
    const before = inputsOf(layer).length === 1 ? inputsOf(layer)[0] : '';
    const result = readers.get(before) === 1 ? rewrite(layer, merged.get(before)) : undefined;
    if (result) merged.delete(before);
    merged.set(layer.name, result ?? layer);
  }
  return { ...graph, layers: [...merged.values()] };
};

/** Leaves out what no output needs. */
const prune = (graph: LayerGraph): LayerGraph => {
  const needed = new Set(graph.outputs);
  for (const layer of graph.layers.toReversed()) {
    if (needed.has(layer.name)) for (const input of inputsOf(layer)) needed.add(input);
  }
  return { ...graph, layers: graph.layers.filter(({ name }) => needed.has(name)) };
};

/** Folds padding and batch normalisation into convolutions, and activations into the layer before them. */
export const fuse = (graph: LayerGraph): LayerGraph =>
  [foldPad, foldAffine, fuseActivation].reduce(mergeWithPrevious, prune(graph));
