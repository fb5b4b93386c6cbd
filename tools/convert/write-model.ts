import { packBits, type StoredWeight } from '../../src/models/stored-weights';
import * as attribute from './attributes';
import type { TfGraph, Weight } from './emit';
import { outputsOf, type StoragePlan } from './quantization';
import { quantize } from './quantize';

/** What `model.json` holds: tfjs's graph-model format, but for how weights are quantised. */
interface ModelJson {
  readonly format: 'graph-model';
  readonly generatedBy: string;
  readonly convertedBy: string;
  readonly signature: object;
  readonly modelTopology: object;
  readonly weightsManifest: readonly { readonly paths: readonly string[]; readonly weights: readonly StoredWeight[] }[];
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

const concatenate = (parts: readonly Uint8Array[]): Uint8Array => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
};

const store = (weight: Weight, plan: StoragePlan): [StoredWeight, Uint8Array] => {
  const { name, role, value } = weight;
  const shape = [...value.shape];
  const { data } = value;
  if (role === 'index') return [{ name, shape, dtype: 'int32' }, bytesOf(Int32Array.from(data))];
  const storage = plan(weight);
  const values = Float32Array.from(data);
  if (storage === 'float32') return [{ name, shape, dtype: 'float32' }, bytesOf(values)];
  const outputs = outputsOf(weight);
  const { scales, zeros, codes } = quantize(values, outputs, storage.bits);
  const whole = new Uint16Array(outputs + codes.length);
  whole.set(zeros);
  whole.set(codes, outputs);
  const packed = packBits(whole, storage.bits);
  const quantization = { bits: storage.bits, outputs };
  return [{ name, shape, dtype: 'float32', quantization }, concatenate([bytesOf(scales), packed])];
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
