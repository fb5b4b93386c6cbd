import { describe, expect, it } from 'vitest';
import { bitsOf, bothOf, countBoth, hasBit } from '../../src/state/row-bits';

describe('sets of rows', () => {
  const rows = (amount: number) => Array.from({ length: amount }, (_, row) => row);

  it.each([0, 1, 31, 32, 33, 64, 1000])('of %i rows hold what was put in, and nothing else', (amount) => {
    const thirds = bitsOf(amount, (row) => row % 3 === 0);
    expect(rows(amount).filter((row) => hasBit(thirds, row))).toEqual(rows(amount).filter((row) => row % 3 === 0));
    const all = bitsOf(amount, () => true);
    expect(countBoth(all, all)).toBe(amount);
    expect(countBoth(thirds, all)).toBe(Math.ceil(amount / 3));
  });

  it('have in common what is in both', () => {
    const [even, thirds] = [bitsOf(100, (row) => row % 2 === 0), bitsOf(100, (row) => row % 3 === 0)];
    expect(rows(100).filter((row) => hasBit(bothOf(even, thirds), row))).toEqual(
      rows(100).filter((row) => row % 6 === 0),
    );
    expect(countBoth(even, thirds)).toBe(17);
  });
});
