import { LANGUAGES, type Language, language, texts } from './texts';
import { chooseLanguage } from './texts/remembered';

/** Each language is called what it calls itself. */
export const LanguageChoice = () => (
  <label class="language-choice">
    <span>{texts.value.about.language}</span>
    <select value={language.value} onChange={({ currentTarget }) => chooseLanguage(currentTarget.value as Language)}>
      {Object.entries(LANGUAGES).map(([code, name]) => (
        <option key={code} value={code} lang={code}>
          {name}
        </option>
      ))}
    </select>
  </label>
);
