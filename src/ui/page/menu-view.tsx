import type { BackendName } from '../../domain/analyzer-api';
import { texts } from '../../i18n';
import { BACKENDS } from '../../state/page/chosen-backend';
import type { ViewProps } from '../shared/view-props';
import { LanguageChoice } from './language-choice';

/** Ties the button to what it opens. */
const MENU = 'menu-sheet';

/** The one that is asked for is used and no other, so the first entry leaves it to what runs fastest here. */
const BackendChoice = ({ store, actions }: Pick<ViewProps, 'store' | 'actions'>) => {
  const { menu } = texts.value;
  return (
    <label class="menu-choice">
      <span>{menu.backend}</span>
      <select
        class="choice"
        value={store.state.value.wanted ?? ''}
        onChange={({ currentTarget }) =>
          actions.chooseBackend((currentTarget.value || undefined) as BackendName | undefined)
        }
      >
        <option value="">{menu.fastest}</option>
        {BACKENDS.map((name) => (
          <option key={name} value={name}>
            {menu.on[name]}
          </option>
        ))}
      </select>
    </label>
  );
};

const Install = ({ offline }: Pick<ViewProps, 'offline'>) => {
  const words = texts.value.offline;
  if (!offline.state.value.canInstall) return null;
  return (
    <>
      <p class="quiet-text">{words.installWhy}</p>
      <button type="button" class="button" onClick={() => offline.install()}>
        {words.install}
      </button>
    </>
  );
};

/** A version that waits, however often it was put off, or the question for one. */
const Update = ({ offline }: Pick<ViewProps, 'offline'>) => {
  const words = texts.value.offline;
  const { update, looking } = offline.state.value;
  if (update === 'when-idle') return <p class="quiet-text">{words.updateWhenIdle}</p>;
  const isThere = update !== 'none';
  return (
    <>
      <p class="quiet-text" role="status">
        {isThere ? words.update : words.looked[looking]}
      </p>
      <button
        type="button"
        class="button"
        disabled={looking === 'running'}
        onClick={() => (isThere ? offline.update() : void offline.look())}
      >
        {isThere ? words.updateNow : words.look}
      </button>
    </>
  );
};

/** What is set once and for all: the language, what the nets run on, the page as an app. */
export const MenuView = (props: ViewProps) => {
  const { menu } = texts.value;
  const hasShell = props.offline.state.value.shell === 'ready';
  return (
    <>
      <button type="button" class="menu-button" aria-label={menu.label} title={menu.label} popoverTarget={MENU}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M4 7h16M4 12h16M4 17h16" />
        </svg>
      </button>
      <section id={MENU} class="menu-sheet" popover="auto" aria-label={menu.label}>
        <LanguageChoice />
        <BackendChoice {...props} />
        <Install {...props} />
        {hasShell && <Update {...props} />}
      </section>
    </>
  );
};
