/** One bit a row, 32 in a number: sets of many rows are combined and counted a word at a time. */
export type RowBits = Uint32Array;

/** @param has whether a row is in the set */
export const bitsOf = (rows: number, has: (row: number) => boolean): RowBits => {
  const bits = new Uint32Array(Math.ceil(rows / 32));
  for (let row = 0; row < rows; row++) if (has(row)) bits[row >> 5] = (bits[row >> 5] ?? 0) | (1 << (row & 31));
  return bits;
};

export const hasBit = (bits: RowBits, row: number): boolean => (((bits[row >> 5] ?? 0) >>> (row & 31)) & 1) === 1;

/** The rows that are in both sets. */
export const bothOf = (a: RowBits, b: RowBits): RowBits => a.map((word, at) => word & (b[at] ?? 0));

/** How many bits of a word are set. */
const onesIn = (word: number): number => {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return (((fours + (fours >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
};

/** How many rows are in both sets. */
export const countBoth = (a: RowBits, b: RowBits): number => {
  let count = 0;
  for (let at = 0; at < a.length; at++) count += onesIn((a[at] ?? 0) & (b[at] ?? 0));
  return count;
};
