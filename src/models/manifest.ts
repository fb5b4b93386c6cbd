import { ATTRIBUTES } from '../domain/attributes';
import { Fault } from '../domain/errors';
import type { AttributeEntry, Manifest, ModelFile, NetEntry, NetId } from '../domain/manifest';
import type { StrictnessRates } from '../domain/strictness';
import {
  type Check,
  checked,
  exactly,
  finite,
  fraction,
  invalid,
  listOf,
  objectOf,
  positive,
  recordOf,
  text,
  textLike,
  wholeFrom,
} from './checks';
import { FREE, outputNames } from './net-shapes';

/** Only paths that stay inside the models' folder: a tampered manifest must not reach elsewhere. */
const relativePath = textLike(
  /^(?!.*\.\.)[A-Za-z0-9_][A-Za-z0-9_.\-/]*$/,
  'a path inside the folder of models, such as "lneto/model.json"',
);

const sha256 = textLike(/^[0-9a-f]{64}$/, 'a SHA-256 of 64 lower-case hex digits');

const modelFile: Check<ModelFile> = objectOf({
  path: relativePath,
  bytes: wholeFrom(1),
  sha256,
});

const modelFiles: Check<readonly ModelFile[]> = (value, path) => {
  const files = listOf(modelFile)(value, path);
  if (files.length < 2) invalid(path, 'a model.json followed by at least one file of weights', value);
  if (!files[0]?.path.endsWith('.json')) invalid(`${path}[0].path`, 'the model.json', files[0]?.path);
  return files;
};

const isBatch = (size: number | undefined) => size === FREE || size === 1;

const imageShape: Check<readonly number[]> = (value, path) => {
  const shape = listOf(finite)(value, path);
  const [batch, height = 0, width, channels] = shape;
  const square = Number.isInteger(height) && height > 0 && height % 8 === 0 && height === width;
  if (shape.length === 4 && isBatch(batch) && square && channels === 3) return shape;
  return invalid(path, '[-1, size, size, 3] with a size divisible by 8', value);
};

const featureShape: Check<readonly number[]> = (value, path) => {
  const shape = listOf(finite)(value, path);
  const [batch, features = 0] = shape;
  if (shape.length === 2 && isBatch(batch) && Number.isInteger(features) && features > 0) return shape;
  return invalid(path, '[-1, features]', value);
};

const outputsOf =
  (id: NetId): Check<readonly string[]> =>
  (value, path) => {
    const names = listOf(text)(value, path);
    for (const name of outputNames(id)) {
      if (!names.includes(name)) invalid(path, `a list with "${name}" in it`, value);
    }
    return names;
  };

const netFields = <N extends NetId>(id: N) => ({
  id: exactly(id),
  version: textLike(/^[0-9a-f]{12}$/, '12 lower-case hex digits'),
  files: modelFiles,
  outputs: outputsOf(id),
  multiplyAdds: wholeFrom(0),
});

/** A net that sees pictures: its normalisation must be there, a picture read wrongly looks like a bad net. */
const imageNet = (id: NetId): Check<NetEntry> =>
  objectOf({
    ...netFields(id),
    inputShape: imageShape,
    normalization: objectOf({ mean: finite, scale: positive }),
  });

const nets: Check<Manifest['nets']> = objectOf({
  lneto: imageNet('lneto'),
  lnets: imageNet('lnets'),
  anet: imageNet('anet'),
  svm: objectOf({ ...netFields('svm'), inputShape: featureShape }),
});

const rates: Check<StrictnessRates> = objectOf({ found: fraction }, { right: fraction });

const measured = objectOf(
  {
    accuracy: fraction,
    balancedAccuracy: fraction,
    averagePrecision: fraction,
    baseRate: fraction,
  },
  { calibrationError: fraction, choices: objectOf({ strict: rates, balanced: rates, wide: rates }) },
);

const attributeAt = (index: number): Check<AttributeEntry> =>
  objectOf(
    {
      name: exactly(ATTRIBUTES[index] ?? ATTRIBUTES[0]),
      calibration: objectOf({ slope: finite, intercept: finite }),
      thresholds: objectOf({ accurate: fraction, balanced: fraction }),
    },
    { measured },
  );

/** The names are compared one by one: in another order every score would carry the wrong name. */
const attributes: Check<readonly AttributeEntry[]> = (value, path) => {
  if (!Array.isArray(value) || value.length !== ATTRIBUTES.length) {
    return invalid(path, `a list of the ${ATTRIBUTES.length} attributes`, value);
  }
  return value.map((entry: unknown, index) => attributeAt(index)(entry, `${path}[${index}]`));
};

const cropGeometry = objectOf({ side: positive, shiftX: finite, shiftY: finite });

const someHash = textLike(/^[0-9a-f]{12}$/, 'null or the 12 hex digits of a recipe');
const recipeHash: Check<string | null> = (value, path) => (value === null ? null : someHash(value, path));

const manifest: Check<Manifest> = objectOf(
  {
    schema: exactly(1),
    version: text,
    digest: sha256,
    nets,
    sampler: objectOf({ maxSide: wholeFrom(32) }),
    headGeometry: cropGeometry,
    faceGeometry: cropGeometry,
    detection: objectOf({
      heatThreshold: fraction,
      scoreThreshold: fraction,
      closerLook: objectOf({ smallHead: fraction, heatPitch: positive }),
    }),
    attributes,
    origin: objectOf({ license: text, notice: text, starts: recordOf(text) }),
  },
  {
    concepts: modelFile,
    selfTest: modelFile,
    recipe: recipeHash,
    measuredOn: objectOf({
      set: text,
      images: wholeFrom(1),
      meanAccuracy: fraction,
      meanBalancedAccuracy: fraction,
      command: text,
    }),
  },
);

/**
 * Checks the parsed `public/models/manifest.json` in full. Fields that the type doesn't know are left out.
 * @throws Fault `ManifestInvalid`: names the first wrong field, what was expected there and what came.
 */
export const parseManifest = (json: unknown): Manifest =>
  checked(
    manifest,
    json,
    'manifest.json',
    (what) =>
      new Fault(
        'ManifestInvalid',
        `The models' manifest can't be used: ${what}. Put back the manifest.json that belongs to these models.`,
      ),
  );
