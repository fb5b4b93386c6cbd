import { type AppState, PLACES, type Place, photoWithId } from './app-state';
import { photoShown, placeShown } from './transitions';

/** The address of a place, as it stands behind the page's own: `#/album`. The start has none of its own. */
export const addressOf = (place: Place, shown?: number): string => {
  if (place === 'start') return '#/';
  return place === 'photo' && shown !== undefined ? `#/photo/${shown}` : `#/${place}`;
};

/**
 * Goes where an address points. One that is unknown, or whose photo is gone, leads to the start: nothing is wrong about
 * a bookmark of yesterday.
 * @param hash the address's last part, with its `#`; may be empty
 */
export const addressVisited = (state: AppState, hash: string): AppState => {
  const [, name, id] = hash.split('/');
  if (name === 'photo' && id) {
    return photoWithId(state, Number(id)) ? photoShown(state, Number(id)) : placeShown(state, 'start');
  }
  return placeShown(state, PLACES.find((place) => place === name) ?? 'start');
};
