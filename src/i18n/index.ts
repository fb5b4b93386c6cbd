import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { en, type Texts } from './en';

export type { Texts } from './en';

/** The languages that the page speaks, by their code, with their own names for themselves. */
export const LANGUAGES = { en: 'English', 'zh-CN': '简体中文' } as const;
export type Language = keyof typeof LANGUAGES;

/** Languages other than English come when they are wanted. */
const LOADERS: { readonly [L in Language]: () => Promise<Texts> } = {
  en: async () => en,
  'zh-CN': async () => (await import('./zh-CN')).zhCN,
};

const current = signal<{ readonly language: Language; readonly texts: Texts }>({ language: 'en', texts: en });

/** Everything that the page says, in the language of now. A view that reads it follows when the language changes. */
export const texts: ReadonlySignal<Texts> = computed(() => current.value.texts);

export const language: ReadonlySignal<Language> = computed(() => current.value.language);

/** The latest wish; an older one that arrives later is not heeded. */
let wanted: Language = 'en';

/** Speaks another language from now on. Rejects, and changes nothing, when its texts can't be had. */
export const speak = async (wish: Language): Promise<void> => {
  wanted = wish;
  const loaded = await LOADERS[wish]();
  if (wanted === wish) current.value = { language: wish, texts: loaded };
};

const isLanguage = (code: string | null): code is Language => code !== null && Object.hasOwn(LANGUAGES, code);

/**
 * The language to begin with.
 * @param remembered what was chosen on an earlier visit, if anything
 * @param preferred the browser's languages, the dearest first, as in `navigator.languages`
 */
export const firstLanguage = (remembered: string | null, preferred: readonly string[]): Language => {
  if (isLanguage(remembered)) return remembered;
  for (const code of preferred) {
    if (/^en\b/i.test(code)) return 'en';
    if (/^zh\b/i.test(code)) return 'zh-CN';
  }
  return 'en';
};
