import { describe, expect, it } from 'vitest';
import { ATTRIBUTES, type AttributeName } from '../../src/domain/attributes';
import { type AlbumFilter, NO_FILTER, withWish } from '../../src/state/album-filter';
import { buildIndex, countFacets, filterRows, orderRows } from '../../src/state/album-index';
import { albumFace, albumPhoto } from './made-album';

const INDEX = buildIndex([
  albumPhoto('a', [albumFace(['Eyeglasses', 'Smiling'])], 1),
  albumPhoto('b10', [albumFace(['Eyeglasses', 'Smiling', 'Wearing_Hat']), albumFace(['Smiling'], 1)], 2),
  albumPhoto('b2', [albumFace(['Eyeglasses'])], 3),
]);

const filter = (wanted: Partial<Record<AttributeName, 'with' | 'without'>>): AlbumFilter => ({
  ...NO_FILTER,
  wishes: new Map(Object.entries(wanted) as [AttributeName, 'with' | 'without'][]),
});

const keys = (rows: Uint32Array): (string | undefined)[] => Array.from(rows, (row) => INDEX.rows[row]?.key);
const countOf = (wanted: AlbumFilter, name: AttributeName) => countFacets(INDEX, wanted)[ATTRIBUTES.indexOf(name)];

describe('a filter', () => {
  it('lets all faces through when nothing is wanted', () => {
    expect(keys(filterRows(INDEX, filter({})))).toEqual(['a/0', 'b10/0', 'b10/1', 'b2/0']);
  });

  it('combines what faces shall have and what they shall not have', () => {
    const rows = filterRows(INDEX, filter({ Eyeglasses: 'with', Smiling: 'with', Wearing_Hat: 'without' }));
    expect(keys(rows)).toEqual(['a/0']);
  });
});

describe('a filter with several attributes of a group', () => {
  const index = buildIndex([
    albumPhoto('black', [albumFace(['Black_Hair'])], 1),
    albumPhoto('wavy', [albumFace(['Wavy_Hair', 'Smiling'])], 2),
    albumPhoto('both', [albumFace(['Black_Hair', 'Wavy_Hair'])], 3),
    albumPhoto('none', [albumFace(['Smiling'])], 4),
  ]);
  const photosOf = (wanted: AlbumFilter) => Array.from(filterRows(index, wanted), (row) => index.rows[row]?.photo.id);
  const hair = filter({ Black_Hair: 'with', Wavy_Hair: 'with' });

  it('lets through what has one of them, and combines that with the other groups', () => {
    expect(photosOf(hair)).toEqual(['black', 'wavy', 'both']);
    expect(photosOf(withWish(hair, 'Smiling', 'with'))).toEqual(['wavy']);
  });

  it('lets through only what has all of them if that is wanted', () => {
    expect(photosOf({ ...hair, all: new Set(['hair'] as const) })).toEqual(['both']);
  });

  it('lets nothing through that has one of those that it shall not have', () => {
    expect(photosOf(filter({ Black_Hair: 'without', Wavy_Hair: 'without' }))).toEqual(['none']);
  });

  it('promises with each count what choosing it shows', () => {
    for (const wanted of [hair, { ...hair, all: new Set(['hair'] as const) }]) {
      const counts = countFacets(index, wanted);
      expect(counts[ATTRIBUTES.indexOf('Bald')]?.with).toBe(photosOf(withWish(wanted, 'Bald', 'with')).length);
      expect(counts[ATTRIBUTES.indexOf('Wavy_Hair')]?.without).toBe(
        photosOf(withWish(wanted, 'Wavy_Hair', 'without')).length,
      );
    }
  });
});

describe('a filter that asks how sure it is', () => {
  const likely = (probability: number) => ({
    ...albumFace(probability >= 0.5 ? ['Smiling'] : []),
    probabilities: Float32Array.from(ATTRIBUTES, () => probability),
  });
  const index = buildIndex([0.95, 0.8, 0.79, 0.21, 0.2].map((p) => albumPhoto(String(p), [likely(p)])));
  const photosOf = (wanted: AlbumFilter) => Array.from(filterRows(index, wanted), (row) => index.rows[row]?.photo.id);

  it('lets through what has an attribute with that probability at least', () => {
    expect(photosOf({ ...filter({ Smiling: 'with' }), least: 0.8 })).toEqual(['0.95', '0.8']);
    expect(photosOf({ ...filter({ Smiling: 'with' }), least: 0.9 })).toEqual(['0.95']);
  });

  it('and what lacks it as surely', () => {
    expect(photosOf({ ...filter({ Smiling: 'without' }), least: 0.8 })).toEqual(['0.2']);
  });

  it('shows everything while no attribute is named', () => {
    expect(photosOf({ ...NO_FILTER, least: 0.95 })).toHaveLength(5);
  });
});

describe('the counts', () => {
  it('of an attribute say what choosing it would leave, the other filters as they are', () => {
    expect(countOf(filter({}), 'Smiling')).toEqual({ with: 3, without: 1 });
    expect(countOf(filter({ Eyeglasses: 'with' }), 'Smiling')).toEqual({ with: 2, without: 1 });
  });

  it('of an attribute that is chosen already still say what turning it round would leave', () => {
    expect(countOf(filter({ Smiling: 'with' }), 'Smiling')).toEqual({ with: 3, without: 1 });
  });

  it('are what the filter then shows, for every attribute', () => {
    const chosen = filter({ Eyeglasses: 'with', Wearing_Hat: 'without' });
    ATTRIBUTES.forEach((name, at) => {
      for (const state of ['with', 'without'] as const) {
        expect(countFacets(INDEX, chosen)[at]?.[state]).toBe(filterRows(INDEX, withWish(chosen, name, state)).length);
      }
    });
  });
});

describe('the order', () => {
  const all = filterRows(INDEX, filter({}));

  it('begins with what came last', () => {
    expect(keys(orderRows(INDEX, all, 'newest'))).toEqual(['b2/0', 'b10/0', 'b10/1', 'a/0']);
  });

  it('by name is as people count: 2 before 10', () => {
    expect(keys(orderRows(INDEX, all, 'name'))).toEqual(['a/0', 'b2/0', 'b10/0', 'b10/1']);
  });

  it('by an attribute begins with the most likely', () => {
    expect(keys(orderRows(INDEX, all, 'Wearing_Hat'))[0]).toBe('b10/0');
  });
});
