import { ATTRIBUTE_INFO } from '../../domain/attribute-info';
import { ATTRIBUTES } from '../../domain/attributes';
import { texts } from '../../i18n';
import type { Store } from '../../state/page/store';
import { comparedChosen } from '../../state/page/transitions';

/** Which attribute is shown on every face of the photo; those that judge a person rank nobody. */
export const CompareChoice = ({ store }: { readonly store: Store }) => {
  const { attributes, compare } = texts.value;
  const names = ATTRIBUTES.filter((name) => !ATTRIBUTE_INFO[name].sensitive);
  const { compared } = store.state.value;
  return (
    <select
      class="choice compare-choice"
      aria-label={compare.label}
      value={compared ?? ''}
      onChange={({ currentTarget: { value } }) =>
        store.apply(
          comparedChosen,
          names.find((name) => name === value),
        )
      }
    >
      <option value="">{compare.nothing}</option>
      {names.map((name) => (
        <option key={name} value={name}>
          {attributes[name]}
        </option>
      ))}
    </select>
  );
};
