import { ATTRIBUTES, type AttributeName, type PerAttribute, perAttribute } from '../domain/attributes';
import type { ConceptCombination, ConceptNeuron, Concepts } from '../domain/concepts';
import { Fault } from '../domain/errors';
import type { Manifest, ModelFile } from '../domain/manifest';
import { type Check, checked, exactly, finite, flag, fraction, invalid, listOf, objectOf } from './checks';

const attributeName: Check<AttributeName> = (value, path) =>
  ATTRIBUTES.find((name) => name === value) ?? invalid(path, 'the name of an attribute', value);

const indexBelow =
  (count: number): Check<number> =>
  (value, path) =>
    typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < count
      ? value
      : invalid(path, `a whole number from 0 to ${count - 1}`, value);

/** One value an attribute, all 40 and in the data set's order. */
const forEachAttribute =
  <T>(item: Check<T>): Check<PerAttribute<T>> =>
  (value, path) => {
    const fields = objectOf(perAttribute(() => item))(value, path);
    const names = Object.keys(value as object);
    const at = ATTRIBUTES.findIndex((name, index) => names[index] !== name);
    return at < 0 ? fields : invalid(path, `the attributes in order, "${ATTRIBUTES[at]}" at ${at}`, names[at]);
  };

const neuronsOf = (features: number): Check<readonly ConceptNeuron[]> =>
  listOf(
    objectOf({
      feature: indexBelow(features),
      mean: finite,
      attribute: attributeName,
      inverse: flag,
      averagePrecision: fraction,
    }),
  );

const combinationOf = (neurons: number): Check<ConceptCombination> =>
  objectOf({
    terms: listOf(objectOf({ neuron: indexBelow(neurons), weight: finite })),
    accuracy: fraction,
    fullAccuracy: fraction,
  });

/** A square of cells, among which the features are dealt out evenly. */
const regionOf =
  (features: number): Check<readonly number[]> =>
  (value, path) => {
    const cells = listOf(finite)(value, path);
    const fits = cells.length > 0 && Number.isInteger(Math.sqrt(cells.length)) && features % cells.length === 0;
    return fits ? cells : invalid(path, `one number for each cell of ANet's square map`, value);
  };

const conceptsOf =
  ({ version, nets }: Manifest): Check<Concepts> =>
  (value, path) => {
    const features = nets.svm.inputShape[1];
    const head = objectOf({ schema: exactly(1), modelsVersion: exactly(version), neurons: neuronsOf(features) });
    const { schema, modelsVersion, neurons } = head(value, path);
    const rest = objectOf({
      combinations: forEachAttribute(combinationOf(neurons.length)),
      groups: listOf(objectOf({ attributes: listOf(attributeName) })),
      regions: forEachAttribute(regionOf(features)),
    });
    return { schema, modelsVersion, neurons, ...rest(value, path) };
  };

const refused = (what: string): Fault =>
  new Fault('ModelDamaged', `The models' concepts.json can't be used: ${what}. Convert the models again.`);

/**
 * Checks the parsed concepts in full, against the models that they speak of.
 * @throws Fault `ModelDamaged`: names the first wrong field, what was expected there and what came.
 */
export const parseConcepts = (json: unknown, manifest: Manifest): Concepts =>
  checked(conceptsOf(manifest), json, 'concepts.json', refused);

/**
 * Reads the concepts of the models, if they have any.
 * @param readFile gives a file's checked bytes.
 * @throws Fault `ModelDamaged` when the file isn't what this version expects; faults of `readFile` pass through.
 */
export const readConcepts = async (
  manifest: Manifest,
  readFile: (file: ModelFile) => Promise<ArrayBuffer>,
): Promise<Concepts | undefined> => {
  if (manifest.concepts === undefined) return undefined;
  const text = new TextDecoder().decode(await readFile(manifest.concepts));
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw refused('it is no JSON');
  }
  return parseConcepts(json, manifest);
};
