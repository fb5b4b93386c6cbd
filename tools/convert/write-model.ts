import * as attribute from './attributes';
import type { TfGraph, Weight } from './emit';
import type { StoragePlan } from './quantization';
import { quantize } from './quantize';

/** An entry of tfjs's weights manifest. */
interface WeightSpec {
  name: string;
  shape: number[];
  dtype: 'float32' | 'int32';
  quantization?: { dtype: 'uint8' | 'uint16'; min: number; scale: number; original_dtype: 'float32' };
}

/** What `model.json` holds, in tfjs's graph-model format. */
interface ModelJson {
  readonly format: 'graph-model';
  readonly generatedBy: string;
  readonly convertedBy: string;
  readonly signature: object;
  readonly modelTopology: object;
  readonly weightsManifest: readonly { readonly paths: readonly string[]; readonly weights: readonly WeightSpec[] }[];
}

/** The content of `model.json` and of `weights.bin`. */
export interface ModelFiles {
  readonly model: ModelJson;
  readonly weights: Uint8Array;
}

/** Name of the one file of weights beside `model.json`. */
export const WEIGHTS_FILE = 'weights.bin';

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

const store = (weight: Weight, plan: StoragePlan): [WeightSpec, Uint8Array] => {
  const { name, role, value } = weight;
  const shape = [...value.shape];
  const { data } = value;
  if (role === 'index') return [{ name, shape, dtype: 'int32' }, bytesOf(Int32Array.from(data))];
  const storage = plan(weight);
  const values = Float32Array.from(data);
  if (storage === 'float32') return [{ name, shape, dtype: 'float32' }, bytesOf(values)];
  const { codes, min, scale } = quantize(values, storage);
  const quantization = { dtype: storage, min, scale, original_dtype: 'float32' } as const;
  return [{ name, shape, dtype: 'float32', quantization }, bytesOf(codes)];
};

const concatenate = (parts: readonly Uint8Array[]): Uint8Array => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
};

/** Packs a graph as tfjs's graph-model format; the same graph and plan always give the same bytes. */
export const packModel = ({ nodes, weights, input, outputs }: TfGraph, plan: StoragePlan): ModelFiles => {
  const stored = weights.map((weight) => store(weight, plan));
  const tensorShape = attribute.shapeOf(input.shape);
  const model: ModelJson = {
    format: 'graph-model',
    generatedBy: 'Facet tools/convert',
    convertedBy: 'Facet tools/convert',
    signature: {
      inputs: { [input.name]: { name: `${input.name}:0`, dtype: 'DT_FLOAT', tensorShape } },
      outputs: Object.fromEntries(outputs.map((name) => [name, { name: `${name}:0` }])),
    },
    modelTopology: { node: nodes, library: {}, versions: { producer: 1482, minConsumer: 12 } },
    weightsManifest: [{ paths: [WEIGHTS_FILE], weights: stored.map(([spec]) => spec) }],
  };
  return { model, weights: concatenate(stored.map(([, bytes]) => bytes)) };
};
