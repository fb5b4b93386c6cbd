import { type AlbumFace, type AlbumPhoto, type FaceKey, faceKey } from '../domain/album';
import { ATTRIBUTES, type AttributeName } from '../domain/attributes';
import { type AlbumFilter, type Clause, clausesOf, type Wish, withWish } from './album-filter';
import { bitsOf, bothOf, countBoth, hasBit, type RowBits } from './row-bits';

/** What the faces are ordered by: when they came, their files' names, or an attribute, the most likely first. */
export const ORDERS = ['newest', 'name'] as const;
export type AlbumOrder = (typeof ORDERS)[number] | AttributeName;

/** One face of the album with the photo that it is in. */
export interface AlbumRow {
  readonly key: FaceKey;
  readonly photo: AlbumPhoto;
  readonly face: AlbumFace;
}

/**
 * All faces as columns, so that a filter reads a few short arrays and no objects. `probabilities[a][r]` and
 * `present[a][r]` belong to attribute `a` of `ATTRIBUTES` and row `r`.
 */
export interface AlbumIndex {
  readonly rows: readonly AlbumRow[];
  readonly probabilities: readonly Float32Array[];
  readonly present: readonly Uint8Array[];
}

/** How many faces there would be with and without an attribute, all other filters as they are. */
export interface FacetCount {
  readonly with: number;
  readonly without: number;
}

/** A face's attributes by other thresholds than those of the models that looked at it. */
const presentBy = (thresholds: readonly number[], { probabilities }: AlbumFace): ArrayLike<number> =>
  thresholds.map((threshold, at) => ((probabilities[at] ?? 0) >= threshold ? 1 : 0));

/**
 * @param thresholds from which probability on an attribute counts as present, in the order of `ATTRIBUTES`; without them
 *   what was found when the photo was looked at counts
 * @returns rows in the order of the photos, faces from left to right
 */
export const buildIndex = (photos: readonly AlbumPhoto[], thresholds?: readonly number[]): AlbumIndex => {
  const rows = photos.flatMap((photo) => photo.faces.map((face) => ({ key: faceKey(photo, face), photo, face })));
  const columns = <T extends Float32Array | Uint8Array>(make: () => T, of: (face: AlbumFace) => ArrayLike<number>) =>
    ATTRIBUTES.map((_, attribute) => {
      const column = make();
      rows.forEach(({ face }, row) => {
        column[row] = of(face)[attribute] ?? 0;
      });
      return column;
    });
  return {
    rows,
    probabilities: columns(
      () => new Float32Array(rows.length),
      (face) => face.probabilities,
    ),
    present: columns(
      () => new Uint8Array(rows.length),
      (face) => (thresholds ? presentBy(thresholds, face) : face.present),
    ),
  };
};

/** The faces of these rows. */
export const keysOf = ({ rows }: AlbumIndex, chosen: Uint32Array): FaceKey[] =>
  Array.from(chosen, (row) => rows[row]?.key).filter((key) => key !== undefined);

/** The rows that fulfil a clause. */
const fulfilling = ({ rows, probabilities, present }: AlbumIndex, { wish, names }: Clause, least: number): RowBits => {
  // Columns are 32-bit floats: 0.8 is a little less there.
  const [enough, little] = [Math.fround(least), least === 0 ? 1 : Math.fround(1 - least)];
  const columns = names.map((name) => ATTRIBUTES.indexOf(name));
  return bitsOf(rows.length, (row) =>
    columns.some((at) => {
      const [has, probability] = [present[at]?.[row] === 1, probabilities[at]?.[row] ?? 0];
      return wish === 'with' ? has && probability >= enough : !has && probability <= little;
    }),
  );
};

/** What was found out about an index: filters have most of their clauses in common. */
const known = new WeakMap<AlbumIndex, Map<string, RowBits>>();

const rowsOf = (index: AlbumIndex, clause: Clause, least: number): RowBits => {
  const clauses = known.get(index) ?? new Map<string, RowBits>();
  known.set(index, clauses);
  const name = `${clause.wish} ${clause.names} ${least}`;
  const bits = clauses.get(name) ?? fulfilling(index, clause, least);
  clauses.set(name, bits);
  return bits;
};

const allRows = ({ rows }: AlbumIndex): RowBits => bitsOf(rows.length, () => true);

/**
 * The rows that a filter lets through.
 * @param ordered all rows in some order, which is kept; without it they are in the index's
 */
export const filterRows = (index: AlbumIndex, filter: AlbumFilter, ordered?: Uint32Array): Uint32Array => {
  const clauses = clausesOf(filter).map((clause) => rowsOf(index, clause, filter.least));
  const passing = clauses.reduce(bothOf, allRows(index));
  return (ordered ?? Uint32Array.from(index.rows.keys())).filter((row) => hasBit(passing, row));
};

/** For every attribute, what choosing it would leave, all other wishes as they are. */
export const countFacets = (index: AlbumIndex, filter: AlbumFilter): readonly FacetCount[] => {
  const everything = allRows(index);
  const combined = new Map<string, RowBits>();
  /** Most attributes add a clause to the same others. */
  const allOf = (clauses: readonly Clause[]): RowBits => {
    const name = clauses.map(({ wish, names }) => `${wish} ${names}`).join();
    const bits =
      combined.get(name) ?? clauses.map((each) => rowsOf(index, each, filter.least)).reduce(bothOf, everything);
    combined.set(name, bits);
    return bits;
  };
  const left = (name: AttributeName, wish: Wish): number => {
    const clauses = clausesOf(withWish(filter, name, wish));
    const others = clauses.filter(({ names }) => !names.includes(name));
    const own = clauses.filter(({ names }) => names.includes(name));
    return countBoth(allOf(others), allOf(own));
  };
  return ATTRIBUTES.map((name) => ({ with: left(name, 'with'), without: left(name, 'without') }));
};

/** Names as people order them: photo 2 before photo 10. */
const byName = new Intl.Collator(undefined, { numeric: true });

/** Rows in the order that somebody chose; equal ones stay in the index's order. */
export const orderRows = (index: AlbumIndex, rows: Uint32Array, order: AlbumOrder): Uint32Array => {
  const { rows: all, probabilities } = index;
  if (order === 'newest') return rows.slice().sort((a, b) => (all[b]?.photo.added ?? 0) - (all[a]?.photo.added ?? 0));
  if (order === 'name') {
    return rows.slice().sort((a, b) => byName.compare(all[a]?.photo.name ?? '', all[b]?.photo.name ?? ''));
  }
  const column = probabilities[ATTRIBUTES.indexOf(order)] ?? new Float32Array();
  return rows.slice().sort((a, b) => (column[b] ?? 0) - (column[a] ?? 0));
};
