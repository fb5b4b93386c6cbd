import { describe, expect, it } from 'vitest';
import { albumEn } from '../../src/ui/texts/album-en';

describe('the album says', () => {
  it('which of the faces are shown', () => {
    const wanted = albumEn.wanted([['Eyeglasses'], ['Smiling']], ['Wearing hat'], 0);
    expect(albumEn.resultWanted(albumEn.result(214, 1032), wanted)).toBe(
      '214 of 1,032 faces: Eyeglasses and Smiling, not Wearing hat',
    );
    expect(albumEn.wanted([], ['Smiling'], 0)).toBe('not Smiling');
  });

  it('of which one of a group is enough, and how sure it has to be', () => {
    expect(albumEn.wanted([['Black hair', 'Blond hair']], [], 0)).toBe('Black hair or Blond hair');
    expect(albumEn.wanted([['Black hair', 'Blond hair'], ['Smiling']], ['Bald'], 0.8)).toBe(
      '(Black hair or Blond hair) and Smiling, not Bald, at least 80% sure',
    );
    expect(albumEn.result(1, 1)).toBe('1 face');
  });

  it.each([
    [4_000, 'a few seconds left'],
    [34_000, 'about 40 seconds left'],
    [70_000, 'about 1 minute left'],
    [125_000, 'about 2 minutes left'],
    [7_200_000, 'about 2 hours left'],
  ])('after %i ms how long it will take', (milliseconds, words) => {
    expect(albumEn.adding.left(milliseconds)).toBe(words);
  });

  it('how far adding is', () => {
    expect(albumEn.adding.progress(214, 1000)).toBe('214 of 1,000 photos');
  });
});
