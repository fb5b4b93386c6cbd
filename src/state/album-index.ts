import { type AlbumFace, type AlbumPhoto, type FaceKey, faceKey } from '../domain/album';
import { ATTRIBUTES, type AttributeName } from '../domain/attributes';

/** Which faces somebody wants to see: with an attribute, or without it. Attributes that aren't named don't matter. */
export type AlbumFilter = ReadonlyMap<AttributeName, 'with' | 'without'>;

/** What the faces are ordered by: when they came, their files' names, or an attribute, the most likely first. */
export type AlbumOrder = 'newest' | 'name' | AttributeName;

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

/** A filter as the columns that it reads and the values that it wants there. */
const wantedColumns = ({ present }: AlbumIndex, filter: AlbumFilter) =>
  [...filter].map(([name, state]) => {
    const attribute = ATTRIBUTES.indexOf(name);
    return { attribute, column: present[attribute] ?? new Uint8Array(), value: state === 'with' ? 1 : 0 };
  });

/** The rows that a filter lets through, in the index's order. */
export const filterRows = (index: AlbumIndex, filter: AlbumFilter): Uint32Array => {
  const wanted = wantedColumns(index, filter);
  const passing = new Uint32Array(index.rows.length);
  let count = 0;
  for (let row = 0; row < index.rows.length; row++) {
    if (wanted.every(({ column, value }) => column[row] === value)) passing[count++] = row;
  }
  return passing.slice(0, count);
};

/**
 * For every attribute, what choosing it would leave. A face that all filters let through counts for all attributes, one
 * that a single filter stops for that filter's own attribute only, as if it weren't set.
 */
export const countFacets = (index: AlbumIndex, filter: AlbumFilter): readonly FacetCount[] => {
  const wanted = wantedColumns(index, filter);
  const having = new Uint32Array(ATTRIBUTES.length);
  const seen = new Uint32Array(ATTRIBUTES.length);
  const count = (attribute: number, row: number): void => {
    seen[attribute] = (seen[attribute] ?? 0) + 1;
    having[attribute] = (having[attribute] ?? 0) + (index.present[attribute]?.[row] ?? 0);
  };
  for (let row = 0; row < index.rows.length; row++) {
    const stopping = wanted.filter(({ column, value }) => column[row] !== value);
    if (stopping.length > 1) continue;
    const [only] = stopping;
    if (only) count(only.attribute, row);
    else for (let attribute = 0; attribute < ATTRIBUTES.length; attribute++) count(attribute, row);
  }
  return ATTRIBUTES.map((_, at) => ({ with: having[at] ?? 0, without: (seen[at] ?? 0) - (having[at] ?? 0) }));
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
