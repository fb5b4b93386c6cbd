import * as attribute from './attributes';
import type { Constant } from './graph';
import type { AffineLayer, Layer, LayerGraph } from './layer';
import { planOf, type WeightRole } from './plan';

/** A TensorFlow node as it stands in `model.json`. */
export interface TfNode {
  readonly name: string;
  readonly op: string;
  readonly input?: readonly string[];
  readonly attr: Readonly<Record<string, attribute.NodeAttribute>>;
}

/** A named constant of the graph. */
export interface Weight {
  readonly name: string;
  readonly role: WeightRole;
  readonly value: Constant;
}

/** A tfjs graph before it is written. */
export interface TfGraph {
  readonly nodes: readonly TfNode[];
  readonly weights: readonly Weight[];
  readonly input: LayerGraph['input'];
  readonly outputs: readonly string[];
}

/** An affine step that nothing could take in becomes a product and a sum. */
const splitAffine = (layer: Layer): Exclude<Layer, AffineLayer>[] => {
  if (layer.kind !== 'affine') return [layer];
  const { name, shape, input } = layer;
  const list = (values: Float64Array): Constant => ({ shape: [values.length], data: Float32Array.from(values) });
  return [
    { kind: 'binary', op: 'Mul', name: `${name}/scaled`, shape, inputs: [input, list(layer.scale)] },
    { kind: 'binary', op: 'AddV2', name, shape, inputs: [`${name}/scaled`, list(layer.shift)] },
  ];
};

/** Shape and numbers stand in the weights' manifest, where tfjs reads them; a node only says that there is a constant. */
const constNode = ({ name, role }: Weight): TfNode => {
  const dtype = role === 'index' ? 'DT_INT32' : 'DT_FLOAT';
  return { name, op: 'Const', attr: { dtype: attribute.type(dtype) } };
};

/** Writes layers as TensorFlow nodes: one node a layer, weights as constants named after it. */
export const emit = ({ input, layers, outputs }: LayerGraph): TfGraph => {
  const placeholder = { dtype: attribute.type('DT_FLOAT'), shape: attribute.shape(input.shape) };
  const nodes: TfNode[] = [{ name: input.name, op: 'Placeholder', attr: placeholder }];
  const weights: Weight[] = [];
  for (const layer of layers.flatMap(splitAffine)) {
    const { op, operands, attr } = planOf(layer);
    const inputs = operands.map((operand) => {
      if (typeof operand === 'string') return operand;
      const weight = { name: `${layer.name}/${operand.suffix}`, role: operand.role, value: operand.value };
      weights.push(weight);
      nodes.push(constNode(weight));
      return weight.name;
    });
    nodes.push({ name: layer.name, op, input: inputs, attr: { T: attribute.type('DT_FLOAT'), ...attr } });
  }
  return { nodes, weights, input, outputs };
};
