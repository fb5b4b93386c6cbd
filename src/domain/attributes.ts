import contract from '../../contract/attributes.json' with { type: 'json' };

/** CelebA's name of an attribute, as exported. */
export type AttributeName = keyof typeof contract;

/** The 40 CelebA attributes in the order of the data set's `list_attr_celeba.txt`. Every score array follows it. */
export const ATTRIBUTES = Object.keys(contract) as readonly string[] as readonly AttributeName[];

/** One value per attribute. */
export type PerAttribute<T> = Record<AttributeName, T>;

/** Builds a record with one value per attribute, in {@link ATTRIBUTES} order. */
export const perAttribute = <T>(value: (name: AttributeName, index: number) => T): PerAttribute<T> =>
  Object.fromEntries(ATTRIBUTES.map((name, index) => [name, value(name, index)])) as PerAttribute<T>;
