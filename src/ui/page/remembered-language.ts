import { effect } from '@preact/signals';
import { firstLanguage, type Language, language, speak } from '../../i18n';

const KEY = 'facet-language';

/** A browser that keeps nothing may refuse even to be asked: then nothing was chosen before, and nothing is kept. */
const remembered = (storage: () => Storage): string | null => {
  try {
    return storage().getItem(KEY);
  } catch {
    return null;
  }
};

/** Speaks the language that was chosen before, or the browser's, and says which on the page's root element. */
export const followLanguage = (page: Document): void => {
  const view = page.defaultView;
  if (!view) return;
  effect(() => {
    page.documentElement.lang = language.value;
  });
  const first = firstLanguage(
    remembered(() => view.localStorage),
    view.navigator.languages,
  );
  // Without the texts of that language the page goes on in English.
  speak(first).catch(() => undefined);
};

/** Speaks another language, also at the next visit where the browser allows that. */
export const chooseLanguage = async (chosen: Language): Promise<void> => {
  await speak(chosen);
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // Not kept: the next visit begins with the browser's language again.
  }
};
