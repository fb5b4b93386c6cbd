import type { AttributeName, PerAttribute } from './attributes';
import type { AttributeEntry } from './manifest';

/**
 * How much it takes until an attribute counts as present. `strict` makes the fewest mistakes, `wide` finds most of what
 * is there, `balanced` lies between the two.
 */
export const STRICTNESSES = ['strict', 'balanced', 'wide'] as const;
export type Strictness = (typeof STRICTNESSES)[number];

/** What a strictness brings on test photos, 0–1. */
export interface StrictnessRates {
  /** Of the faces that it says have the attribute, the share that do; absent where it says so of none. */
  readonly right?: number;
  /** Of the faces that have the attribute, the share that it finds. */
  readonly found: number;
}

const logit = (probability: number): number => Math.log(probability / (1 - probability));

/** Half way between two probabilities, on the scale on which evidence adds up (log odds). */
const between = (one: number, other: number): number => 1 / (1 + Math.exp(-(logit(one) + logit(other)) / 2));

/**
 * The probability from which on an attribute counts as present, 0–1. `strict` is the manifest's most accurate threshold,
 * `wide` the one for balanced accuracy, unless that finds fewer, as it does for what most people have. Half way between
 * them what is said is right about as often as what is there is found.
 */
export const thresholdOf = ({ thresholds }: Pick<AttributeEntry, 'thresholds'>, strictness: Strictness): number => {
  const { accurate } = thresholds;
  const widest = Math.min(accurate, thresholds.balanced);
  if (strictness === 'strict' || widest === accurate) return accurate;
  if (strictness === 'wide' || widest <= 0 || accurate >= 1) return widest;
  return between(accurate, widest);
};

/** The same entries with the chosen thresholds alone: who follows faces through a video needs to know of no choice. */
export const entriesAt = (entries: readonly AttributeEntry[], strictness: Strictness): readonly AttributeEntry[] =>
  entries.map((entry) => {
    const threshold = thresholdOf(entry, strictness);
    return { ...entry, thresholds: { accurate: threshold, balanced: threshold } };
  });

/** The attributes that count as present, in the data set's order. @param probabilities 0–1 */
export const presentAt = (
  probabilities: PerAttribute<number>,
  entries: readonly AttributeEntry[],
  strictness: Strictness,
): readonly AttributeName[] =>
  entries.filter((entry) => probabilities[entry.name] >= thresholdOf(entry, strictness)).map(({ name }) => name);

type Choices = { readonly [S in Strictness]: StrictnessRates };

/**
 * The same rates over all attributes taken together: of all that is said to be there, and of all that is.
 * @returns undefined where nothing was measured
 */
export const pooledRates = (
  entries: readonly AttributeEntry[],
  strictness: Strictness,
): StrictnessRates | undefined => {
  const measured = entries.flatMap(({ measured: it }) =>
    it?.choices ? [{ share: it.baseRate, ...(it.choices satisfies Choices)[strictness] }] : [],
  );
  const there = measured.reduce((sum, { share }) => sum + share, 0);
  if (there === 0) return undefined;
  const found = measured.reduce((sum, { share, found: part }) => sum + share * part, 0);
  const said = measured.reduce((sum, { share, found: part, right }) => sum + (right ? (share * part) / right : 0), 0);
  return { found: found / there, ...(said > 0 && { right: found / said }) };
};
