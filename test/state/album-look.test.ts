import { describe, expect, it } from 'vitest';
import { facesSelected, rangeSelected, tileToggled } from '../../src/state/album-choices';
import { buildIndex } from '../../src/state/album-index';
import { FIRST_LOOK, lookChosen, lookRead, lookWritten, tilesOf } from '../../src/state/album-look';
import { EMPTY_ALBUM } from '../../src/state/album-state';
import { albumFace, albumPhoto } from './made-album';

const INDEX = buildIndex([
  albumPhoto('a', [albumFace()]),
  albumPhoto('pair', [albumFace(), albumFace([], 1)]),
  albumPhoto('c', [albumFace()]),
]);
const ROWS = Uint32Array.of(2, 0, 1, 3);

describe('the tiles', () => {
  it('are the faces, in the order in which they are shown', () => {
    expect(tilesOf(INDEX, ROWS, 'faces').map(({ keys }) => keys)).toEqual([['pair/1'], ['a/0'], ['pair/0'], ['c/0']]);
  });

  it('are the photos with their faces that are shown; a photo stands where its first face would', () => {
    expect(tilesOf(INDEX, ROWS, 'photos').map(({ keys }) => keys)).toEqual([['pair/1', 'pair/0'], ['a/0'], ['c/0']]);
    expect(tilesOf(INDEX, Uint32Array.of(1), 'photos').map(({ keys }) => keys)).toEqual([['pair/0']]);
  });
});

describe('selecting photos', () => {
  const tiles = tilesOf(INDEX, ROWS, 'photos');
  const [pair, a, c] = tiles;
  if (!pair || !a || !c) throw new Error('There are three photos.');

  it('selects all of their faces that are shown, and again none of them', () => {
    const selected = tileToggled(EMPTY_ALBUM, pair);
    expect([...selected.selected]).toEqual(['pair/1', 'pair/0']);
    expect(tileToggled(selected, pair).selected.size).toBe(0);
  });

  it('of which some faces are selected selects the rest', () => {
    const some = facesSelected(EMPTY_ALBUM, ['pair/0']);
    expect(tileToggled(some, pair).selected.size).toBe(2);
  });

  it('goes from the one that was selected first to another one with all between them', () => {
    const range = rangeSelected(tileToggled(EMPTY_ALBUM, c), pair, tiles);
    expect([...range.selected].toSorted()).toEqual(['a/0', 'c/0', 'pair/0', 'pair/1']);
  });
});

describe('the look of the album', () => {
  it('is written down and read again', () => {
    const { look } = lookChosen(EMPTY_ALBUM, { view: 'photos', size: 'large' });
    expect({ ...FIRST_LOOK, ...lookRead(lookWritten(look)) }).toEqual(look);
  });

  it.each([null, undefined, '', 'huge', 'faces\nphotos', '{}'])('of which nothing can be read (%j) stays', (text) => {
    expect(lookRead(text)).toEqual({});
  });
});
