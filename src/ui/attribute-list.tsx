import type { AttributeRow, PanelRows } from './attribute-rows';
import { percentage } from './words';

const Row = ({ row }: { readonly row: AttributeRow }) => (
  <li class="row" data-attribute={row.name} data-present={row.present}>
    <span class="row-label">{row.label}</span>
    <span class="row-bar" aria-hidden="true">
      <span class="row-fill" style={{ width: `${100 * row.probability}%` }} />
      <span class="row-tick" style={{ left: `${100 * row.threshold}%` }} />
    </span>
    <span class="percent">{percentage(row.probability)}</span>
    {row.present && <span class="visually-hidden">, present</span>}
  </li>
);

const Rows = ({ rows }: { readonly rows: readonly AttributeRow[] }) => (
  <ul class="rows">
    {rows.map((row) => (
      <Row key={row.name} row={row} />
    ))}
  </ul>
);

/** The 40 attributes of one face. */
export const AttributeList = ({ groups, sensitive }: PanelRows) => (
  <>
    <p class="quiet-text">
      The tick on each bar is where an attribute counts as present; <strong>present</strong> ones are bold.
    </p>
    {groups.map(({ title, rows }) => (
      <section key={title} class="group">
        <h3>{title}</h3>
        <Rows rows={rows} />
      </section>
    ))}
    <details class="sensitive">
      <summary>{sensitive.length} more about perceived appearance</summary>
      <p class="quiet-text">
        These are guesses about how a face looks in one photo, learned from the opinions of people who labelled pictures
        of celebrities. They are not facts about a person, and are wrong more often for people whom those pictures
        seldom show.
      </p>
      <Rows rows={sensitive} />
    </details>
  </>
);
