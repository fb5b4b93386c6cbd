import { describe, expect, it } from 'vitest';
import { nearestSheet, nextSheet, sheetHeights } from '../../../src/ui/photo/panel-sheet';

describe('the sheet of a phone', () => {
  const heights = sheetHeights(730);

  it('comes to rest where it is nearest', () => {
    expect(nearestSheet(heights.low + 20, heights)).toBe('low');
    expect(nearestSheet(heights.half - 30, heights)).toBe('half');
    expect(nearestSheet(heights.high + 300, heights)).toBe('high');
  });

  it('leaves the photo in sight at its highest, and stays in order on a low screen', () => {
    expect(730 - heights.high).toBeGreaterThan(200);
    const low = sheetHeights(300);
    expect([low.low, low.half, low.high]).toEqual([low.low, low.half, low.high].sort((a, b) => a - b));
  });

  it('goes up step by step, and from the top down again', () => {
    expect(nextSheet('low')).toBe('half');
    expect(nextSheet('half')).toBe('high');
    expect(nextSheet('high')).toBe('low');
  });
});
