import { LONG_PHOTO } from '../domain/contract';
import type { Size, Square } from '../domain/geometry';
import { MOST_WINDOWS, WINDOW_SHARED } from './config';

/** Middles of equal intervals of `side` that cover `low`…`high`, each sharing at least `shared` of it with the next. */
export const cover = (low: number, high: number, side: number, shared: number): number[] => {
  if (high - low <= side) return [(low + high) / 2];
  const count = 1 + Math.ceil((high - low - side) / (side * (1 - shared)));
  const step = (high - low - side) / (count - 1);
  return Array.from({ length: count }, (_, i) => low + side / 2 + i * step);
};

/**
 * Squares along a long photo, as large as its short side, or larger where there would be too many of them. Empty for
 * other photos, which one square shows well enough.
 */
export const windowsOf = ({ width, height }: Size, roll: number): Square<'photo'>[] => {
  const [long, short] = width > height ? [width, height] : [height, width];
  if (long <= LONG_PHOTO * short) return [];
  const side = Math.max(short, long / (1 + (MOST_WINDOWS - 1) * (1 - WINDOW_SHARED)));
  return cover(0, long, side, WINDOW_SHARED).map((middle) =>
    width > height
      ? { centerX: middle, centerY: height / 2, side, roll }
      : { centerX: width / 2, centerY: middle, side, roll },
  );
};
