import { describe, expect, it } from 'vitest';
import { albumAddressVisited, albumQuery } from '../../src/state/album-address';
import { filterTurned, groupTurned, leastChosen, orderChosen } from '../../src/state/album-choices';
import { EMPTY_ALBUM } from '../../src/state/album-state';

describe('the address of the album', () => {
  it('says nothing while the album shows everything', () => {
    expect(albumQuery(EMPTY_ALBUM)).toBe('');
    expect(albumAddressVisited(EMPTY_ALBUM, '')).toBe(EMPTY_ALBUM);
  });

  it('says what is shown, and shows it again', () => {
    const hair = groupTurned(filterTurned(filterTurned(EMPTY_ALBUM, 'Wavy_Hair'), 'Black_Hair'), 'hair');
    const shown = orderChosen(leastChosen(filterTurned(filterTurned(hair, 'Smiling'), 'Smiling'), 0.8), 'name');
    const query = albumQuery(shown);
    expect(query).toBe('?with=Black_Hair,Wavy_Hair&without=Smiling&all=hair&least=80&order=name');
    const again = albumAddressVisited(EMPTY_ALBUM, query);
    expect(albumQuery(again)).toBe(query);
    expect([...again.filter.wishes].toSorted()).toEqual([...shown.filter.wishes].toSorted());
    expect(albumAddressVisited(again, '')).toMatchObject({ filter: EMPTY_ALBUM.filter, order: 'newest' });
  });

  it('is understood with its commas written as %2C', () => {
    const { filter } = albumAddressVisited(EMPTY_ALBUM, '?with=Smiling%2CBangs');
    expect([...filter.wishes.keys()].toSorted()).toEqual(['Bangs', 'Smiling']);
  });

  it.each(['?', '?with', '?with=Nose', '?least=81', '?least=__proto__', '?order=size', '?all=hats', '?%', '?&&=&='])(
    'with words that mean nothing (%s) shows everything',
    (query) => expect(albumQuery(albumAddressVisited(EMPTY_ALBUM, query))).toBe(''),
  );
});
