import { dispose, loadGraphModel, type Tensor } from '@tensorflow/tfjs';
import type { Manifest, NetEntry } from '../../src/domain/manifest';
import { NET_IDS } from '../../src/models/net-shapes';
import { type DepthNumbers, type SelfTest, selfTestInput } from '../../src/models/self-test';
import { expandWeights } from '../../src/models/stored-weights';
import { useBackend } from '../lib/backend';
import type { ConvertedNet } from './convert-net';
import type { TfGraph } from './emit';
import type { ModelFiles } from './write-model';

/** One depth in so many nodes of a net, besides its outputs and the first node of each kind. */
const EVERY = 8;
/** Numbers kept of a depth: some spread over it, and the largest ones, in which a wrong factor shows most. */
const SPREAD = 12;
const LARGEST = 4;
/** Far below the error that is allowed; more digits only cost bytes. */
const DIGITS = 6;

const isComputed = ({ op }: TfGraph['nodes'][number]): boolean => op !== 'Const' && op !== 'Placeholder';

/** Names of the nodes at which a net is compared, in its own order. */
const depthsOf = ({ nodes, outputs }: TfGraph): string[] => {
  const computed = nodes.filter(isComputed);
  const isFirst = (op: string, index: number): boolean => computed.findIndex((node) => node.op === op) === index;
  return computed
    .filter(({ name, op }, index) => index % EVERY === 0 || outputs.includes(name) || isFirst(op, index))
    .map(({ name }) => name);
};

const placesIn = (values: Float32Array): number[] => {
  const spread = Array.from({ length: SPREAD }, (_, i) => Math.floor(((i + 0.5) * values.length) / SPREAD));
  const largest = [...values.keys()].sort((a, b) => Math.abs(values[b]) - Math.abs(values[a])).slice(0, LARGEST);
  return [...new Set([...spread, ...largest])].filter((place) => place < values.length).sort((a, b) => a - b);
};

const numbersOf = async (node: string, output: Tensor): Promise<DepthNumbers> => {
  const values = await output.data<'float32'>();
  const at = placesIn(values);
  return { node, at, values: at.map((place) => Number(values[place].toPrecision(DIGITS))) };
};

const runNet = async ({ graph }: ConvertedNet, entry: NetEntry, files: ModelFiles): Promise<DepthNumbers[]> => {
  const { modelTopology, format, signature, weightsManifest } = files.model;
  const stored = weightsManifest.flatMap((group) => group.weights);
  const artifacts = { modelTopology, format, signature, ...expandWeights(stored, files.weights) };
  const model = await loadGraphModel({ load: async () => artifacts });
  const names = depthsOf(graph);
  const input = selfTestInput(entry);
  const outputs = [model.execute(input, names)].flat();
  try {
    return await Promise.all(outputs.map((output, i) => numbersOf(names[i], output)));
  } finally {
    dispose([input, ...outputs]);
    model.dispose();
  }
};

/** A net with the files it ships as. */
export interface PackedNet {
  readonly net: ConvertedNet;
  readonly packed: ModelFiles;
}

/** Runs the nets as they ship on the fixed input, on tfjs wasm: what every device must come close to. */
export const selfTestOf = async (manifest: Manifest, nets: readonly PackedNet[]): Promise<SelfTest> => {
  await useBackend('wasm');
  const numbers: DepthNumbers[][] = [];
  for (const [i, { net, packed }] of nets.entries()) {
    numbers.push(await runNet(net, manifest.nets[NET_IDS[i]], packed));
  }
  const [lneto, lnets, anet, svm] = numbers;
  return { schema: 1, modelsVersion: manifest.version, nets: { lneto, lnets, anet, svm } };
};
