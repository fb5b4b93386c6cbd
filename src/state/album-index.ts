import { type AlbumFace, type AlbumPhoto, type FaceKey, faceKey } from '../domain/album';
import { ATTRIBUTES, type AttributeName } from '../domain/attributes';
import { type AlbumFilter, type Clause, clausesOf, withWish } from './album-filter';

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

/** 1 where a row fulfils a clause. */
const fulfilling = (
  { rows, probabilities, present }: AlbumIndex,
  { wish, names }: Clause,
  least: number,
): Uint8Array => {
  const passes = new Uint8Array(rows.length);
  for (const attribute of names.map((name) => ATTRIBUTES.indexOf(name))) {
    const [has, likely] = [present[attribute], probabilities[attribute]];
    if (!has || !likely) continue;
    // Columns are 32-bit floats: 0.8 is a little less there.
    const [enough, little] = [Math.fround(least), least === 0 ? 1 : Math.fround(1 - least)];
    for (let row = 0; row < passes.length; row++) {
      const p = likely[row] ?? 0;
      if (wish === 'with' ? has[row] === 1 && p >= enough : has[row] === 0 && p <= little) passes[row] = 1;
    }
  }
  return passes;
};

/** Asks the index for rows; what many filters have in common is looked at once. */
const asking = (index: AlbumIndex, least: number) => {
  const known = new Map<string, Uint8Array>();
  const of = (clause: Clause): Uint8Array => {
    const name = `${clause.wish} ${clause.names}`;
    const passes = known.get(name) ?? fulfilling(index, clause, least);
    known.set(name, passes);
    return passes;
  };
  /** 1 where a row fulfils all that the filter asks. */
  return (filter: AlbumFilter): Uint8Array => {
    const passes = new Uint8Array(index.rows.length).fill(1);
    for (const clause of clausesOf(filter).map(of)) {
      for (let row = 0; row < passes.length; row++) passes[row] = (passes[row] ?? 0) & (clause[row] ?? 0);
    }
    return passes;
  };
};

const sum = (ones: Uint8Array): number => {
  let count = 0;
  for (const one of ones) count += one;
  return count;
};

/** The rows that a filter lets through, in the index's order. */
export const filterRows = (index: AlbumIndex, filter: AlbumFilter): Uint32Array => {
  const passes = asking(index, filter.least)(filter);
  const passing = new Uint32Array(sum(passes));
  let count = 0;
  for (let row = 0; row < passes.length; row++) if (passes[row] === 1) passing[count++] = row;
  return passing;
};

/** For every attribute, what choosing it would leave, all other wishes as they are. */
export const countFacets = (index: AlbumIndex, filter: AlbumFilter): readonly FacetCount[] => {
  const ask = asking(index, filter.least);
  return ATTRIBUTES.map((name) => ({
    with: sum(ask(withWish(filter, name, 'with'))),
    without: sum(ask(withWish(filter, name, 'without'))),
  }));
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
