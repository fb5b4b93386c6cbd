import type { AlbumPhotoId, FaceKey } from '../domain/album';
import type { AlbumIndex, AlbumRow } from './album-index';
import type { AlbumState } from './album-state';

/** What one tile of the album stands for. */
export const ALBUM_VIEWS = ['faces', 'photos'] as const;
export type AlbumView = (typeof ALBUM_VIEWS)[number];

export const TILE_SIZES = ['small', 'medium', 'large'] as const;
export type TileSize = (typeof TILE_SIZES)[number];

/** How somebody likes the album; stays while photos and filters change, and from visit to visit. */
export interface AlbumLook {
  readonly view: AlbumView;
  readonly size: TileSize;
}

export const FIRST_LOOK: AlbumLook = { view: 'faces', size: 'medium' };

export const lookChosen = (state: AlbumState, look: Partial<AlbumLook>): AlbumState => ({
  ...state,
  look: { ...state.look, ...look },
});

/** How a look is written down: `photos large`. */
export const lookWritten = ({ view, size }: AlbumLook): string => `${view} ${size}`;

/** @param text may be anything: what can't be understood isn't said */
export const lookRead = (text: string | null | undefined): Partial<AlbumLook> => {
  const words = new Set((text ?? '').split(' '));
  const view = ALBUM_VIEWS.find((known) => words.has(known));
  const size = TILE_SIZES.find((known) => words.has(known));
  return { ...(view && { view }), ...(size && { size }) };
};

/** One tile: a face, or a photo with those of its faces that are shown. */
export interface AlbumTile {
  /** The first of {@link keys}: it names the tile. */
  readonly key: FaceKey;
  readonly row: AlbumRow;
  readonly keys: readonly FaceKey[];
}

/** The tiles for these rows, in their order; a photo stands where its first face would. */
export const tilesOf = (index: AlbumIndex, shown: Uint32Array, view: AlbumView): readonly AlbumTile[] => {
  const rows = Array.from(shown, (at) => index.rows[at]).filter((row) => row !== undefined);
  if (view === 'faces') return rows.map((row) => ({ key: row.key, row, keys: [row.key] }));
  const photos = new Map<AlbumPhotoId, { row: AlbumRow; keys: FaceKey[] }>();
  for (const row of rows) {
    const photo = photos.get(row.photo.id);
    if (photo) photo.keys.push(row.key);
    else photos.set(row.photo.id, { row, keys: [row.key] });
  }
  return [...photos.values()].map(({ row, keys }) => ({ key: row.key, row, keys }));
};
