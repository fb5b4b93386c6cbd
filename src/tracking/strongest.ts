import { ATTRIBUTE_INFO } from '../domain/attribute-info';
import type { AttributeName, PerAttribute } from '../domain/attributes';
import type { AttributeEntry } from '../domain/manifest';

/** Probabilities nearer to 0 or 1 than this count as so near: one frame mustn't outweigh all others. */
const SUREST = 0.001;

/** @param probability 0–1 */
export const logitOf = (probability: number): number => {
  const inside = Math.min(Math.max(probability, SUREST), 1 - SUREST);
  return Math.log(inside / (1 - inside));
};

export const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));

/** So many stand beside a face. */
export const MOST_SHOWN = 3;
/** Half the width of the band round a threshold, in logits, in which what is shown stays and what isn't doesn't come. */
const BAND = 0.35;
/** What is shown gives way only to what is stronger by more than this, in probability. */
const LEAD = 0.05;

/**
 * The attributes that say most about a face: present, and likelier in it than in faces at large. Those that judge a person
 * are never among them. What was shown before has an advantage, so that nothing flickers round a threshold, or between
 * two that are about as strong.
 * @param before what was shown until now; empty for a new face, which is judged by the thresholds alone.
 * @param attributes probabilities, 0–1.
 */
export const strongestAfter = (
  before: readonly AttributeName[],
  attributes: PerAttribute<number>,
  entries: readonly AttributeEntry[],
): readonly AttributeName[] => {
  const band = before.length > 0 ? BAND : 0;
  const isPresent = ({ name, thresholds }: AttributeEntry): boolean => {
    const over = logitOf(attributes[name]) - logitOf(thresholds.accurate);
    return over >= (before.includes(name) ? -band : band);
  };
  const strength = ({ name, measured }: AttributeEntry): number =>
    attributes[name] -
    (measured?.baseRate ?? 0) +
    (before.includes(name) ? LEAD * (MOST_SHOWN - before.indexOf(name)) : 0);
  return entries
    .filter((entry) => !ATTRIBUTE_INFO[entry.name].sensitive && isPresent(entry))
    .sort((a, b) => strength(b) - strength(a))
    .slice(0, MOST_SHOWN)
    .map(({ name }) => name);
};
