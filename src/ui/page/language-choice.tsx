import { LANGUAGES, type Language, language, texts } from '../../i18n';
import { chooseLanguage } from './remembered-language';

/** Where the texts of a language can't be had, the choice goes back to the one that is spoken. */
const choose = async (select: HTMLSelectElement): Promise<void> => {
  await chooseLanguage(select.value as Language).catch(() => undefined);
  select.value = language.value;
};

/** Each language is called what it calls itself. */
export const LanguageChoice = () => (
  <label class="menu-choice">
    <span>{texts.value.menu.language}</span>
    <select class="choice" value={language.value} onChange={({ currentTarget }) => void choose(currentTarget)}>
      {Object.entries(LANGUAGES).map(([code, name]) => (
        <option key={code} value={code} lang={code}>
          {name}
        </option>
      ))}
    </select>
  </label>
);
