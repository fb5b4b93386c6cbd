import type { FaceKey } from '../domain/album';
import type { AttributeGroup } from '../domain/attribute-info';
import type { AttributeName } from '../domain/attributes';
import { type Least, NO_FILTER, withWish } from './album-filter';
import type { AlbumOrder } from './album-index';
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

/** Takes a face into the selection or out of it; a selection with shift starts there. */
export const faceToggled = (state: AlbumState, key: FaceKey): AlbumState => {
  const selected = new Set(state.selected);
  if (!selected.delete(key)) selected.add(key);
  return { ...state, selected, anchor: key };
};

/**
 * Takes all faces from the anchor to this one into the selection.
 * @param shown the faces in the order in which they are shown
 */
export const rangeSelected = (state: AlbumState, key: FaceKey, shown: readonly FaceKey[]): AlbumState => {
  const to = shown.indexOf(key);
  const from = state.anchor === undefined ? to : shown.indexOf(state.anchor);
  if (to < 0 || from < 0) return faceToggled(state, key);
  const range = shown.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ...state, selected: new Set([...state.selected, ...range]), anchor: state.anchor ?? key };
};

export const facesSelected = (state: AlbumState, keys: readonly FaceKey[]): AlbumState => ({
  ...state,
  selected: new Set(keys),
});
