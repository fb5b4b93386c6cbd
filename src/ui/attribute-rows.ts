import type { Face } from '../domain/analysis';
import { ATTRIBUTE_GROUPS, ATTRIBUTE_INFO } from '../domain/attribute-info';
import type { AttributeName } from '../domain/attributes';
import { contradicting } from '../domain/contradictions';
import type { AttributeEntry } from '../domain/manifest';
import type { PanelSettings, Sort } from '../state/panel-settings';
import { language, texts } from './texts';

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
  /** Absent where the rows are in one list. */
  readonly title?: string;
  readonly rows: readonly AttributeRow[];
}

export interface PanelRows {
  /** None of them is empty. */
  readonly groups: readonly RowGroup[];
  /** Those that judge a person: shown apart, when asked for. */
  readonly sensitive: readonly AttributeRow[];
}

/** Distance from the threshold within which an answer is doubtful: ten points of a hundred. */
const DOUBT = 0.1;

/** All rows of a face, in the order of the manifest. */
export const rowsOf = (face: Face, entries: readonly AttributeEntry[]): readonly AttributeRow[] =>
  entries.map(({ name, thresholds, measured }) => {
    const probability = face.attributes[name];
    // The one that decides in Face.present.
    const threshold = thresholds.accurate;
    return {
      name,
      label: texts.value.attributes[name],
      probability,
      threshold,
      present: face.present.includes(name),
      doubtful: Math.abs(probability - threshold) < DOUBT,
      ...(measured && { usual: measured.baseRate }),
      contradicts: contradicting(name, face.present),
    };
  });

const fold = (text: string): string => text.toLocaleLowerCase(language.value).trim();

/** Whether every word of the search stands in the attribute's name, as people or as CelebA write it. */
const matches =
  (search: string) =>
  ({ name, label }: AttributeRow): boolean => {
    const title = fold(`${label} ${name} ${texts.value.groups[ATTRIBUTE_INFO[name].group]}`);
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

/** The rows as somebody wants to see them. */
export const arranged = (rows: readonly AttributeRow[], { sort, search }: PanelSettings): PanelRows => {
  const found = rows.filter(matches(search)).sort(ORDERS[sort]);
  const isSensitive = ({ name }: AttributeRow): boolean => ATTRIBUTE_INFO[name].sensitive;
  const plain = found.filter((row) => !isSensitive(row));
  const groups: readonly RowGroup[] =
    sort === 'groups'
      ? ATTRIBUTE_GROUPS.map((group) => ({
          title: texts.value.groups[group],
          rows: plain.filter(({ name }) => ATTRIBUTE_INFO[name].group === group),
        }))
      : [{ rows: plain }];
  return { groups: groups.filter(({ rows: { length } }) => length > 0), sensitive: found.filter(isSensitive) };
};
