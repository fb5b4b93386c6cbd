import { describe, expect, it } from 'vitest';
import { TILE_SIZES } from '../../src/state/album-look';
import { facesInPage, GAP, gridLayout, nextFace } from '../../src/ui/album-layout';

/** Windows from a small phone to a 4K screen. */
const WINDOWS = [
  [288, 568],
  [358, 844],
  [728, 1024],
  [950, 800],
  [1600, 1080],
  [3500, 2160],
  [600, 2160],
] as const;

describe('the grid', () => {
  it('has four, three or two columns on phones', () => {
    expect(TILE_SIZES.map((size) => gridLayout(358, 844, 1000, size).columns)).toEqual([4, 3, 2]);
  });

  it.each(WINDOWS)('of %i × %i pixels has larger tiles with each size', (width, height) => {
    const [small = 0, medium = 0, large = 0] = TILE_SIZES.map((size) => gridLayout(width, height, 5000, size).side);
    expect(small).toBeLessThan(medium);
    expect(medium).toBeLessThan(large);
  });

  it.each(WINDOWS)(
    'of %i × %i pixels puts at most 200 elements into the page, wherever it is scrolled',
    (width, height) => {
      const layout = gridLayout(width, height, 5000, 'small');
      for (let scrolled = -200; scrolled < layout.height; scrolled += 977) {
        const { start, end } = facesInPage(layout, scrolled, height, 5000);
        // One element a tile and one round them.
        expect(end - start + 1).toBeLessThanOrEqual(200);
      }
    },
  );

  it.each(WINDOWS)('of %i × %i pixels has every face in the page that can be seen', (width, height) => {
    const layout = gridLayout(width, height, 5000);
    const pitch = layout.side + GAP;
    for (let scrolled = 0; scrolled < layout.height - height; scrolled += 977) {
      const { start, end } = facesInPage(layout, scrolled, height, 5000);
      expect((start / layout.columns) * pitch).toBeLessThanOrEqual(scrolled);
      expect(Math.ceil(end / layout.columns) * pitch).toBeGreaterThanOrEqual(scrolled + height);
    }
  });

  it('ends with its last face', () => {
    const layout = gridLayout(950, 800, 31);
    expect(facesInPage(layout, layout.height, 800, 31).end).toBe(31);
    expect(gridLayout(950, 800, 0).height).toBe(0);
  });
});

describe('arrow keys', () => {
  it('move between faces and stay at the edges', () => {
    expect(nextFace('ArrowRight', 3, 4, 10)).toBe(4);
    expect(nextFace('ArrowLeft', 0, 4, 10)).toBe(0);
    expect(nextFace('ArrowDown', 1, 4, 10)).toBe(5);
    expect(nextFace('ArrowDown', 8, 4, 10)).toBe(8);
    expect(nextFace('ArrowUp', 2, 4, 10)).toBe(2);
    expect(nextFace('End', 2, 4, 10)).toBe(9);
    expect(nextFace('Home', 2, 4, 10)).toBe(0);
    expect(nextFace('x', 2, 4, 10)).toBeUndefined();
  });
});
