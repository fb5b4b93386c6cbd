import { describe, expect, it } from 'vitest';
import { INITIAL_STATE, PLACES } from '../../../src/state/page/app-state';
import { addressOf, addressVisited } from '../../../src/state/page/places';
import { photosAdded, placeShown } from '../../../src/state/page/transitions';

const opened = photosAdded(INITIAL_STATE, [
  { id: 1, name: '1.jpg' },
  { id: 2, name: '2.jpg' },
]);

describe('an address', () => {
  it.each(PLACES)('of the place "%s" leads there again', (place) => {
    const there = placeShown(opened, place);
    expect(addressVisited(placeShown(opened, 'about'), addressOf(place, there.shown))).toEqual(there);
  });

  it('names the photo on the stage', () => {
    expect(addressOf('photo', 2)).toBe('#/photo/2');
    expect(addressVisited(opened, '#/photo/2')).toMatchObject({ place: 'photo', shown: 2 });
  });

  it('of an empty stage is kept too', () => {
    expect(addressOf('photo')).toBe('#/photo');
    expect(addressVisited(INITIAL_STATE, '#/photo').place).toBe('photo');
  });

  it.each(['', '#', '#/', '#/nowhere', '#album', '#/photo/9', '#/photo/x'])('"%s" leads to the start', (hash) => {
    const state = addressVisited(opened, hash);
    expect(state).toMatchObject({ place: 'start', notices: [] });
    expect(state.photos).toHaveLength(2);
  });
});
