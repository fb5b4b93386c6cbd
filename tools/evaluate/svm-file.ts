import { readFile } from 'node:fs/promises';
import { add, matMul, tensor1d, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { ATTRIBUTES } from '../../src/domain/attributes';
import type { AttributeEntry } from '../../src/domain/manifest';
import type { Cascade, SvmWeights } from '../../src/pipeline/net';
import { UsageError } from '../lib/command';

/** 40 SVMs in a file of their own, as facet_train.stages.refit_svm writes them. */
export interface SvmFile extends SvmWeights {
  /** Version of the manifest whose nets gave the features. */
  readonly version: string;
  readonly dimensions: number;
  /** Calibration and thresholds, in the order of ATTRIBUTES. */
  readonly attributes: readonly AttributeEntry[];
}

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown, what: string): Fields => {
  if (typeof value === 'object' && value !== null) return { ...value };
  throw new UsageError(`${what} isn't an object.`);
};

const numberOf = (fields: Fields, name: string, what: string): number => {
  const value = fields[name];
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new UsageError(`${what} has no number "${name}".`);
};

const entryOf = (value: unknown, index: number, path: string): AttributeEntry => {
  const name = ATTRIBUTES[index];
  const what = `${path}: attribute ${index + 1}`;
  const fields = fieldsOf(value, what);
  if (fields.name !== name) throw new UsageError(`${what} is "${String(fields.name)}", "${name}" was expected.`);
  return {
    name,
    calibration: { slope: numberOf(fields, 'slope', what), intercept: numberOf(fields, 'intercept', what) },
    thresholds: { accurate: numberOf(fields, 'accurate', what), balanced: numberOf(fields, 'balanced', what) },
  };
};

/** Float32 numbers, little-endian, base64. */
const float32Of = (fields: Fields, name: string, count: number, path: string): Float32Array => {
  const text = fields[name];
  const bytes = typeof text === 'string' ? new Uint8Array(Buffer.from(text, 'base64')) : new Uint8Array();
  if (bytes.length === 4 * count) return new Float32Array(bytes.buffer);
  throw new UsageError(`${path}: "${name}" holds ${bytes.length / 4} numbers, ${count} were expected.`);
};

/** Parses the text of an SVM file. @throws UsageError naming what is missing or wrong. */
export const parseSvmFile = (path: string, text: string): SvmFile => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new UsageError(`${path} is no JSON. --svm takes what facet_train.stages.refit_svm writes.`);
  }
  const fields = fieldsOf(json, path);
  const dimensions = numberOf(fields, 'dimensions', path);
  const entries = Array.isArray(fields.attributes) ? fields.attributes : [];
  if (entries.length !== ATTRIBUTES.length) {
    throw new UsageError(`${path} has ${entries.length} attributes, ${ATTRIBUTES.length} were expected.`);
  }
  return {
    version: String(fields.version),
    dimensions,
    weights: float32Of(fields, 'weights', dimensions * ATTRIBUTES.length, path),
    bias: float32Of(fields, 'bias', ATTRIBUTES.length, path),
    attributes: entries.map((entry, index) => entryOf(entry, index, path)),
  };
};

/**
 * The same nets with the SVMs of a file, their calibration and their thresholds.
 * @throws UsageError when the file's SVMs were fitted on the features of other nets.
 */
export const withSvm = (cascade: Cascade, path: string, file: SvmFile): Cascade => {
  const { manifest } = cascade;
  if (file.version !== manifest.version) {
    throw new UsageError(
      `${path} was fitted on features of the models ${file.version}, but these are ${manifest.version}. Write the features and fit again.`,
    );
  }
  const weights = tensor2d(file.weights, [file.dimensions, ATTRIBUTES.length]);
  const bias = tensor1d(file.bias);
  return {
    ...cascade,
    manifest: { ...manifest, attributes: file.attributes },
    svmWeights: { weights: file.weights, bias: file.bias },
    svm: {
      run: (input) => ({ margins: tidy(() => add(matMul(input, weights), bias)) }),
      dispose: () => [weights, bias].forEach((each) => void each.dispose()),
    },
  };
};

/** Reads an SVM file and puts it in place of the shipped SVMs. @throws UsageError naming what is wrong. */
export const loadSvm = async (cascade: Cascade, path: string): Promise<Cascade> => {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new UsageError(`${path} can't be read (${error.message}).`);
  });
  return withSvm(cascade, path, parseSvmFile(path, text));
};
