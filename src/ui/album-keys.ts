import { facesSelected, faceToggled, rangeSelected } from '../state/album-choices';
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
  const shown = album.keys.value;
  const to = nextFace(event.key, at, columns, shown.length);
  if (to === undefined) return false;
  const from = shown[at];
  const key = shown[to];
  if (event.shiftKey && from !== undefined && key !== undefined) {
    if (!album.state.value.selected.has(from)) album.apply(faceToggled, from);
    album.apply(rangeSelected, key, shown);
  }
  moveTo(to);
  return true;
};

/** What a key does on a face. @returns whether it does anything */
const act = (event: KeyboardEvent, { at }: GridKeys, { album, actions }: AlbumProps): boolean => {
  const row = album.index.value.rows[album.shown.value[at] ?? -1];
  const { selected } = album.state.value;
  switch (event.key) {
    case 'Enter':
      if (row) actions.openFace(row.key);
      return true;
    case ' ':
      if (row) album.apply(faceToggled, row.key);
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
