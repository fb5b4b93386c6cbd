import { SORTS, type Sort, searchTyped, sortChosen } from '../state/panel-settings';
import { texts } from './texts';
import type { ViewProps } from './view-props';

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

/** How the bars are to be read. */
export const BarKey = ({ sort }: { readonly sort: Sort }) => {
  const { tick, doubtful, usual } = texts.value.panel.key;
  return (
    <p class="bar-key quiet-text">
      <span>
        <span class="key-tick" aria-hidden="true" /> {tick}
      </span>
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
