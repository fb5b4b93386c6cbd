import type { Face } from '../../domain/analysis';
import { ATTRIBUTE_GROUPS, ATTRIBUTE_INFO, type AttributeGroup } from '../../domain/attribute-info';
import type { AttributeName } from '../../domain/attributes';
import { contradicting } from '../../domain/contradictions';
import type { AttributeEntry } from '../../domain/manifest';
import { presentAt, type Strictness, thresholdOf } from '../../domain/strictness';
import { language, texts } from '../../i18n';
import type { PanelSettings, Sort } from '../../state/photo/panel-settings';

/** One line of the panel. Numbers are probabilities, 0–1. */
export interface AttributeRow {
  readonly name: AttributeName;
  readonly label: string;
  readonly probability: number;
  /** From here on the attribute counts as present. */
  readonly threshold: number;
  readonly present: boolean;
  /** So near to the threshold that it might as well be on the other side. */
  readonly doubtful: boolean;
  /** How common it is among test photos; absent before it was measured. */
  readonly usual?: number;
  /** What it can't go together with, though that is present too. */
  readonly contradicts: readonly AttributeName[];
}

export interface RowGroup {
  /** What is there, what might be, or what belongs together and isn't there; one list of all where that was asked for. */
  readonly kind: 'present' | 'doubtful' | AttributeGroup | 'all';
  readonly rows: readonly AttributeRow[];
}

export interface PanelRows {
  /** None of them is empty. */
  readonly groups: readonly RowGroup[];
  /** Those that judge a person: shown apart, when asked for. */
  readonly sensitive: readonly AttributeRow[];
}

const logit = (probability: number): number => Math.log(probability / (1 - probability));

/** Distance from the threshold within which an answer is doubtful, in log odds: from 40 to 60 % where that is 50 %. */
const DOUBT = logit(0.6);

/** All rows of a face, in the order of the manifest. */
export const rowsOf = (
  { attributes }: Pick<Face, 'attributes'>,
  entries: readonly AttributeEntry[],
  strictness: Strictness,
): readonly AttributeRow[] => {
  const present = presentAt(attributes, entries, strictness);
  return entries.map((entry) => {
    const { name, measured } = entry;
    const probability = attributes[name];
    const threshold = thresholdOf(entry, strictness);
    return {
      name,
      label: texts.value.attributes[name],
      probability,
      threshold,
      present: present.includes(name),
      doubtful: Math.abs(logit(probability) - logit(threshold)) < DOUBT,
      ...(measured && { usual: measured.baseRate }),
      contradicts: contradicting(name, present),
    };
  });
};

/** A threshold in the middle says nothing: only where it lies elsewhere is it shown. */
export const isUnusualThreshold = ({ threshold }: AttributeRow): boolean => Math.abs(threshold - 0.5) > 0.005;

const fold = (text: string): string => text.toLocaleLowerCase(language.value).trim();

/** Whether every word of the search stands in the attribute's name, as people or as CelebA write it, or in other words. */
const matches =
  (search: string) =>
  ({ name, label }: AttributeRow): boolean => {
    const { groups, synonyms } = texts.value;
    const title = fold(`${label} ${name} ${groups[ATTRIBUTE_INFO[name].group]} ${synonyms[name] ?? ''}`);
    return fold(search)
      .split(/\s+/)
      .every((word) => title.includes(word));
  };

const unusual = ({ probability, usual }: AttributeRow): number => Math.abs(probability - (usual ?? probability));

const ORDERS: { readonly [S in Sort]: (one: AttributeRow, other: AttributeRow) => number } = {
  // In the order of the manifest, so that faces can be compared.
  groups: () => 0,
  strength: (one, other) => other.probability - one.probability,
  unusual: (one, other) => unusual(other) - unusual(one),
  name: (one, other) => one.label.localeCompare(other.label, language.value),
};

/** What is there comes first, then what might be, then the rest in its groups; each row once. */
const inGroups = (rows: readonly AttributeRow[]): readonly RowGroup[] => [
  { kind: 'present', rows: rows.filter(({ present, doubtful }) => present && !doubtful) },
  { kind: 'doubtful', rows: rows.filter(({ doubtful }) => doubtful) },
  ...ATTRIBUTE_GROUPS.map((kind) => ({
    kind,
    rows: rows.filter(({ name, present, doubtful }) => !present && !doubtful && ATTRIBUTE_INFO[name].group === kind),
  })),
];

/** The rows as somebody wants to see them. */
export const arranged = (rows: readonly AttributeRow[], { sort, search }: PanelSettings): PanelRows => {
  const found = rows.filter(matches(search)).sort(ORDERS[sort]);
  const isSensitive = ({ name }: AttributeRow): boolean => ATTRIBUTE_INFO[name].sensitive;
  const plain = found.filter((row) => !isSensitive(row));
  const groups: readonly RowGroup[] = sort === 'groups' ? inGroups(plain) : [{ kind: 'all', rows: plain }];
  return { groups: groups.filter(({ rows: { length } }) => length > 0), sensitive: found.filter(isSensitive) };
};
