import type { AttributeName } from '../../domain/attributes';
import { LABEL_RELIABILITY } from '../../domain/label-reliability';
import type { AttributeEntry } from '../../domain/manifest';
import type { Strictness } from '../../domain/strictness';
import { texts } from '../../i18n';

/** Something known about an attribute, as a term and a sentence. */
export interface Fact {
  readonly term: string;
  readonly text: string;
}

/** @param share 0–1 @returns "97 of 100" */
const outOf100 = (share: number): string => texts.value.facts.outOf100(Math.round(100 * share));

/** Up to this share "1 in 15" says more than "1 in 10". */
const RARE = 0.3;

/** @param share of test photos that show the attribute, 0–1 */
export const commonness = (share: number): string => {
  const { facts } = texts.value;
  if (share < 0.005) return facts.almostNone;
  if (share > 0.95) return facts.almostAll;
  return share < RARE ? facts.oneIn(Math.round(1 / share)) : facts.inTen(Math.round(10 * share));
};

const reliability = (name: AttributeName): string => {
  const { facts } = texts.value;
  const known = LABEL_RELIABILITY[name];
  return known ? `${facts.reliability[known.level]}${facts.finding[known.finding]}` : facts.notStudied;
};

/** What the chosen strictness brings for this attribute; nothing where that wasn't measured. */
const choiceFacts = ({ measured }: AttributeEntry, strictness: Strictness): readonly Fact[] => {
  const { facts, strictness: words } = texts.value;
  const rates = measured?.choices?.[strictness];
  if (!rates) return [];
  const right = rates.right === undefined ? undefined : outOf100(rates.right);
  return [{ term: facts.choice, text: facts.foundAndRight(words[strictness], right, outOf100(rates.found)) }];
};

/** How far to trust an attribute: measured on test photos, and by what is known of the labels. */
export const factsOf = (entry: AttributeEntry, strictness: Strictness): readonly Fact[] => {
  const { name, measured } = entry;
  const { facts } = texts.value;
  const labels: Fact = { term: facts.labels, text: reliability(name) };
  if (!measured) return [{ term: facts.accuracy, text: facts.notMeasured }, labels];
  const { accuracy, balancedAccuracy, baseRate } = measured;
  return [
    { term: facts.accuracy, text: facts.right(outOf100(accuracy), outOf100(Math.max(baseRate, 1 - baseRate))) },
    { term: facts.balanced, text: facts.rightBalanced(outOf100(balancedAccuracy)) },
    ...choiceFacts(entry, strictness),
    { term: facts.common, text: commonness(baseRate) },
    labels,
  ];
};
