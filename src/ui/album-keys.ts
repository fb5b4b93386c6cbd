import { facesSelected, rangeSelected, tileToggled } from '../state/album-choices';
import { nextFace } from './album-layout';
import type { AlbumProps } from './album-props';

/** Where the keyboard is in the grid. */
export interface GridKeys {
  readonly at: number;
  readonly columns: number;
  moveTo(at: number): void;
}

/** Arrow keys, with Shift to select on the way. @returns whether the key was one of them */
const move = (event: KeyboardEvent, { at, columns, moveTo }: GridKeys, { album }: AlbumProps): boolean => {
  const tiles = album.tiles.value;
  const to = nextFace(event.key, at, columns, tiles.length);
  if (to === undefined) return false;
  const from = tiles[at];
  const tile = tiles[to];
  if (event.shiftKey && from && tile) {
    if (!from.keys.every((key) => album.state.value.selected.has(key))) album.apply(tileToggled, from);
    album.apply(rangeSelected, tile, tiles);
  }
  moveTo(to);
  return true;
};

/** What a key does on a tile. @returns whether it does anything */
const act = (event: KeyboardEvent, { at }: GridKeys, { album, actions }: AlbumProps): boolean => {
  const tile = album.tiles.value[at];
  const { selected } = album.state.value;
  switch (event.key) {
    case 'Enter':
      if (tile) actions.openFace(tile.key);
      return true;
    case ' ':
      if (tile) album.apply(tileToggled, tile);
      return true;
    case 'a':
      if (!event.ctrlKey && !event.metaKey) return false;
      album.apply(facesSelected, album.keys.value);
      return true;
    case 'Escape':
      album.apply(facesSelected, []);
      return true;
    case 'Delete':
      if (selected.size > 0) void album.deletion.delete(selected);
      return true;
    default:
      return false;
  }
};

/** The keyboard in the grid. */
export const albumKey = (event: KeyboardEvent, keys: GridKeys, props: AlbumProps): void => {
  if (move(event, keys, props) || act(event, keys, props)) event.preventDefault();
};
