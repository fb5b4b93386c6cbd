import { type GraphModel, loadGraphModel } from '@tensorflow/tfjs-converter';
import { dispose, type io, type Tensor, util } from '@tensorflow/tfjs-core';
import { Fault, messageOf } from '../domain/errors';
import type { Manifest, ModelFile, NetEntry, NetId } from '../domain/manifest';
import { FREE, NET_IDS, outputShape } from './net-shapes';
import { compareDepths, type DepthNumbers, inOneRow, readSelfTest, selfTestInput } from './self-test';
import { expandWeights, type StoredWeight } from './stored-weights';
import { readSvmWeights, type SvmWeights } from './svm-weights';

/** A loaded net. */
export interface GraphNet {
  /** N×size×size×3 (NHWC) or N×features float32 → the outputs by name, N first. The caller disposes them. */
  run(input: Tensor): Record<string, Tensor>;
  /** The same for any nodes of the graph, in their order. */
  runTo(input: Tensor, nodes: readonly string[]): Tensor[];
  /** Frees the weights. */
  dispose(): void;
  /** The numbers it was built from, which it keeps. */
  readonly constants: readonly Tensor[];
}

/** The manifest with its four nets, ready for the pipeline. */
export type Models = { readonly manifest: Manifest; readonly svmWeights: SvmWeights } & {
  readonly [N in NetId]: GraphNet;
};

type ReadFile = (file: ModelFile) => Promise<ArrayBuffer>;

interface ModelJson {
  readonly format: string;
  readonly modelTopology: object;
  readonly signature: { readonly outputs: object };
  readonly weightsManifest: readonly { readonly weights: readonly StoredWeight[] }[];
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const isModelJson = (json: unknown): json is ModelJson =>
  isObject(json) &&
  'modelTopology' in json &&
  isObject(json.modelTopology) &&
  'weightsManifest' in json &&
  Array.isArray(json.weightsManifest) &&
  'signature' in json &&
  isObject(json.signature) &&
  'outputs' in json.signature &&
  isObject(json.signature.outputs);

const parseModelJson = (bytes: ArrayBuffer | undefined): ModelJson => {
  const json: unknown = JSON.parse(new TextDecoder().decode(bytes));
  if (isModelJson(json)) return json;
  throw new Error('its model.json lacks modelTopology, weightsManifest or signature.outputs');
};

const joined = (shards: readonly ArrayBuffer[]): Uint8Array => {
  const all = new Uint8Array(shards.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const shard of shards) {
    all.set(new Uint8Array(shard), at);
    at += shard.byteLength;
  }
  return all;
};

const artifacts = (json: ModelJson, shards: readonly ArrayBuffer[]): io.ModelArtifacts => ({
  format: json.format,
  modelTopology: json.modelTopology,
  signature: json.signature,
  ...expandWeights(
    json.weightsManifest.flatMap(({ weights }) => weights),
    joined(shards),
  ),
});

const toNet = (model: GraphModel, names: readonly string[]): GraphNet => {
  const runTo = (input: Tensor, nodes: readonly string[]): Tensor[] => [model.execute(input, [...nodes])].flat();
  return {
    run: (input) => {
      const outputs = runTo(input, names);
      return Object.fromEntries(names.map((name, index) => [name, outputs[index]]));
    },
    runTo,
    dispose: () => model.dispose(),
    constants: Object.values(model.weights).flat(),
  };
};

const fits = (shape: readonly number[], expected: readonly number[]) =>
  shape.length === expected.length + 1 && expected.every((size, axis) => size === FREE || size === shape[axis + 1]);

const unfit = (id: NetId, what: string): Fault =>
  new Fault('ModelDamaged', `The net "${id}" can't be used: ${what}. Put back the models that belong to this version.`);

const checkShape = ({ id, inputShape }: NetEntry, name: string, { shape }: Tensor): void => {
  const expected = outputShape(id, name, inputShape);
  if (expected === undefined || fits(shape, expected)) return;
  const words = expected.map((size) => (size === FREE ? 'any' : size)).join(', ');
  throw unfit(id, `its output "${name}" should have the shape [batch, ${words}], but has [${shape.join(', ')}]`);
};

/** The numbers of each node, read back at once. @throws Error when some are no numbers. */
const numbersOf = async (nodes: readonly string[], tensors: readonly Tensor[]): Promise<Map<string, Float32Array>> => {
  const row = inOneRow(tensors);
  const numbers = await row.data<'float32'>().finally(() => row.dispose());
  let at = 0;
  return new Map(
    nodes.map((node, i) => {
      const start = at;
      at += util.sizeFromShape(tensors[i].shape);
      const values = numbers.subarray(start, at);
      if (!values.every(Number.isFinite)) throw new Error(`"${node}" holds values that are no numbers`);
      return [node, values];
    }),
  );
};

/**
 * Runs the net once on a fixed input. It proves shapes and numbers, at several depths, before the first photo, and it is
 * the warm-up: a GPU compiles its programs here.
 */
const tryOut = async (net: GraphNet, entry: NetEntry, depths: readonly DepthNumbers[]): Promise<void> => {
  const input = selfTestInput(entry);
  const nodes = [...new Set([...entry.outputs, ...depths.map(({ node }) => node)])];
  let tensors: Tensor[] = [];
  try {
    tensors = net.runTo(input, nodes);
    for (const [i, name] of entry.outputs.entries()) checkShape(entry, name, tensors[i]);
    const numbers = await numbersOf(nodes, tensors);
    compareDepths(depths, (node) => numbers.get(node));
  } catch (error) {
    if (error instanceof Fault) throw error;
    console.warn(`The net "${entry.id}" failed in its first run`, error);
    throw new Fault('BackendFailed', `The net "${entry.id}" failed in its first run: ${messageOf(error)}.`);
  } finally {
    dispose([input, ...tensors]);
  }
};

const build = async (entry: NetEntry, [json, ...shards]: ArrayBuffer[]): Promise<GraphNet> => {
  try {
    const parsed = parseModelJson(json);
    const missing = entry.outputs.find((name) => !(name in parsed.signature.outputs));
    if (missing !== undefined) throw new Error(`its signature has no output "${missing}"`);
    const loadable = artifacts(parsed, shards);
    return toNet(await loadGraphModel({ load: async () => loadable }), entry.outputs);
  } catch (error) {
    // Whoever put other models there needs to know what doesn't fit, in tfjs's words.
    throw unfit(entry.id, error instanceof Error ? error.message : messageOf(error));
  }
};

const loadNet = async (
  entry: NetEntry,
  readFile: ReadFile,
  depths: readonly DepthNumbers[] = [],
): Promise<GraphNet> => {
  const net = await build(entry, await Promise.all(entry.files.map(readFile)));
  try {
    await tryOut(net, entry, depths);
    return net;
  } catch (error) {
    net.dispose();
    throw error;
  }
};

/**
 * Loads the four nets on the backend that is set, and tries each out once.
 * @param readFile gives a file's checked bytes ({@link checkModelFile}); its faults pass through.
 * @throws Fault `ModelDamaged` when a net can't be built, lacks an output or gives one of another shape;
 *   `BackendFailed` when its first run fails, or gives other numbers than when it was converted.
 */
export const loadModels = async (manifest: Manifest, readFile: ReadFile): Promise<Models> => {
  const loaded = new Map<NetId, GraphNet>();
  const net = (id: NetId): GraphNet => {
    const found = loaded.get(id);
    if (found === undefined) throw new Error(`${id} isn't loaded`);
    return found;
  };
  try {
    const selfTest = await readSelfTest(manifest, readFile);
    for (const id of NET_IDS) loaded.set(id, await loadNet(manifest.nets[id], readFile, selfTest?.nets[id]));
    const svmWeights = await readSvmWeights(net('svm').constants, manifest.nets.svm);
    return { manifest, svmWeights, lneto: net('lneto'), lnets: net('lnets'), anet: net('anet'), svm: net('svm') };
  } catch (error) {
    for (const each of loaded.values()) each.dispose();
    throw error;
  }
};
