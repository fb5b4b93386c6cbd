import type { Face } from '../domain/analysis';
import { ATTRIBUTE_GROUPS, ATTRIBUTE_INFO, type AttributeGroup, labelOf } from '../domain/attribute-info';
import type { AttributeName } from '../domain/attributes';
import type { AttributeEntry } from '../domain/manifest';

/** One line of the panel. Numbers are probabilities, 0–1. */
export interface AttributeRow {
  readonly name: AttributeName;
  readonly label: string;
  readonly probability: number;
  /** From here on the attribute counts as present. */
  readonly threshold: number;
  readonly present: boolean;
}

export interface RowGroup {
  readonly title: string;
  readonly rows: readonly AttributeRow[];
}

export interface PanelRows {
  readonly groups: readonly RowGroup[];
  /** Those that judge a person: shown apart, when asked for. */
  readonly sensitive: readonly AttributeRow[];
}

const GROUP_TITLES: { readonly [G in AttributeGroup]: string } = {
  hair: 'Hair',
  beard: 'Beard',
  face: 'Face',
  expression: 'Expression',
  wearing: 'Wearing',
  photo: 'Photo',
};

/** All rows of a face, in the same order for every face, so that faces can be compared. */
export const panelRows = (face: Face, entries: readonly AttributeEntry[]): PanelRows => {
  const rows = entries.map(
    ({ name, thresholds }): AttributeRow => ({
      name,
      label: labelOf(name),
      probability: face.attributes[name],
      // The one that decides in Face.present.
      threshold: thresholds.accurate,
      present: face.present.includes(name),
    }),
  );
  const isIn = (group: AttributeGroup) => (row: AttributeRow) =>
    ATTRIBUTE_INFO[row.name].group === group && !ATTRIBUTE_INFO[row.name].sensitive;
  return {
    groups: ATTRIBUTE_GROUPS.map((group) => ({ title: GROUP_TITLES[group], rows: rows.filter(isIn(group)) })),
    sensitive: rows.filter(({ name }) => ATTRIBUTE_INFO[name].sensitive),
  };
};

/** The present attributes as one line, the sensitive ones left out. */
export const summaryOf = (face: Face): string => {
  const labels = face.present.filter((name) => !ATTRIBUTE_INFO[name].sensitive).map(labelOf);
  if (labels.length === 0) return 'Nothing stands out.';
  const [first = '', ...rest] = labels;
  return `${[first, ...rest.map((label) => label.charAt(0).toLowerCase() + label.slice(1))].join(', ')}.`;
};
