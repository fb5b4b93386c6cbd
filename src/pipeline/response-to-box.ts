import { type Box, overlap } from '../domain/geometry';

export { overlap };

/** A cell of a square map and its value. */
export interface Peak {
  readonly row: number;
  readonly column: number;
  readonly value: number;
}

/**
 * The cells of a square map that no neighbour exceeds, highest first. On a plateau every cell is a peak: the boxes decide
 * which of them are the same thing, so that one is never lost.
 * @param map row-major, side × side values.
 * @param floor lowest value of a peak.
 */
export const peaksOf = (map: ArrayLike<number>, side: number, floor: number): Peak[] => {
  const peaks: Peak[] = [];
  const highestAround = (row: number, column: number): number => {
    let highest = Number.NEGATIVE_INFINITY;
    for (let y = Math.max(0, row - 1); y <= Math.min(side - 1, row + 1); y++) {
      for (let x = Math.max(0, column - 1); x <= Math.min(side - 1, column + 1); x++) {
        highest = Math.max(highest, map[y * side + x]);
      }
    }
    return highest;
  };
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const value = map[row * side + column];
      if (value >= floor && value >= highestAround(row, column)) peaks.push({ row, column, value });
    }
  }
  return peaks.sort((a, b) => b.value - a.value);
};

/** What non-maximum suppression needs to know of a thing. */
export interface Candidate {
  readonly box: Box<'photo'>;
  readonly score: number;
}

/**
 * Greedy non-maximum suppression: the highest score stays, what overlaps it by more than `limit` (IoU) goes, and so on.
 * @returns the survivors, highest score first; equal scores keep their order.
 */
export const suppressOverlaps = <C extends Candidate>(candidates: readonly C[], limit: number): C[] => {
  const kept: C[] = [];
  for (const candidate of [...candidates].sort((a, b) => b.score - a.score)) {
    if (kept.every((other) => overlap(candidate.box, other.box) <= limit)) kept.push(candidate);
  }
  return kept;
};
