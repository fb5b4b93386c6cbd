import { ATTRIBUTE_GROUPS, ATTRIBUTE_INFO, type AttributeGroup } from '../domain/attribute-info';
import { ATTRIBUTES, type AttributeName } from '../domain/attributes';

export type Wish = 'with' | 'without';

/** How likely an attribute has to be, 0–1, to count as there; 0: as likely as its threshold says. */
export const LEAST = [0, 0.8, 0.9, 0.95] as const;
export type Least = (typeof LEAST)[number];

/** Which faces somebody wants to see. */
export interface AlbumFilter {
  /** With an attribute, or without it; attributes that aren't named don't matter. */
  readonly wishes: ReadonlyMap<AttributeName, Wish>;
  /** Of attributes of one group one is enough (black hair or blond hair), but for these groups. */
  readonly all: ReadonlySet<AttributeGroup>;
  /** Faces with an attribute have it with this probability at least, faces without it lack it as surely. */
  readonly least: Least;
}

export const NO_FILTER: AlbumFilter = { wishes: new Map(), all: new Set(), least: 0 };

export const isFilter = ({ wishes }: AlbumFilter): boolean => wishes.size > 0;

/** One of these attributes has to be there, or the only one must not. */
export interface Clause {
  readonly wish: Wish;
  readonly names: readonly AttributeName[];
}

/** The attributes that are named with a wish, in the order of the groups. */
export const wished = ({ wishes }: AlbumFilter, wish: Wish): AttributeName[] =>
  ATTRIBUTE_GROUPS.flatMap((group) =>
    ATTRIBUTES.filter((name) => ATTRIBUTE_INFO[name].group === group && wishes.get(name) === wish),
  );

/** What a face has to fulfil, all of it. */
export const clausesOf = (filter: AlbumFilter): Clause[] => {
  const wanted = wished(filter, 'with');
  const groups = ATTRIBUTE_GROUPS.map((group) => ({
    all: filter.all.has(group),
    names: wanted.filter((name) => ATTRIBUTE_INFO[name].group === group),
  }));
  const having = groups.flatMap(({ all, names }) =>
    all ? names.map((name) => [name]) : names.length > 0 ? [names] : [],
  );
  return [
    ...having.map((names): Clause => ({ wish: 'with', names })),
    ...wished(filter, 'without').map((name): Clause => ({ wish: 'without', names: [name] })),
  ];
};

/** Another wish about one attribute; undefined: it doesn't matter any more. */
export const withWish = (filter: AlbumFilter, name: AttributeName, wish: Wish | undefined): AlbumFilter => {
  const wishes = new Map(filter.wishes);
  if (wish) wishes.set(name, wish);
  else wishes.delete(name);
  return { ...filter, wishes };
};
