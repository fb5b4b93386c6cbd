import type { FaceKey } from '../domain/album';
import type { AttributeGroup } from '../domain/attribute-info';
import type { AttributeName } from '../domain/attributes';
import { type Least, NO_FILTER, withWish } from './album-filter';
import type { AlbumOrder } from './album-index';
import type { AlbumTile } from './album-look';
import type { AlbumState } from './album-state';

/* Pure, like album-transitions.ts: which faces somebody wants to see, in which order, and which of them are selected. */

/** From "doesn't matter" to "with" to "without" and round. */
export const filterTurned = (state: AlbumState, name: AttributeName): AlbumState => {
  const now = state.filter.wishes.get(name);
  const next = now === undefined ? 'with' : now === 'with' ? 'without' : undefined;
  return { ...state, filter: withWish(state.filter, name, next) };
};

export const filterDropped = (state: AlbumState, name: AttributeName): AlbumState => ({
  ...state,
  filter: withWish(state.filter, name, undefined),
});

export const filtersCleared = (state: AlbumState): AlbumState => ({ ...state, filter: NO_FILTER });

/** Of a group's attributes one is enough, or all have to be there: the other way from now on. */
export const groupTurned = (state: AlbumState, group: AttributeGroup): AlbumState => {
  const all = new Set(state.filter.all);
  if (!all.delete(group)) all.add(group);
  return { ...state, filter: { ...state.filter, all } };
};

export const leastChosen = (state: AlbumState, least: Least): AlbumState => ({
  ...state,
  filter: { ...state.filter, least },
});

export const orderChosen = (state: AlbumState, order: AlbumOrder): AlbumState => ({ ...state, order });

/** Takes a tile's faces into the selection or, where all of them are in it, out of it; a selection with shift starts there. */
export const tileToggled = (state: AlbumState, { key, keys }: Pick<AlbumTile, 'key' | 'keys'>): AlbumState => {
  const selected = new Set(state.selected);
  const isSelected = keys.every((each) => selected.has(each));
  for (const each of keys) {
    if (isSelected) selected.delete(each);
    else selected.add(each);
  }
  return { ...state, selected, anchor: key };
};

/**
 * Takes the faces of all tiles from the anchor to this one into the selection.
 * @param shown the tiles in the order in which they are shown
 */
export const rangeSelected = (state: AlbumState, tile: AlbumTile, shown: readonly AlbumTile[]): AlbumState => {
  const place = (key: FaceKey | undefined): number => shown.findIndex((each) => each.key === key);
  const to = place(tile.key);
  const from = state.anchor === undefined ? to : place(state.anchor);
  if (to < 0 || from < 0) return tileToggled(state, tile);
  const range = shown.slice(Math.min(from, to), Math.max(from, to) + 1).flatMap(({ keys }) => keys);
  return { ...state, selected: new Set([...state.selected, ...range]), anchor: state.anchor ?? tile.key };
};

export const facesSelected = (state: AlbumState, keys: readonly FaceKey[]): AlbumState => ({
  ...state,
  selected: new Set(keys),
});
