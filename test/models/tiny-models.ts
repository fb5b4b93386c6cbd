import { ATTRIBUTES, perAttribute } from '../../src/domain/attributes';
import type { Concepts } from '../../src/domain/concepts';
import type { NetId } from '../../src/domain/manifest';
import { emit } from '../../tools/convert/emit';
import type { Constant } from '../../tools/convert/graph';
import type { ConvLayer, Layer } from '../../tools/convert/layer';
import { unquantized } from '../../tools/convert/quantization';
import { fileEntry, seal } from '../../tools/convert/write-manifest';
import { packModel } from '../../tools/convert/write-model';

const IMAGE_SHAPE = [-1, 16, 16, 3] as const;
const FEATURES = 2 * 2 * 2;

const constant = (shape: readonly number[], value: (index: number) => number): Constant => ({
  shape,
  data: Float32Array.from({ length: shape.reduce((product, size) => product * size, 1) }, (_, index) => value(index)),
});

/** One output pixel for 8×8 input pixels: `red` times the mean of the red channel, plus a bias for each output. */
const cells = (name: string, red: number, bias: readonly number[]): ConvLayer => ({
  kind: 'conv',
  name,
  shape: [-1, 2, 2, bias.length],
  input: 'input',
  filter: constant([8, 8, 3, bias.length], (index) => (Math.floor(index / bias.length) % 3 === 0 ? red / 64 : 0)),
  bias: constant([bias.length], (index) => bias[index]),
  strides: [8, 8],
  dilations: [1, 1],
  padding: { top: 0, bottom: 0, left: 0, right: 0 },
});

const dense = (name: string, input: string, inputs: number, bias: readonly number[], weight = 0): Layer => ({
  kind: 'dense',
  name,
  shape: [-1, bias.length],
  input,
  weights: constant([inputs, bias.length], () => weight),
  bias: constant([bias.length], (index) => bias[index]),
});

const relu = (name: string, input: string, channels: number): Layer => ({
  kind: 'unary',
  op: 'Relu',
  name,
  shape: [-1, 2, 2, channels],
  input,
});

/** Heat is near 1 in a cell that is red and 0 in one that isn't; a head is one cell, half of it is a valid face. */
const layersOf = (heatBiases: readonly number[]): { readonly [N in NetId]: readonly Layer[] } => ({
  lneto: [
    cells('logit', 20, heatBiases),
    { kind: 'unary', op: 'Sigmoid', name: 'heat', shape: [-1, 2, 2, heatBiases.length], input: 'logit' },
    cells('box', 0, [0, 0, Math.log(0.25)]),
    cells('map', 1, [0]),
    relu('response', 'map', 1),
  ],
  lnets: [
    { kind: 'mean', name: 'pooled', shape: [-1, 3], input: 'input', axes: [1, 2], keepDims: false },
    dense('face', 'pooled', 3, [1, 0, 0, Math.log(0.5), Math.log(0.5), 0, 1]),
    cells('map', 1, [0]),
    relu('response', 'map', 1),
  ],
  anet: [cells('features', 1, [0, 0.5])],
  svm: [
    dense(
      'margins',
      'input',
      FEATURES,
      ATTRIBUTES.map((_, index) => index - 20),
      0.01,
    ),
  ],
});

const OUTPUTS: { readonly [N in NetId]: readonly string[] } = {
  lneto: ['heat', 'box', 'response'],
  lnets: ['face', 'response'],
  anet: ['features'],
  svm: ['margins'],
};

/** Files by path, `manifest.json` among them, as they'd lie in the folder of models. */
export type ModelFolder = Map<string, Uint8Array>;

const encode = (json: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(json));

/** The manifest of a folder, as parsed JSON, to be changed and written back with {@link writeManifest}. */
export const readManifest = (folder: ModelFolder): Record<string, unknown> =>
  JSON.parse(new TextDecoder().decode(folder.get('manifest.json'))) as Record<string, unknown>;

export const writeManifest = (folder: ModelFolder, manifest: object): void => {
  folder.set('manifest.json', encode(seal(manifest)));
};

/** Concepts of the tiny nets: the first feature speaks for every attribute. */
export const tinyConcepts = (modelsVersion: string): Concepts => ({
  schema: 1,
  modelsVersion,
  neurons: [{ feature: 0, mean: 0.25, attribute: 'Smiling', inverse: false, averagePrecision: 0.75 }],
  combinations: perAttribute(() => ({ terms: [{ neuron: 0, weight: 0.5 }], accuracy: 0.75, fullAccuracy: 0.875 })),
  groups: [{ attributes: ['Smiling', 'High_Cheekbones'] }],
  regions: perAttribute((_, index) => [index, 0, 0, 0]),
});

/** Puts a concepts file into a folder and its manifest. */
export const addConcepts = (folder: ModelFolder, concepts: unknown): ModelFolder => {
  const bytes = encode(concepts);
  folder.set('concepts.json', bytes);
  writeManifest(folder, { ...readManifest(folder), concepts: fileEntry('concepts.json', bytes) });
  return folder;
};

/**
 * A folder of four real, tiny graph models whose bytes, sizes and hashes fit their manifest. An image net sees 16×16.
 * @param heatBiases go into LNeto's weights: another number is another version of that net. Its heat gets as many
 *   channels; only one is right.
 */
export const tinyModels = (heatBiases: readonly number[] = [0]): ModelFolder => {
  const folder: ModelFolder = new Map();
  const layers = layersOf(heatBiases);
  const entryOf = (id: NetId) => {
    const shape = id === 'svm' ? [-1, FEATURES] : [...IMAGE_SHAPE];
    const graph = emit({ input: { name: 'input', shape }, layers: layers[id], outputs: OUTPUTS[id] });
    const { model, weights } = packModel(graph, unquantized);
    folder.set(`${id}/model.json`, encode(model));
    folder.set(`${id}/weights.bin`, weights);
    const files = [...folder].filter(([path]) => path.startsWith(`${id}/`));
    const entries = files.map(([path, bytes]) => fileEntry(path, bytes));
    return {
      id,
      version: entries[1].sha256.slice(0, 12),
      files: entries,
      inputShape: shape,
      ...(id !== 'svm' && { normalization: { mean: 127.5, scale: 1 / 127.5 } }),
      outputs: OUTPUTS[id],
      multiplyAdds: 1000,
    };
  };
  writeManifest(folder, {
    schema: 1,
    version: `tiny ${heatBiases}`,
    nets: { lneto: entryOf('lneto'), lnets: entryOf('lnets'), anet: entryOf('anet'), svm: entryOf('svm') },
    sampler: { maxSide: 2048 },
    headGeometry: { side: 2, shiftX: 0, shiftY: 0 },
    faceGeometry: { side: 1.5, shiftX: 0, shiftY: 0 },
    detection: { heatThreshold: 0.5, scoreThreshold: 0.5, closerLook: { smallHead: 0.2, heatPitch: 0.1 } },
    attributes: ATTRIBUTES.map((name) => ({
      name,
      calibration: { slope: 1, intercept: 0 },
      thresholds: { accurate: 0.5, balanced: 0.4 },
    })),
    origin: { license: 'none', notice: 'made for tests', starts: {} },
  });
  return folder;
};
