import 'fake-indexeddb/auto';
import { clear, createStore, setMany } from 'idb-keyval';
import { beforeEach, describe, expect, it } from 'vitest';
import { ATTRIBUTES } from '../../src/domain/attributes';
import { createAlbumStore } from '../../src/storage/album-store';
import { currentSchema, isFields, type RecordKind, readAs, statedOrFirst } from '../../src/storage/record-kinds';

const records = () => createStore('facet-album', 'records');
beforeEach(() => clear(records()));

/**
 * An album as Facet wrote it when a photo's record had schema 1, byte for byte what stood in the database. It must be
 * read for ever: what changes is the migrations, never this.
 */
const BOX = { x: 10.5, y: -3, width: 40, height: 40 };
const SCHEMA_1: readonly [string, unknown][] = [
  ...['one', 'two', 'three'].flatMap((id, at): [string, unknown][] => [
    [
      `photo:${id}`,
      {
        schema: 1,
        id,
        name: `${id}.jpg`,
        bytes: 1000 + at,
        added: 1_790_000_000_000 + at,
        size: { width: 640, height: 480 },
        faces: Array.from({ length: at }, (_, index) => ({
          index,
          head: { x: 0, y: 0, width: 120, height: 120 },
          face: BOX,
          rollDegrees: -12.5,
          score: 0.93,
          probabilities: new Float32Array(40).fill(0.25),
          present: new Uint8Array(40).fill(1),
        })),
        models: '7ca6c9626713',
      },
    ],
    [`thumbs:${id}`, Array.from({ length: at }, () => new Uint8Array([82, 73, 70, 70]))],
    [`picture:${id}`, new Uint8Array([255, 216, 255])],
  ]),
  ['removal', { photos: ['three'], faces: ['two/0'] }],
  ['import', { done: 3, total: 9 }],
];

describe('an album that an older Facet wrote', () => {
  it('opens with every photo, its pictures and its notes', async () => {
    await setMany([...SCHEMA_1], records());
    const store = createAlbumStore();
    const { photos, damaged, newer, removal, unfinished } = await store.readAll();
    expect(photos.map(({ id, faces }) => [id, faces.length]).toSorted()).toEqual([
      ['one', 0],
      ['three', 2],
      ['two', 1],
    ]);
    const face = photos.find(({ id }) => id === 'two')?.faces[0];
    expect(face).toMatchObject({ index: 0, face: BOX, rollDegrees: -12.5, score: 0.93 });
    expect(face?.probabilities).toEqual(new Float32Array(ATTRIBUTES.length).fill(0.25));
    expect([damaged, newer]).toEqual([[], []]);
    expect(removal).toEqual({ photos: ['three'], faces: ['two/0'] });
    expect(unfinished).toEqual({ done: 3, total: 9 });
    expect(await store.thumbs(['three'])).toEqual([
      [new Uint8Array([82, 73, 70, 70]), new Uint8Array([82, 73, 70, 70])],
    ]);
    expect(await store.picture('one')).toEqual(new Uint8Array([255, 216, 255]));
  });
});

describe('a kind of record', () => {
  /** Schema 1 was a bare name, 2 had it as a field, 3 splits it. */
  const NAMES: RecordKind<{ readonly first: string; readonly last: string }> = {
    migrations: [
      (old) => ({ schema: 2, name: old }),
      (old) => {
        if (!isFields(old) || typeof old.name !== 'string') throw new Error('no name');
        const [first, last] = old.name.split(' ');
        return { schema: 3, first, last };
      },
    ],
    schemaOf: statedOrFirst,
    check: (value) =>
      isFields(value) && typeof value.first === 'string' && typeof value.last === 'string'
        ? { first: value.first, last: value.last }
        : undefined,
  };

  it.each([
    ['the first', 'Ada Lovelace'],
    ['the second', { schema: 2, name: 'Ada Lovelace' }],
    ['the current', { schema: 3, first: 'Ada', last: 'Lovelace' }],
  ])('is read from %s schema, through every migration in order', (_, value) => {
    expect(currentSchema(NAMES)).toBe(3);
    expect(readAs(NAMES, value)).toEqual({ kind: 'good', value: { first: 'Ada', last: 'Lovelace' } });
  });

  it.each([
    ['of a newer schema is newer', { schema: 4, first: 'Ada' }, 'newer'],
    ['that a migration cannot read is damaged', { schema: 2, name: 7 }, 'damaged'],
    ['that misses a field is damaged', { schema: 3, first: 'Ada' }, 'damaged'],
    ['of schema 0 is damaged', { schema: 0, name: 'Ada Lovelace' }, 'damaged'],
    ['of half a schema is damaged', { schema: 2.5, name: 'Ada Lovelace' }, 'damaged'],
    ['whose schema is a word is damaged', { schema: 'newest' }, 'damaged'],
  ])('%s', (_, value, kind) => {
    expect(readAs(NAMES, value)).toEqual({ kind });
  });
});
