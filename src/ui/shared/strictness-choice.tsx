import type { AttributeEntry } from '../../domain/manifest';
import { pooledRates, STRICTNESSES, type Strictness } from '../../domain/strictness';
import { texts } from '../../i18n';
import type { Store } from '../../state/page/store';
import { strictnessChosen } from '../../state/page/transitions';

interface ChoiceProps {
  readonly store: Store;
  /** Groups the radio buttons; one a place. */
  readonly name: string;
}

const entriesOf = (store: Store): readonly AttributeEntry[] => {
  const { engine } = store.state.value;
  return engine.kind === 'ready' ? engine.ready.manifest.attributes : [];
};

const outOf100 = (share: number): string => texts.value.number(Math.round(100 * share));

/** What a choice brings, in a few words; nothing where it wasn't measured. */
const Rates = ({ store, strictness }: { readonly store: Store; readonly strictness: Strictness }) => {
  const { strictness: words } = texts.value;
  const rates = pooledRates(entriesOf(store), strictness);
  if (rates?.right === undefined) return null;
  return <span class="strictness-rates">{words.rates(outOf100(rates.right), outOf100(rates.found))}</span>;
};

/** How much it takes until an attribute counts as present, with what each choice brings. */
export const StrictnessChoice = ({ store, name }: ChoiceProps) => {
  const { strictness: words } = texts.value;
  const { strictness: chosen } = store.state.value;
  const isMeasured = pooledRates(entriesOf(store), 'strict') !== undefined;
  return (
    <fieldset class="strictness">
      <legend class="visually-hidden">{words.label}</legend>
      <div class="strictness-choices">
        {STRICTNESSES.map((strictness) => (
          <label key={strictness}>
            <input
              type="radio"
              class="visually-hidden"
              name={name}
              checked={strictness === chosen}
              onChange={() => store.apply(strictnessChosen, strictness)}
            />
            <span class="strictness-choice">
              {words[strictness]}
              <Rates store={store} strictness={strictness} />
            </span>
          </label>
        ))}
      </div>
      {isMeasured && <p class="quiet-text">{words.meaning}</p>}
    </fieldset>
  );
};
