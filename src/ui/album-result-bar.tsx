import { ATTRIBUTE_INFO } from '../domain/attribute-info';
import { ATTRIBUTES } from '../domain/attributes';
import { facesSelected, filterDropped, filtersCleared, orderChosen } from '../state/album-choices';
import type { AlbumOrder } from '../state/album-index';
import { isAdding } from '../state/album-state';
import { ExportMenu } from './album-export-menu';
import type { AlbumProps } from './album-props';
import { texts } from './texts';

/** "214 of 1,032 faces: Eyeglasses and Smiling, not Wearing hat" */
export const resultText = ({ state, index, shown }: AlbumProps['album']): string => {
  const { album, attributes } = texts.value;
  const named = (wish: 'with' | 'without'): string[] =>
    [...state.value.filter].filter(([, wanted]) => wanted === wish).map(([name]) => attributes[name]);
  const count = album.result(shown.value.length, index.value.rows.length);
  const wanted = album.wanted(named('with'), named('without'));
  return wanted === '' ? count : album.resultWanted(count, wanted);
};

const ORDERS: readonly AlbumOrder[] = ['newest', 'name'];

/** Attributes that judge a person order nobody, unless somebody filters by them. */
const attributeOrders = ({ state }: AlbumProps['album']): readonly AlbumOrder[] =>
  ATTRIBUTES.filter(
    (name) => !ATTRIBUTE_INFO[name].sensitive || state.value.filter.has(name) || state.value.order === name,
  );

const OrderChoice = ({ album }: Pick<AlbumProps, 'album'>) => {
  const { order: words } = texts.value.album;
  const labelOf = (order: AlbumOrder): string =>
    order === 'newest' || order === 'name' ? words[order] : texts.value.attributes[order];
  const option = (order: AlbumOrder) => (
    <option key={order} value={order} selected={order === album.state.value.order}>
      {labelOf(order)}
    </option>
  );
  const choose = (value: string): void => {
    const chosen = [...ORDERS, ...ATTRIBUTES].find((order) => order === value);
    if (chosen) album.apply(orderChosen, chosen);
  };
  return (
    <select class="button album-order" aria-label={words.label} onChange={(event) => choose(event.currentTarget.value)}>
      {ORDERS.map(option)}
      <optgroup label={words.attributes}>{attributeOrders(album).map(option)}</optgroup>
    </select>
  );
};

/** The filter in short, each part with a way to drop it. */
const ActiveFilters = ({ album }: Pick<AlbumProps, 'album'>) => {
  const { filter } = album.state.value;
  const { filters } = texts.value.album;
  if (filter.size === 0) return null;
  return (
    <div class="chips album-active">
      {[...filter].map(([name, state]) => {
        const label = texts.value.attributes[name];
        const shown = state === 'with' ? label : filters.not(label);
        return (
          <button
            key={name}
            type="button"
            class="chip"
            data-state={state}
            aria-label={filters.drop(shown)}
            onClick={() => album.apply(filterDropped, name)}
          >
            <span>{shown}</span>
            <span aria-hidden="true">×</span>
          </button>
        );
      })}
      <button type="button" class="button quiet" onClick={() => album.apply(filtersCleared)}>
        {filters.clear}
      </button>
    </div>
  );
};

/** What is shown, in which order, and what can be done with all of it. */
export const AlbumResultBar = ({ album, actions, onFilters }: AlbumProps & { readonly onFilters: () => void }) => {
  const { filters, selection } = texts.value.album;
  const shown = album.shown.value.length;
  return (
    <header class="album-result">
      <h2 aria-live={isAdding(album.state.value) ? 'off' : 'polite'}>{resultText(album)}</h2>
      <div class="album-tools">
        <button type="button" class="button album-filters-open" onClick={onFilters}>
          {filters.open(album.state.value.filter.size)}
        </button>
        <OrderChoice album={album} />
        <button
          type="button"
          class="button album-select-all"
          onClick={() => album.apply(facesSelected, album.keys.value)}
        >
          {selection.all}
        </button>
        <ExportMenu actions={actions} count={shown} keys={() => album.keys.value} />
      </div>
      <ActiveFilters album={album} />
    </header>
  );
};
