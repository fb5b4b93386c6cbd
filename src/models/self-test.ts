import { concat, reshape, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { Fault, messageOf } from '../domain/errors';
import type { Manifest, ModelFile, NetEntry, NetId } from '../domain/manifest';
import { type Check, checked, exactly, finite, invalid, listOf, objectOf, text, wholeFrom } from './checks';

/** Some numbers of a net at one depth, as they were computed when it was converted. */
export interface DepthNumbers {
  /** Name of the graph's node. */
  readonly node: string;
  /** Which of its numbers, in row-major order. */
  readonly at: readonly number[];
  readonly values: readonly number[];
}

/** What each net gives for {@link selfTestInput}; in a file beside the nets, for exactly these. */
export interface SelfTest {
  readonly schema: 1;
  readonly modelsVersion: string;
  readonly nets: { readonly [N in NetId]: readonly DepthNumbers[] };
}

/**
 * The sum of float32 numbers in another order differs by 1e-5 of the largest after all layers; half floats, which shift
 * scores, by 1e-2; a wrong program by more.
 */
const LARGEST_ERROR = 1e-3;

/** A soft spot of the drawn face: its centre and radii in sides of the picture, and what it adds to red, green and blue. */
type Spot = readonly [x: number, y: number, radiusX: number, radiusY: number, red: number, green: number, blue: number];

/** Hair, face, eyes, nose and mouth: on a picture like a photo the nets answer as they do to one, and don't saturate. */
const SPOTS: readonly Spot[] = [
  [0.5, 0.42, 0.34, 0.42, -0.5, -0.5, -0.5],
  [0.5, 0.5, 0.24, 0.33, 1.3, 0.9, 0.7],
  [0.4, 0.43, 0.05, 0.03, -0.9, -0.8, -0.6],
  [0.6, 0.43, 0.05, 0.03, -0.9, -0.8, -0.6],
  [0.5, 0.54, 0.03, 0.07, 0.2, 0.15, 0.1],
  [0.5, 0.65, 0.1, 0.03, 0, -0.6, -0.5],
];

/** One channel of the drawn face at a place, −1…1. */
const faceAt = (x: number, y: number, channel: number): number => {
  const sum = SPOTS.reduce((light, [centerX, centerY, radiusX, radiusY, ...colors]) => {
    const distance = ((x - centerX) / radiusX) ** 2 + ((y - centerY) / radiusY) ** 2;
    return light + colors[channel] * Math.exp(-distance);
  }, 0.1);
  return Math.max(-1, Math.min(1, sum));
};

const drawnFace = (size: number): Float32Array =>
  Float32Array.from({ length: size * size * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % size, Math.floor(i / 3 / size)];
    // Rounded, so that no browser's exponential gives another picture.
    return Math.round(faceAt((x + 0.5) / size, (y + 0.5) / size, i % 3) * 1024) / 1024;
  });

/** Numbers in 0…1, exact in float32. */
const drawnFeatures = (count: number): Float32Array =>
  Float32Array.from({ length: count }, (_, index) => ((index * 7919) % 1021) / 1024);

/** The fixed picture, or the fixed features, that a net is tested with: a batch of one. */
export const selfTestInput = ({ inputShape }: Pick<NetEntry, 'inputShape'>): Tensor => {
  const [, size] = inputShape;
  return tensor(inputShape.length === 4 ? drawnFace(size) : drawnFeatures(size), [1, ...inputShape.slice(1)]);
};

const depth: Check<DepthNumbers> = (value, path) => {
  const numbers = objectOf({ node: text, at: listOf(wholeFrom(0)), values: listOf(finite) })(value, path);
  const fits = numbers.at.length === numbers.values.length && numbers.values.length > 0;
  return fits ? numbers : invalid(`${path}.values`, `one number for each of the ${numbers.at.length} places`, value);
};

const selfTest = ({ version }: Manifest): Check<SelfTest> => {
  const depths = listOf(depth);
  return objectOf({
    schema: exactly(1),
    modelsVersion: exactly(version),
    nets: objectOf({ lneto: depths, lnets: depths, anet: depths, svm: depths }),
  });
};

const refused = (what: string): Fault =>
  new Fault('ModelDamaged', `The models' self-test.json can't be used: ${what}. Convert the models again.`);

/** Checks the parsed file in full. @throws Fault `ModelDamaged` */
export const parseSelfTest = (json: unknown, manifest: Manifest): SelfTest =>
  checked(selfTest(manifest), json, 'self-test.json', refused);

/**
 * Reads the numbers that the nets must give, if the models come with them.
 * @param readFile gives a file's checked bytes.
 * @throws Fault `ModelDamaged` when the file isn't what this version expects; faults of `readFile` pass through.
 */
export const readSelfTest = async (
  manifest: Manifest,
  readFile: (file: ModelFile) => Promise<ArrayBuffer>,
): Promise<SelfTest | undefined> => {
  if (manifest.selfTest === undefined) return undefined;
  const body = new TextDecoder().decode(await readFile(manifest.selfTest));
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch (error) {
    throw refused(`it is no JSON (${messageOf(error)})`);
  }
  return parseSelfTest(json, manifest);
};

/** Several tensors one after the other in one row: each read-back costs 5–15 ms on a graphics processor. */
export const inOneRow = (tensors: readonly Tensor[]): Tensor =>
  tidy(() => concat(tensors.map((each) => reshape(each, [-1]))));

/**
 * Compares what a net gave with what it must give.
 * @param numbersOf the numbers of a node.
 * @throws Error, for the end of a sentence about the net, that names the first depth at which they differ.
 */
export const compareDepths = (
  depths: readonly DepthNumbers[],
  numbersOf: (node: string) => Float32Array | undefined,
): void => {
  for (const { node, at, values } of depths) {
    const found = numbersOf(node);
    const largest = Math.max(...values.map(Math.abs));
    const error = Math.max(...at.map((place, i) => Math.abs((found?.[place] ?? Number.NaN) - values[i]))) / largest;
    // Written so that NaN fails too.
    if (!(error <= LARGEST_ERROR)) {
      throw new Error(
        `it computes wrong numbers at "${node}", off by ${(error * 100).toPrecision(2)} % of the largest`,
      );
    }
  }
};
