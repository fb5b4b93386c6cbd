import { createHash } from 'node:crypto';
import { NETS } from '../../src/domain/contract';
import { isFault } from '../../src/domain/errors';
import type { Manifest, ModelFile, NetEntry, NetId } from '../../src/domain/manifest';
import { parseManifest } from '../../src/models/manifest';
import { contentOf } from '../../src/models/manifest-digest';
import type { ConvertedNet } from './convert-net';
import { ConversionError } from './graph';
import { ORIGIN } from './origin';

/** Hex digits that a version keeps of a hash. */
const VERSION_DIGITS = 12;

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** Checks a manifest with the product's own parser and writes the hash over its content into it. */
export const seal = (json: object): Manifest => {
  const manifest = parseManifest({ ...json, digest: sha256('') });
  return { ...manifest, digest: sha256(contentOf(manifest)) };
};

/** The manifest's entry of a file. */
export const fileEntry = (path: string, bytes: Uint8Array): ModelFile => ({
  path,
  bytes: bytes.length,
  sha256: sha256(bytes),
});

/** The manifest's entry of a net; `files` begin with its model.json. */
export const netEntry = (id: NetId, { graph, multiplyAdds }: ConvertedNet, files: readonly ModelFile[]): NetEntry => ({
  id,
  version: sha256(files.map((file) => file.sha256).join()).slice(0, VERSION_DIGITS),
  files,
  inputShape: graph.input.shape,
  ...(graph.input.shape.length === 4 && { normalization: NETS.normalization }),
  outputs: graph.outputs,
  multiplyAdds,
});

/** What a set measured by `npm run evaluate` adds to a manifest, as read from its `out.json`. */
export interface Measurement {
  /** Name of the set, such as `celeba_test`. */
  readonly set: string;
  /** The parsed `out.json`. */
  readonly result: unknown;
}

/** The parsed files that training leaves beside the ONNX models. */
export interface TrainingResults {
  /** svm.json: attributes with slope, intercept and thresholds. */
  readonly svm: unknown;
  /** cascade.json: headGeometry, faceGeometry, detection, sampler. */
  readonly cascade: unknown;
  /** recipe.json: hash of the training recipe that made the nets; absent where no whole recipe did. */
  readonly recipe?: unknown;
}

const fieldsOf = (value: unknown, what: string): Record<string, unknown> => {
  if (typeof value !== 'object' || value === null) throw new ConversionError(`${what} is not an object.`);
  return { ...value };
};

const listOf = (value: unknown, what: string): unknown[] => {
  if (!Array.isArray(value)) throw new ConversionError(`${what} is not a list.`);
  return value;
};

const measuredPart = ({ set, result }: Measurement): Record<string, unknown> => {
  const { images, meanAccuracy, meanBalancedAccuracy } = fieldsOf(result, 'The measurement');
  const command = `npm run evaluate -- --images ${set}.tar --labels ${set}.csv`;
  return { measuredOn: { set, images, meanAccuracy, meanBalancedAccuracy, command } };
};

const attributesPart = (svm: unknown, measurement: Measurement | undefined): unknown[] => {
  const measured = new Map<unknown, object>();
  const results = measurement
    ? listOf(fieldsOf(measurement.result, 'The measurement').attributes, 'Its attributes')
    : [];
  for (const result of results) {
    const fields = fieldsOf(result, 'An attribute');
    const { name, accuracy, balancedAccuracy, averagePrecision, baseRate, calibrationError, choices } = fields;
    measured.set(name, { accuracy, balancedAccuracy, averagePrecision, baseRate, calibrationError, choices });
  }
  return listOf(fieldsOf(svm, 'svm.json').attributes, '"attributes" in svm.json').map((entry) => {
    const { name, slope, intercept, accurate, balanced } = fieldsOf(entry, 'An attribute in svm.json');
    const thresholds = { accurate, balanced };
    return { name, calibration: { slope, intercept }, thresholds, measured: measured.get(name) };
  });
};

/**
 * The manifest of four converted nets. It is checked with the product's own parser, so that nothing is written which
 * the page would refuse.
 * @throws ConversionError naming the field of a training result or measurement that is missing or wrong.
 */
export const buildManifest = (
  nets: Readonly<Record<NetId, NetEntry>>,
  { svm, cascade, recipe }: TrainingResults,
  measurement?: Measurement,
): Manifest => {
  const { headGeometry, faceGeometry, detection, sampler } = fieldsOf(cascade, 'cascade.json');
  const learned = { nets, sampler, headGeometry, faceGeometry, detection };
  // Whatever changes a prediction changes the version; a measurement doesn't.
  const version = sha256(JSON.stringify([learned, attributesPart(svm, undefined)])).slice(0, VERSION_DIGITS);
  const attributes = attributesPart(svm, measurement);
  const hash = recipe === undefined ? null : fieldsOf(recipe, 'recipe.json').hash;
  const measured = measurement ? measuredPart(measurement) : {};
  try {
    return seal({ schema: 1, version, ...learned, attributes, recipe: hash, ...measured, origin: ORIGIN });
  } catch (error) {
    if (!isFault(error, 'ManifestInvalid') || !(error instanceof Error)) throw error;
    throw new ConversionError(`svm.json, cascade.json or the measurement is not as expected. ${error.message}`);
  }
};

/**
 * Keeps the measurement of an earlier manifest if it is about the very same nets, thresholds and geometry.
 * @param earlier The parsed JSON of the manifest that is there, if any; it may be of an older form.
 */
export const keepMeasurement = (manifest: Manifest, earlier: unknown): Manifest => {
  const same =
    typeof earlier === 'object' && earlier !== null && 'version' in earlier && earlier.version === manifest.version;
  if (!same) return manifest;
  const { measuredOn, attributes } = seal(earlier);
  return measuredOn ? seal({ ...manifest, attributes, measuredOn }) : manifest;
};
