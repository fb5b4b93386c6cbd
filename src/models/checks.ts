/** A value that isn't what was expected at `path`; whoever knows the file makes a Fault of it. */
export class Mismatch extends Error {
  constructor(
    readonly path: string,
    readonly expected: string,
    readonly found: string,
  ) {
    super(`"${path}" should be ${expected}, but is ${found}`);
  }
}

/** Turns an unknown value into a `T` or throws a {@link Mismatch} that names the field at `path`. */
export type Check<T> = (value: unknown, path: string) => T;

type Shape = Readonly<Record<string, Check<unknown>>>;
type Checked<S extends Shape> = { readonly [K in keyof S]: ReturnType<S[K]> };

/** A value as a person would name it, short enough for one line. */
const shown = (value: unknown): string => {
  if (value === undefined) return 'missing';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

/** Stops the check: what was expected at `path`, and what came. */
export const invalid = (path: string, expected: string, value: unknown): never => {
  throw new Mismatch(path, expected, shown(value));
};

/**
 * Checks a parsed file.
 * @param name of the file, for what is wrong with the whole.
 * @param refuse makes a Fault of the sentence's middle: what should be where, and what is there.
 */
export const checked = <T>(check: Check<T>, json: unknown, name: string, refuse: (what: string) => Error): T => {
  try {
    return check(json, '');
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    throw refuse(new Mismatch(error.path || name, error.expected, error.found).message);
  }
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

/** A yes or no. */
export const flag: Check<boolean> = (value, path) =>
  typeof value === 'boolean' ? value : invalid(path, 'true or false', value);

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
