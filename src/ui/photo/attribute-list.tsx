import { ATTRIBUTE_GROUPS, type AttributeGroup } from '../../domain/attribute-info';
import { texts } from '../../i18n';
import { percentage } from '../../i18n/words';
import { groupUnfolded, rowToggled, sensitiveUnfolded } from '../../state/photo/panel-settings';
import { AttributeDetails, type DetailsProps } from './attribute-details';
import { type AttributeRow, isUnusualThreshold, type PanelRows, type RowGroup } from './attribute-rows';

/** What the rows need to know beside themselves. */
export type RowContext = Omit<DetailsProps, 'row'>;

/** What can be seen in a row, for those who don't see it. */
const spoken = ({ present, doubtful, contradicts }: AttributeRow): string => {
  const { attributes, list, panel } = texts.value;
  const words = [
    ...(present ? [panel.present] : []),
    ...(doubtful ? [panel.doubtful] : []),
    ...(contradicts.length > 0 ? [panel.contradicts(list(contradicts.map((other) => attributes[other])))] : []),
  ];
  return words.map((word) => `, ${word}`).join('');
};

const Bar = ({ row, showUsual }: { readonly row: AttributeRow; readonly showUsual: boolean }) => (
  <span class="row-bar" aria-hidden="true">
    <span class="row-fill" style={{ width: `${100 * row.probability}%` }} />
    {isUnusualThreshold(row) && <span class="row-tick" style={{ left: `${100 * row.threshold}%` }} />}
    {showUsual && row.usual !== undefined && <span class="row-usual" style={{ left: `${100 * row.usual}%` }} />}
  </span>
);

const Row = ({ row, context }: { readonly row: AttributeRow; readonly context: RowContext }) => {
  const { name, label, probability, present, doubtful, contradicts } = row;
  const { store } = context;
  const { opened, sort } = store.state.value.panel;
  const isOpen = opened.includes(name);
  const details = `about-${name}`;
  const closeByEscape = (event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void => {
    if (event.key !== 'Escape' || !isOpen) return;
    event.stopPropagation();
    store.apply(rowToggled, name);
    event.currentTarget.querySelector<HTMLElement>('.row-head')?.focus();
  };
  return (
    <li class="row" data-attribute={name} data-present={present} data-doubtful={doubtful} onKeyDown={closeByEscape}>
      <button
        type="button"
        class="row-head"
        aria-expanded={isOpen}
        aria-controls={isOpen ? details : undefined}
        onClick={() => store.apply(rowToggled, name)}
      >
        <span class="row-label">
          {label}
          {contradicts.length > 0 && (
            <span class="row-flag" aria-hidden="true">
              {' ≠'}
            </span>
          )}
        </span>
        <Bar row={row} showUsual={sort === 'unusual'} />
        <span class="percent">{percentage(probability)}</span>
        <span class="visually-hidden">{spoken(row)}</span>
      </button>
      {isOpen && (
        <div id={details} class="row-details">
          <AttributeDetails {...context} row={row} />
        </div>
      )}
    </li>
  );
};

type RowsProps = { readonly rows: readonly AttributeRow[]; readonly context: RowContext };

const Rows = ({ rows, context }: RowsProps) => (
  <ul class="rows">
    {rows.map((row) => (
      <Row key={row.name} row={row} context={context} />
    ))}
  </ul>
);

/** What isn't there, folded under its headline, unless somebody searches, or reads one of the rows. */
const Folded = ({ kind, rows, context }: RowsProps & { readonly kind: AttributeGroup }) => {
  const { groups, panel } = texts.value;
  const { store } = context;
  const { groups: unfolded, search, opened } = store.state.value.panel;
  const isRead = rows.some(({ name }) => opened.includes(name));
  const isOpen = unfolded.includes(kind) || search.trim() !== '' || isRead;
  return (
    <details
      class="group"
      open={isOpen}
      onToggle={({ currentTarget: { open } }) => open !== isOpen && store.apply(groupUnfolded, kind, open)}
    >
      <summary>
        <h3>{groups[kind]}</h3> <span class="quiet-text">{panel.absent(rows.length)}</span>
      </summary>
      <Rows rows={rows} context={context} />
    </details>
  );
};

const Group = ({ group: { kind, rows }, context }: { readonly group: RowGroup; readonly context: RowContext }) => {
  const { panel } = texts.value;
  const folded = ATTRIBUTE_GROUPS.find((group) => group === kind);
  if (folded) return <Folded kind={folded} rows={rows} context={context} />;
  return (
    <section class="group">
      {(kind === 'present' || kind === 'doubtful') && <h3>{panel.headline[kind]}</h3>}
      <Rows rows={rows} context={context} />
    </section>
  );
};

/** Those that judge a person: under a sentence that says what they are, shown when asked for. */
const Sensitive = ({ rows, context }: RowsProps) => {
  const { panel } = texts.value;
  const { store } = context;
  return (
    <section class="sensitive-part">
      <h3>{panel.sensitive}</h3>
      <p class="quiet-text">{panel.sensitiveWhy}</p>
      <details
        class="sensitive"
        open={store.state.value.panel.unfolded}
        onToggle={({ currentTarget }) => store.apply(sensitiveUnfolded, currentTarget.open)}
      >
        <summary>{panel.sensitiveMore(rows.length)}</summary>
        <Rows rows={rows} context={context} />
      </details>
    </section>
  );
};

/** The attributes of one face, as far as they are searched for. */
export const AttributeList = ({ rows, context }: { readonly rows: PanelRows; readonly context: RowContext }) => (
  <>
    {rows.groups.map((group) => (
      <Group key={group.kind} group={group} context={context} />
    ))}
    {rows.sensitive.length > 0 && <Sensitive rows={rows.sensitive} context={context} />}
  </>
);
