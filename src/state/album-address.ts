import { ATTRIBUTE_GROUPS, type AttributeGroup } from '../domain/attribute-info';
import { ATTRIBUTES, type AttributeName } from '../domain/attributes';
import { type AlbumFilter, LEAST, type Wish, wished } from './album-filter';
import { type AlbumOrder, ORDERS } from './album-index';
import { type AlbumState, EMPTY_ALBUM } from './album-state';

/* What the album shows, as the end of its address: `?with=Smiling,Bangs&without=Wearing_Hat&least=80&order=name`. */

const percentOf = (share: number): number => Math.round(100 * share);

/** @returns with its question mark; empty while the album shows everything, the newest first */
export const albumQuery = ({ filter, order }: Pick<AlbumState, 'filter' | 'order'>): string => {
  const parts = {
    with: wished(filter, 'with').join(','),
    without: wished(filter, 'without').join(','),
    all: ATTRIBUTE_GROUPS.filter((group) => filter.all.has(group)).join(','),
    least: filter.least === 0 ? '' : String(percentOf(filter.least)),
    order: order === EMPTY_ALBUM.order ? '' : order,
  };
  const said = Object.entries(parts).filter(([, value]) => value !== '');
  return said.length === 0 ? '' : `?${said.map(([name, value]) => `${name}=${value}`).join('&')}`;
};

/** What a query says by name. Some programs that pass an address on write its commas as %2C. */
const saidBy = (query: string): ReadonlyMap<string, string> =>
  new Map(
    query
      .slice(1)
      .replaceAll(/%2c/gi, ',')
      .split('&')
      .map((part) => {
        const [name = '', value = ''] = part.split('=');
        return [name, value];
      }),
  );

const filterOf = (query: ReadonlyMap<string, string>): AlbumFilter => {
  const listed = <T extends string>(name: string, known: readonly T[]): T[] => {
    const values = new Set((query.get(name) ?? '').split(','));
    return known.filter((value) => values.has(value));
  };
  const wishes = (wish: Wish) => listed<AttributeName>(wish, ATTRIBUTES).map((name) => [name, wish] as const);
  return {
    wishes: new Map([...wishes('with'), ...wishes('without')]),
    all: new Set(listed<AttributeGroup>('all', ATTRIBUTE_GROUPS)),
    least: LEAST.find((least) => String(percentOf(least)) === query.get('least')) ?? 0,
  };
};

/**
 * Shows what an address says. Words that mean nothing count as not said.
 * @param query the part of the address from its question mark on; may be empty
 */
export const albumAddressVisited = (state: AlbumState, query: string): AlbumState => {
  // Nothing is drawn anew where the address says what is shown already.
  if (query === albumQuery(state)) return state;
  const said = saidBy(query);
  const order = [...ORDERS, ...ATTRIBUTES].find((known): boolean => known === said.get('order'));
  return { ...state, filter: filterOf(said), order: order ?? (EMPTY_ALBUM.order as AlbumOrder) };
};
