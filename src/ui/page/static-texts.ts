import { type Texts, texts } from '../../i18n';

/**
 * One text of a language, by its path.
 * @param path as in `start.promise`
 * @throws Error when there is no such text, which a test of `index.html` rules out
 */
export const textAt = (spoken: Texts, path: string): string => {
  let found: unknown = spoken;
  for (const key of path.split('.')) found = (found as Readonly<Record<string, unknown>> | undefined)?.[key];
  if (typeof found !== 'string') throw new Error(`There is no text "${path}".`);
  return found;
};

/** Puts the texts of now into the parts that stand in `index.html`, where they are English for the first paint. */
export const translateStatic = (page: Document): void => {
  for (const element of page.querySelectorAll<HTMLElement>('[data-text]')) {
    element.textContent = textAt(texts.value, element.dataset.text ?? '');
  }
  for (const element of page.querySelectorAll<HTMLElement>('[data-text-label]')) {
    element.ariaLabel = textAt(texts.value, element.dataset.textLabel ?? '');
  }
};
