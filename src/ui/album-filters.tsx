import { ATTRIBUTE_GROUPS, ATTRIBUTE_INFO } from '../domain/attribute-info';
import { ATTRIBUTES, type AttributeName } from '../domain/attributes';
import { filterTurned, leastChosen } from '../state/album-choices';
import { LEAST } from '../state/album-filter';
import type { AlbumProps } from './album-props';
import { StrictnessChoice } from './strictness-choice';
import { texts } from './texts';

interface ChipProps extends Pick<AlbumProps, 'album'> {
  readonly name: AttributeName;
}

/** One attribute: its name, what choosing it would leave; a click turns it from "either" to "with" to "without". */
const Chip = ({ album, name }: ChipProps) => {
  const { filters } = texts.value.album;
  const label = texts.value.attributes[name];
  const state = album.state.value.filter.wishes.get(name) ?? 'either';
  const count = album.facets.value[ATTRIBUTES.indexOf(name)];
  const amount = (state === 'without' ? count?.without : count?.with) ?? 0;
  return (
    <button
      type="button"
      class="chip"
      data-filter={name}
      data-state={state}
      data-none={amount === 0}
      aria-pressed={state !== 'either'}
      aria-label={filters.chip(label, state, amount)}
      onClick={() => album.apply(filterTurned, name)}
    >
      <span>{state === 'without' ? filters.not(label) : label}</span>
      <span class="chip-count">{texts.value.number(amount)}</span>
    </button>
  );
};

const Chips = ({ album, names }: Pick<AlbumProps, 'album'> & { readonly names: readonly AttributeName[] }) => (
  <div class="chips">
    {names.map((name) => (
      <Chip key={name} album={album} name={name} />
    ))}
  </div>
);

/** How likely an attribute has to be at least. */
const LeastChoice = ({ album }: Pick<AlbumProps, 'album'>) => {
  const { filters } = texts.value.album;
  const { least: chosen } = album.state.value.filter;
  return (
    <label class="album-least">
      {filters.least}
      <select
        class="button"
        onChange={({ currentTarget }) => album.apply(leastChosen, LEAST[currentTarget.selectedIndex] ?? 0)}
      >
        {LEAST.map((least) => (
          <option key={least} selected={least === chosen}>
            {least === 0 ? filters.anyLeast : filters.atLeast(least)}
          </option>
        ))}
      </select>
    </label>
  );
};

interface FiltersPlace {
  /** The filters may be in the page twice, beside the faces and in a sheet. */
  readonly place: 'beside' | 'sheet';
}

/** What faces can be filtered by; what judges a person is folded away, as everywhere. */
export const AlbumFilters = ({ album, store, place }: Pick<AlbumProps, 'album' | 'store'> & FiltersPlace) => {
  const { groups, panel } = texts.value;
  const sensitive = ATTRIBUTES.filter((name) => ATTRIBUTE_INFO[name].sensitive);
  return (
    <>
      <h2 class="visually-hidden">{texts.value.album.filters.label}</h2>
      <StrictnessChoice store={store} name={`strictness-${place}`} />
      <LeastChoice album={album} />
      <p class="quiet-text">{texts.value.album.filters.hint}</p>
      {ATTRIBUTE_GROUPS.map((group) => {
        const names = ATTRIBUTES.filter(
          (name) => ATTRIBUTE_INFO[name].group === group && !ATTRIBUTE_INFO[name].sensitive,
        );
        return (
          names.length > 0 && (
            <section key={group} class="chip-group">
              <h3>{groups[group]}</h3>
              <Chips album={album} names={names} />
            </section>
          )
        );
      })}
      <details class="sensitive">
        <summary>{panel.sensitiveMore(sensitive.length)}</summary>
        <p class="quiet-text">{panel.sensitiveWhy}</p>
        <Chips album={album} names={sensitive} />
      </details>
    </>
  );
};
