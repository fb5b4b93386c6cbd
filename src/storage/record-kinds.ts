/*
 * How a kind of record gets from any schema that some Facet has written to the one that this Facet knows. A record that
 * only a newer Facet knows is never changed: it is told apart from a damaged one and stays as it is.
 */

/** Turns a record of one schema into the same record of the next. */
export type Migration = (old: unknown) => unknown;

/** One kind of record. */
export interface RecordKind<T> {
  /** `migrations[0]` leads from schema 1 to 2, and so on: this Facet's schema is one more than there are migrations. */
  readonly migrations: readonly Migration[];
  /** The schema of a record; undefined for a value that has none where one must be. */
  schemaOf(value: unknown): number | undefined;
  /** Checks a value of this Facet's schema in full; undefined for a damaged one. */
  check(value: unknown): T | undefined;
}

/** A kept record as it was read. */
export type ReadRecord<T> =
  | { readonly kind: 'good'; readonly value: T }
  | { readonly kind: 'newer' }
  | { readonly kind: 'damaged' };

type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** The schema as a field of the record says it. */
export const statedSchema = (value: unknown): number | undefined =>
  isFields(value) && Number.isInteger(value.schema) ? Number(value.schema) : undefined;

/** The same for kinds whose first schema had no such field. */
export const statedOrFirst = (value: unknown): number | undefined =>
  isFields(value) && 'schema' in value ? statedSchema(value) : 1;

/** What this Facet writes records of this kind as. */
export const currentSchema = ({ migrations }: RecordKind<unknown>): number => migrations.length + 1;

/** Reads a record of whatever schema. A migration that throws has met a damaged record. */
export const readAs = <T>(kind: RecordKind<T>, value: unknown): ReadRecord<T> => {
  const schema = kind.schemaOf(value);
  if (schema === undefined || schema < 1) return { kind: 'damaged' };
  if (schema > currentSchema(kind)) return { kind: 'newer' };
  try {
    const migrated = kind.migrations.slice(schema - 1).reduce((old, migrate) => migrate(old), value);
    const checked = kind.check(migrated);
    return checked === undefined ? { kind: 'damaged' } : { kind: 'good', value: checked };
  } catch {
    return { kind: 'damaged' };
  }
};
