import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest, NetEntry, NetId } from '../../src/domain/manifest';
import { parseConcepts } from '../../src/models/concepts';
import { NET_IDS } from '../../src/models/net-shapes';
import { type ConvertedNet, convertNet } from './convert-net';
import { ConversionError } from './graph';
import { type StoragePlan, shippedStorage } from './quantization';
import { buildManifest, fileEntry, keepMeasurement, type Measurement, netEntry, seal } from './write-manifest';
import { type ModelFiles, packModel, WEIGHTS_FILE } from './write-model';
import { type PackedNet, selfTestOf } from './write-self-test';

/** Files to be written, by path relative to the folder of models. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** A file's bytes. @throws ConversionError that says which file is missing and what makes it. */
export const readSource = (folder: string, name: string): Uint8Array => {
  const path = join(folder, name);
  if (!existsSync(path)) throw new ConversionError(`${path} is missing. The training writes it; see docs/training.md.`);
  return readFileSync(path);
};

/** Any JSON file, parsed. @throws ConversionError when it is missing or no JSON. */
export const readJson = (folder: string, name: string): unknown => {
  const text = new TextDecoder().decode(readSource(folder, name));
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ConversionError(`${join(folder, name)} is no JSON (${error instanceof Error ? error.message : error}).`);
  }
};

const encode = (json: unknown, indent?: number): Uint8Array =>
  new TextEncoder().encode(`${JSON.stringify(json, undefined, indent)}\n`);

const filesOf = (id: NetId, { model, weights }: ModelFiles): Files =>
  new Map([
    [`${id}/model.json`, encode(model)],
    [`${id}/${WEIGHTS_FILE}`, weights],
  ]);

/** model.json (without white space) and weights of one net; stored as they ship unless told otherwise. */
export const filesOfNet = (id: NetId, { graph }: ConvertedNet, storage = shippedStorage(id)): Files =>
  filesOf(id, packModel(graph, storage));

interface Converted extends PackedNet {
  readonly files: Files;
  readonly entry: NetEntry;
}

const convertOne = (source: string, id: NetId, storage = shippedStorage(id)): Converted => {
  const net = convertNet(id, readSource(source, `${id}.onnx`));
  const packed = packModel(net.graph, storage);
  const files = filesOf(id, packed);
  const entries = [...files].map(([path, bytes]) => fileEntry(path, bytes));
  return { net, packed, files, entry: netEntry(id, net, entries) };
};

const SELF_TEST = 'self-test.json';

/** What the nets give for the fixed input: a file beside them, tied to their version. */
const writeSelfTest = async (
  nets: readonly PackedNet[],
  manifest: Manifest,
): Promise<{ files: Files; entry: Pick<Manifest, 'selfTest'> }> => {
  const bytes = encode(await selfTestOf(manifest, nets));
  return { files: new Map([[SELF_TEST, bytes]]), entry: { selfTest: fileEntry(SELF_TEST, bytes) } };
};

/** Which training recipe made the nets, where a whole one did. */
const RECIPE = 'recipe.json';

const CONCEPTS = 'concepts.json';

/** What the neurons stand for, if that was studied: a file beside the nets, tied to their version. */
const convertConcepts = (source: string, manifest: Manifest): { files: Files; entry: Pick<Manifest, 'concepts'> } => {
  if (!existsSync(join(source, CONCEPTS))) return { files: new Map(), entry: {} };
  const json = readJson(source, CONCEPTS);
  const concepts = parseConcepts({ ...(json as object), modelsVersion: manifest.version }, manifest);
  const bytes = encode(concepts);
  return { files: new Map([[CONCEPTS, bytes]]), entry: { concepts: fileEntry(CONCEPTS, bytes) } };
};

/** Converts some nets alone, without a manifest: for trying out one that has just been trained. */
export const convertSome = (source: string, ids: readonly NetId[]): Files =>
  new Map(ids.flatMap((id) => [...convertOne(source, id).files]));

/** What {@link convertAll} can be told beside its source. */
interface Options {
  /** Put into the manifest. */
  readonly measurement?: Measurement | undefined;
  /** Folder of models; its manifest's measurement is kept if it is about the same nets. */
  readonly target?: string;
  /** How weights are stored; as they ship if absent. */
  readonly storage?: StoragePlan;
}

const earlierManifest = ({ measurement, target }: Options): unknown =>
  target && !measurement && existsSync(join(target, 'manifest.json')) ? readJson(target, 'manifest.json') : undefined;

/**
 * Converts all four nets and writes their manifest. The same sources give the same bytes.
 * @param source Folder with the .onnx and .json files that training writes.
 */
export const convertAll = async (source: string, options: Options = {}): Promise<Files> => {
  const converted = NET_IDS.map((id) => convertOne(source, id, options.storage));
  const [lneto, lnets, anet, svm] = converted.map(({ entry }) => entry);
  const results = {
    svm: readJson(source, 'svm.json'),
    cascade: readJson(source, 'cascade.json'),
    ...(existsSync(join(source, RECIPE)) && { recipe: readJson(source, RECIPE) }),
  };
  const built = buildManifest({ lneto, lnets, anet, svm }, results, options.measurement);
  const concepts = convertConcepts(source, built);
  const selfTest = await writeSelfTest(converted, built);
  const measured = keepMeasurement(built, earlierManifest(options));
  const manifest = seal({ ...measured, ...concepts.entry, ...selfTest.entry });
  const files = [...converted.flatMap((net) => [...net.files]), ...concepts.files, ...selfTest.files];
  return new Map([...files, ['manifest.json', encode(manifest, 1)]]);
};
