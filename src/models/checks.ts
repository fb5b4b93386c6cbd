import { Fault } from '../domain/errors';

/** Turns an unknown value into a `T` or throws `Fault('ManifestInvalid')` that names the field at `path`. */
export type Check<T> = (value: unknown, path: string) => T;

type Shape = Readonly<Record<string, Check<unknown>>>;
type Checked<S extends Shape> = { readonly [K in keyof S]: ReturnType<S[K]> };

/** A value as a person would name it, short enough for one line. */
const shown = (value: unknown): string => {
  if (value === undefined) return 'missing';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

/** Stops the check: what was expected at `path`, what came, what to do. */
export const invalid = (path: string, expected: string, value: unknown): never => {
  throw new Fault(
    'ManifestInvalid',
    `The models' manifest can't be used: "${path || 'manifest.json'}" should be ${expected}, but is ${shown(value)}. ` +
      'Put back the manifest.json that belongs to these models.',
  );
};

/** Any text that isn't empty. */
export const text: Check<string> = (value, path) =>
  typeof value === 'string' && value !== '' ? value : invalid(path, 'a text', value);

/** A text of a given form, described in words. */
export const textLike =
  (form: RegExp, words: string): Check<string> =>
  (value, path) =>
    typeof value === 'string' && form.test(value) ? value : invalid(path, words, value);

/** Exactly this value. */
export const exactly =
  <const T extends string | number>(expected: T): Check<T> =>
  (value, path) =>
    value === expected ? expected : invalid(path, JSON.stringify(expected), value);

/** Any finite number. */
export const finite: Check<number> = (value, path) =>
  typeof value === 'number' && Number.isFinite(value) ? value : invalid(path, 'a number', value);

/** A finite number above zero. */
export const positive: Check<number> = (value, path) =>
  finite(value, path) > 0 ? Number(value) : invalid(path, 'a number above 0', value);

/** A number in 0–1. */
export const fraction: Check<number> = (value, path) => {
  const number = finite(value, path);
  return number >= 0 && number <= 1 ? number : invalid(path, 'a number from 0 to 1', value);
};

/** A whole number of at least `least`. */
export const wholeFrom =
  (least: number): Check<number> =>
  (value, path) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= least
      ? value
      : invalid(path, `a whole number of at least ${least}`, value);

/** A list whose items all pass, in order. */
export const listOf =
  <T>(item: Check<T>): Check<readonly T[]> =>
  (value, path) =>
    Array.isArray(value)
      ? value.map((entry: unknown, index) => item(entry, `${path}[${index}]`))
      : invalid(path, 'a list', value);

const fieldsOf = (value: unknown, path: string): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? { ...value }
    : invalid(path, 'an object', value);

/** A record with any keys, whose values all pass. */
export const recordOf =
  <T>(item: Check<T>): Check<Readonly<Record<string, T>>> =>
  (value, path) =>
    Object.fromEntries(
      Object.entries(fieldsOf(value, path)).map(([key, entry]) => [key, item(entry, `${path}.${key}`)]),
    );

const pick = (shape: Shape, fields: Record<string, unknown>, path: string, optional: boolean) =>
  Object.entries(shape)
    .filter(([key]) => !optional || fields[key] !== undefined)
    .map(([key, check]) => [key, check(fields[key], path === '' ? key : `${path}.${key}`)]);

/** An object with all of `required`, and those of `optional` that are there. Other fields are left out. */
export const objectOf =
  <R extends Shape, O extends Shape = Record<never, never>>(
    required: R,
    optional?: O,
  ): Check<Checked<R> & Partial<Checked<O>>> =>
  (value, path) => {
    const fields = fieldsOf(value, path);
    const entries = [...pick(required, fields, path, false), ...pick(optional ?? {}, fields, path, true)];
    return Object.fromEntries(entries) as Checked<R> & Partial<Checked<O>>;
  };
