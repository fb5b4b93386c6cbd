/** Numbers and lists as a language writes them. */
export interface Formats {
  /** @param digits after the decimal point, at most */
  number(value: number, digits?: number): string;
  /** @param share 0–1 @param digits after the decimal point */
  percent(share: number, digits?: number): string;
  /** A day, from milliseconds since 1970. */
  date(milliseconds: number): string;
  /** "a, b and c" */
  list(items: readonly string[]): string;
  /** "a, b or c" */
  either(items: readonly string[]): string;
}

/** @param language as in the `lang` attribute */
export const formats = (language: string): Formats => ({
  number: (value, digits = 0) => value.toLocaleString(language, { maximumFractionDigits: digits }),
  percent: (share, digits = 0) =>
    share.toLocaleString(language, {
      style: 'percent',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }),
  date: (milliseconds) => new Date(milliseconds).toLocaleDateString(language, { dateStyle: 'long' }),
  list: (items) => new Intl.ListFormat(language, { style: 'long', type: 'conjunction' }).format(items),
  either: (items) => new Intl.ListFormat(language, { style: 'long', type: 'disjunction' }).format(items),
});
