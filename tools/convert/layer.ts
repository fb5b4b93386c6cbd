import type { Constant } from './graph';

/** What a fused node does last. */
export type Activation = 'Relu' | 'Relu6';

interface Common {
  /** Name in the converted graph; an output's is ONNX's. */
  readonly name: string;
  /** Shape of the result as tfjs holds it; −1 is the batch. */
  readonly shape: readonly number[];
}

/** Rows or columns of zeros before and after, top left to bottom right. */
export interface Padding {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Both kinds have `filter` in tfjs order: height × width × in × out, or height × width × in × multiplier. */
export interface ConvLayer extends Common {
  readonly kind: 'conv' | 'depthwise';
  readonly input: string;
  readonly filter: Constant;
  readonly bias: Constant;
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  readonly padding: Padding;
  readonly activation?: Activation;
}

/** `weights` is in × out. */
export interface DenseLayer extends Common {
  readonly kind: 'dense';
  readonly input: string;
  readonly weights: Constant;
  readonly bias: Constant;
  readonly activation?: Activation;
}

/** x·scale + shift over the last axis; what batch normalisation is at inference. */
export interface AffineLayer extends Common {
  readonly kind: 'affine';
  readonly input: string;
  readonly scale: Float64Array;
  readonly shift: Float64Array;
}

export interface UnaryLayer extends Common {
  readonly kind: 'unary';
  readonly op: Activation | 'Sigmoid' | 'Softmax' | 'Identity';
  readonly input: string;
}

export interface ClipLayer extends Common {
  readonly kind: 'clip';
  readonly input: string;
  readonly min: number;
  readonly max: number;
}

export interface BinaryLayer extends Common {
  readonly kind: 'binary';
  readonly op: 'AddV2' | 'Sub' | 'Mul' | 'RealDiv';
  readonly inputs: readonly [string | Constant, string | Constant];
}

export interface ConcatLayer extends Common {
  readonly kind: 'concat';
  readonly inputs: readonly string[];
  readonly axis: number;
}

export interface UpsampleLayer extends Common {
  readonly kind: 'upsample';
  readonly input: string;
}

export interface MeanLayer extends Common {
  readonly kind: 'mean';
  readonly input: string;
  readonly axes: readonly number[];
  readonly keepDims: boolean;
}

/** The target is `shape`. */
export interface ReshapeLayer extends Common {
  readonly kind: 'reshape';
  readonly input: string;
}

export interface TransposeLayer extends Common {
  readonly kind: 'transpose';
  readonly input: string;
  readonly permutation: readonly number[];
}

/** The extent is `shape`. */
export interface SliceLayer extends Common {
  readonly kind: 'slice';
  readonly input: string;
  readonly begin: readonly number[];
}

/** Zeros around height and width of an NHWC tensor. */
export interface PadLayer extends Common {
  readonly kind: 'pad';
  readonly input: string;
  readonly padding: Padding;
}

/** One step of a converted net: already in tfjs's order of axes (NHWC), not yet written as tfjs nodes. */
export type Layer =
  | ConvLayer
  | DenseLayer
  | AffineLayer
  | UnaryLayer
  | ClipLayer
  | BinaryLayer
  | ConcatLayer
  | UpsampleLayer
  | MeanLayer
  | ReshapeLayer
  | TransposeLayer
  | SliceLayer
  | PadLayer;

/** Names of the layers (or of the net's input) that a layer reads. */
export const inputsOf = (layer: Layer): readonly string[] => {
  if (!('inputs' in layer)) return [layer.input];
  const operands: readonly (string | Constant)[] = layer.inputs;
  return operands.filter((operand) => typeof operand === 'string');
};

/** A whole net: one input, layers in topological order, the outputs being layers. */
export interface LayerGraph {
  readonly input: { readonly name: string; readonly shape: readonly number[] };
  readonly layers: readonly Layer[];
  readonly outputs: readonly string[];
}
