import { describe, expect, it } from 'vitest';
import { ATTRIBUTE_GROUPS } from '../../../src/domain/attribute-info';
import { ATTRIBUTES, type AttributeName } from '../../../src/domain/attributes';
import type { AttributeEntry } from '../../../src/domain/manifest';
import { speak } from '../../../src/i18n';
import { INITIAL_PANEL } from '../../../src/state/photo/panel-settings';
import { arranged, isUnusualThreshold, type PanelRows, rowsOf } from '../../../src/ui/photo/attribute-rows';
import { MADE_MANIFEST } from '../../pipeline/made-cascade';
import { madeFace } from '../../state/page/made-state';

const { attributes: ENTRIES } = MADE_MANIFEST;
const namesOf = ({ groups, sensitive }: PanelRows): readonly AttributeName[] =>
  [...groups.flatMap(({ rows }) => rows), ...sensitive].map(({ name }) => name);
const plainOf = ({ groups }: PanelRows): readonly AttributeName[] =>
  groups.flatMap(({ rows }) => rows).map(({ name }) => name);

const face = madeFace(['Smiling', 'Male']);
const rows = rowsOf(face, ENTRIES, 'strict');

/** Entries whose attributes are as common among test photos as told; the others are as probable as they are common. */
const measuredWith = (rates: { readonly [Name in AttributeName]?: number }): readonly AttributeEntry[] =>
  ENTRIES.map((entry) => ({
    ...entry,
    measured: {
      accuracy: 0.9,
      balancedAccuracy: 0.8,
      averagePrecision: 0.7,
      baseRate: rates[entry.name] ?? face.attributes[entry.name],
    },
  }));

describe('a row', () => {
  it('says how probable an attribute is, where its threshold lies and whether it is present', () => {
    expect(rows.find(({ name }) => name === 'Smiling')).toEqual({
      name: 'Smiling',
      label: 'Smiling',
      probability: 0.9,
      threshold: 0.5,
      present: true,
      doubtful: false,
      contradicts: [],
    });
    expect(rows.find(({ name }) => name === 'Bald')).toMatchObject({ probability: 0.1, present: false });
  });

  it('is doubtful within ten points of the threshold, on both sides', () => {
    const at = (probability: number): boolean | undefined =>
      rowsOf({ ...face, attributes: { ...face.attributes, Bangs: probability } }, ENTRIES, 'strict').find(
        ({ name }) => name === 'Bangs',
      )?.doubtful;
    expect([0.39, 0.41, 0.5, 0.59, 0.61].map(at)).toEqual([false, true, true, true, false]);
  });

  it('is flagged, not hidden, where it contradicts another', () => {
    const flagged = rowsOf(madeFace(['No_Beard', 'Goatee']), ENTRIES, 'strict').filter(
      ({ contradicts }) => contradicts.length,
    );
    expect(flagged.map(({ name, present, contradicts }) => [name, present, contradicts])).toEqual([
      ['Goatee', true, ['No_Beard']],
      ['No_Beard', true, ['Goatee']],
    ]);
  });
});

describe('the panel', () => {
  it('has one row for each of the 40 attributes, however they are ordered', () => {
    for (const sort of ['groups', 'strength', 'unusual', 'name'] as const) {
      expect([...namesOf(arranged(rows, { ...INITIAL_PANEL, sort }))].sort()).toEqual([...ATTRIBUTES].sort());
    }
  });

  it('begins with what is there, then what is doubtful, then the groups with the rest; none of them is empty', () => {
    const mixed = { ...face, attributes: { ...face.attributes, Bangs: 0.45, Wearing_Hat: 0.55 } };
    const { groups } = arranged(rowsOf(mixed, ENTRIES, 'strict'), INITIAL_PANEL);
    expect(groups.map(({ kind }) => kind)).toEqual(['present', 'doubtful', ...ATTRIBUTE_GROUPS]);
    expect(groups[0]?.rows.map(({ name }) => name)).toEqual(['Smiling']);
    expect(groups[1]?.rows.map(({ name }) => name)).toEqual(['Bangs', 'Wearing_Hat']);
    expect(groups.every((group) => group.rows.length > 0)).toBe(true);
  });

  it('shows a threshold only where it lies elsewhere than in the middle', () => {
    expect(rows.some(isUnusualThreshold)).toBe(false);
    const entries = ENTRIES.map((entry) => ({ ...entry, thresholds: { accurate: 0.5, balanced: 0.1 } }));
    expect(rowsOf(face, entries, 'wide').every(isUnusualThreshold)).toBe(true);
  });

  it('keeps what judges a person apart', () => {
    const apart = arranged(rows, INITIAL_PANEL).sensitive.map(({ name }) => name);
    for (const name of ['Male', 'Young', 'Attractive', 'Chubby', 'Double_Chin', 'Big_Nose', 'Big_Lips', 'Pale_Skin']) {
      expect(apart).toContain(name);
    }
    expect(plainOf(arranged(rows, { ...INITIAL_PANEL, search: 'male' }))).toEqual([]);
  });

  it('is ordered by strength', () => {
    const strong = { ...face, attributes: { ...face.attributes, Bangs: 0.95, Bald: 0.02 } };
    const names = plainOf(arranged(rowsOf(strong, ENTRIES, 'strict'), { ...INITIAL_PANEL, sort: 'strength' }));
    expect(names.slice(0, 2)).toEqual(['Bangs', 'Smiling']);
    expect(names.at(-1)).toBe('Bald');
  });

  it('is ordered by distance from the usual: also what is unusually absent comes first', () => {
    const entries = measuredWith({ Bangs: 0.3, Smiling: 0.8, No_Beard: 0.85 });
    const names = plainOf(arranged(rowsOf(face, entries, 'strict'), { ...INITIAL_PANEL, sort: 'unusual' }));
    expect(names.slice(0, 3)).toEqual(['No_Beard', 'Bangs', 'Smiling']);
  });

  it('is ordered by name as people read it', () => {
    const names = plainOf(arranged(rows, { ...INITIAL_PANEL, sort: 'name' }));
    expect(names.slice(0, 3)).toEqual(['5_o_Clock_Shadow', 'Arched_Eyebrows', 'Bags_Under_Eyes']);
    expect(names.at(-1)).toBe('Wearing_Necktie');
  });

  it.each<[string, readonly AttributeName[]]>([
    ['glass', ['Eyeglasses']],
    ['  HAIR brown ', ['Brown_Hair']],
    ['5_o_clock', ['5_o_Clock_Shadow']],
    ['facial hair goat', ['Goatee']],
    ['glasses', ['Eyeglasses']],
    ['sunglasses', ['Eyeglasses']],
    ['laugh', ['Mouth_Slightly_Open', 'Smiling']],
    ['bald head', ['Bald']],
    ['zebra', []],
  ])('finds "%s"', (search, expected) => {
    expect([...namesOf(arranged(rows, { ...INITIAL_PANEL, search }))].sort()).toEqual(expected);
  });

  it('finds every kind of beard by that word, in both languages', async () => {
    const beards: readonly AttributeName[] = ['5_o_Clock_Shadow', 'Goatee', 'Mustache', 'No_Beard', 'Sideburns'];
    expect([...namesOf(arranged(rows, { ...INITIAL_PANEL, search: 'beard' }))].sort()).toEqual(beards);
    await speak('zh-CN');
    for (const [search, name] of [
      ['墨镜', 'Eyeglasses'],
      ['光头', 'Bald'],
      ['大笑', 'Smiling'],
      ['胡子', 'Goatee'],
    ] as const) {
      expect(namesOf(arranged(rowsOf(face, ENTRIES, 'strict'), { ...INITIAL_PANEL, search }))).toContain(name);
    }
    await speak('en');
  });
});
