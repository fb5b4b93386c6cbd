import { describe, expect, it } from 'vitest';
import { KNOWN_SIDE, type KnownColorsContext, readsTrue } from '../../src/domain/known-colors';

/** A canvas in memory whose bytes are changed on their way out. */
const contextOf = (change: (value: number, at: number) => number): KnownColorsContext => {
  const data = new Uint8ClampedArray(4 * KNOWN_SIDE * KNOWN_SIDE);
  return {
    fillStyle: '',
    fillRect(x, y, width, height) {
      const color = (String(this.fillStyle).match(/\d+/g) ?? []).map(Number);
      for (let row = y; row < y + height; row++) {
        for (let column = x; column < x + width; column++) data.set([...color, 255], 4 * (row * KNOWN_SIDE + column));
      }
    },
    getImageData: () => ({ data: data.map(change) }),
  };
};

describe('the known colours', () => {
  it('are recognised where pixels are read as they are', () => {
    expect(readsTrue(contextOf((value) => value))).toBe(true);
  });

  it('are recognised where a browser only blurs fingerprints, by one or two', () => {
    expect(readsTrue(contextOf((value, at) => value + (at % 5) - 2))).toBe(true);
  });

  it.each([
    ['noise', (_: number, at: number) => (at * 7919) % 256],
    ['white', () => 255],
    ['nothing', () => 0],
  ])('are not recognised where a browser gives %s instead', (_, change) => {
    expect(readsTrue(contextOf(change))).toBe(false);
  });
});
