import { Fragment } from 'preact';
import { ATTRIBUTE_INFO, type AttributeGroup } from '../domain/attribute-info';
import { ATTRIBUTES, type AttributeName } from '../domain/attributes';
import { facesSelected, filterDropped, filtersCleared, groupTurned, orderChosen } from '../state/album-choices';
import { type Clause, clausesOf, isFilter, type Wish } from '../state/album-filter';
import { type AlbumOrder, ORDERS } from '../state/album-index';
import { isAdding } from '../state/album-state';
import { ExportMenu } from './album-export-menu';
import { LookMenu } from './album-look-menu';
import type { AlbumProps } from './album-props';
import { texts } from './texts';

/** "214 of 1,032 faces: Eyeglasses and Smiling, not Wearing hat" */
export const resultText = ({ state, index, shown, tiles }: AlbumProps['album']): string => {
  const { album, attributes } = texts.value;
  const { filter, look } = state.value;
  const clauses = clausesOf(filter);
  const named = (wish: Wish): string[][] =>
    clauses.filter((clause) => clause.wish === wish).map(({ names }) => names.map((name) => attributes[name]));
  const found = album.result(shown.value.length, index.value.rows.length);
  const count = look.view === 'photos' ? album.inPhotos(found, tiles.value.length) : found;
  if (clauses.length === 0) return count;
  return album.resultWanted(count, album.wanted(named('with'), named('without').flat(), filter.least));
};

/** Attributes that judge a person order nobody, unless somebody filters by them. */
const attributeOrders = ({ state }: AlbumProps['album']): readonly AlbumOrder[] =>
  ATTRIBUTES.filter(
    (name) => !ATTRIBUTE_INFO[name].sensitive || state.value.filter.wishes.has(name) || state.value.order === name,
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

type PartProps = Pick<AlbumProps, 'album'> & { readonly name: AttributeName; readonly wish: Wish };

/** One attribute of the filter, with the way to drop it. */
const Part = ({ album, name, wish }: PartProps) => {
  const { filters } = texts.value.album;
  const label = texts.value.attributes[name];
  const shown = wish === 'with' ? label : filters.not(label);
  return (
    <button
      type="button"
      class="chip"
      data-state={wish}
      aria-label={filters.drop(shown)}
      onClick={() => album.apply(filterDropped, name)}
    >
      <span>{shown}</span>
      <span aria-hidden="true">×</span>
    </button>
  );
};

/** Whether one attribute of a group is enough or all have to be there; a click makes it the other way. */
const Joint = ({ album, group }: Pick<AlbumProps, 'album'> & { readonly group: AttributeGroup }) => {
  const { filters } = texts.value.album;
  const all = album.state.value.filter.all.has(group);
  return (
    <button
      type="button"
      class="button quiet chip-joint"
      aria-label={filters.joint(texts.value.groups[group], all)}
      title={filters.jointHint(all)}
      onClick={() => album.apply(groupTurned, group)}
    >
      {all ? filters.and : filters.or}
    </button>
  );
};

/** The filter in short, each part with a way to drop it, and between parts of one group how they are combined. */
const ActiveFilters = ({ album }: Pick<AlbumProps, 'album'>) => {
  const { filter } = album.state.value;
  const { filters } = texts.value.album;
  if (!isFilter(filter)) return null;
  const parts = clausesOf(filter).flatMap(({ wish, names }: Clause) => names.map((name) => ({ wish, name })));
  const groupAt = (at: number): AttributeGroup | undefined => {
    const part = parts[at];
    return part?.wish === 'with' ? ATTRIBUTE_INFO[part.name].group : undefined;
  };
  return (
    <div class="chips album-active">
      {parts.map(({ wish, name }, at) => {
        const group = groupAt(at);
        return (
          <Fragment key={name}>
            {group !== undefined && group === groupAt(at - 1) && <Joint album={album} group={group} />}
            <Part album={album} name={name} wish={wish} />
          </Fragment>
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
          {filters.open(album.state.value.filter.wishes.size)}
        </button>
        <OrderChoice album={album} />
        <LookMenu album={album} />
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
