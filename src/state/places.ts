import { type AppState, PLACES, type Place, photoWithId } from './app-state';
import { photoShown, placeShown } from './transitions';

/**
 * The address of a place, as it stands behind the page's own: `#/album`. The start has none of its own.
 * @param query what the album shows, see `album-address.ts`
 */
export const addressOf = (place: Place, shown?: number, query = ''): string => {
  if (place === 'start') return '#/';
  if (place === 'album') return `#/album${query}`;
  return place === 'photo' && shown !== undefined ? `#/photo/${shown}` : `#/${place}`;
};

/** The parts of an address: the place without the question mark and what follows it, and that. */
export const splitAddress = (hash: string): { readonly place: string; readonly query: string } => {
  const at = hash.indexOf('?');
  return at < 0 ? { place: hash, query: '' } : { place: hash.slice(0, at), query: hash.slice(at) };
};

/**
 * Goes where an address points. One that is unknown, or whose photo is gone, leads to the start: nothing is wrong about
 * a bookmark of yesterday.
 * @param hash the address's last part, with its `#`; may be empty
 */
export const addressVisited = (state: AppState, hash: string): AppState => {
  const [, name, id] = splitAddress(hash).place.split('/');
  if (name === 'photo' && id) {
    return photoWithId(state, Number(id)) ? photoShown(state, Number(id)) : placeShown(state, 'start');
  }
  return placeShown(state, PLACES.find((place) => place === name) ?? 'start');
};
