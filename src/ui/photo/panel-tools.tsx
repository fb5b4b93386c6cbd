import { texts } from '../../i18n';
import { SORTS, type Sort, searchTyped, sortChosen } from '../../state/photo/panel-settings';
import type { ViewProps } from '../shared/view-props';

type PanelToolsProps = Pick<ViewProps, 'store'> & {
  /** Without it nothing is known to be unusual. */
  readonly measured: boolean;
};

/** Searching and ordering the attributes. */
export const PanelTools = ({ store, measured }: PanelToolsProps) => {
  const { panel } = texts.value;
  const { search, sort } = store.state.value.panel;
  return (
    <search class="panel-tools">
      <input
        type="search"
        placeholder={panel.search}
        aria-label={panel.search}
        value={search}
        onInput={({ currentTarget }) => store.apply(searchTyped, currentTarget.value)}
      />
      <select
        aria-label={panel.sort}
        value={sort}
        onChange={({ currentTarget }) => store.apply(sortChosen, currentTarget.value as Sort)}
      >
        {SORTS.filter((name) => measured || name !== 'unusual').map((name) => (
          <option key={name} value={name}>
            {panel.sorts[name]}
          </option>
        ))}
      </select>
    </search>
  );
};

/** That not all attributes are shown, wherever that was wished for: on another face or photo it would surprise. */
export const Searched = ({ store, shown }: Pick<ViewProps, 'store'> & { readonly shown: number }) => {
  const { panel } = texts.value;
  const search = store.state.value.panel.search.trim();
  if (search === '') return null;
  return (
    <p class="searched">
      <span>{shown === 0 ? panel.nothingFound(search) : panel.searched(search, shown)}</span>{' '}
      <button type="button" class="button quiet" onClick={() => store.apply(searchTyped, '')}>
        {panel.showAll}
      </button>
    </p>
  );
};

interface BarKeyProps {
  readonly sort: Sort;
  /** Whether some bar has a tick. */
  readonly ticks: boolean;
}

/** How the bars are to be read. */
export const BarKey = ({ sort, ticks }: BarKeyProps) => {
  const { tick, doubtful, usual } = texts.value.panel.key;
  return (
    <p class="bar-key quiet-text">
      {ticks && (
        <span>
          <span class="key-tick" aria-hidden="true" /> {tick}
        </span>
      )}
      <span>
        <span class="key-doubtful" aria-hidden="true" /> {doubtful}
      </span>
      {sort === 'unusual' && (
        <span>
          <span class="key-usual" aria-hidden="true" /> {usual}
        </span>
      )}
    </p>
  );
};
