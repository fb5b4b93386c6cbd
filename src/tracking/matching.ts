import type { Box } from '../domain/geometry';
import { deviation, type Motion } from './motion';

/** Sizes that differ by more than this factor are of two faces. */
const SIZE_LIMIT = 2;
/** A face within this distance of where it is expected, in its sizes, may be it however sure the prediction is. */
const REACH = 1;
/** Farther off, it may be as far as the prediction is unsure: so many standard deviations. */
const DEVIATIONS = 4;
/** ... but not farther than this, in sizes. */
const FARTHEST = 3;

/** Two fitting pairs are better than one that fits best. */
const MOST_COST = 1e4;

/** How well a face fits a remembered one by place, motion and size, above 0; undefined if it can't be the same. */
const goodness = (known: Motion, face: Box<'photo'>): number | undefined => {
  const { distance, cost, away, ratio } = deviation(known, face);
  if (ratio > SIZE_LIMIT || ratio < 1 / SIZE_LIMIT || away > FARTHEST) return undefined;
  if (away > REACH && distance > DEVIATIONS ** 2) return undefined;
  return MOST_COST - Math.min(cost, MOST_COST - 1);
};

type Fits = readonly (readonly (number | undefined)[])[];

/** The assignment of best pairs first. */
const greedy = (fits: Fits): (number | undefined)[] => {
  const pairs = fits.flatMap((row, known) =>
    row.flatMap((value, seen) => (value === undefined ? [] : [{ known, seen, value }])),
  );
  const chosen: (number | undefined)[] = fits.map(() => undefined);
  for (const { known, seen } of pairs.sort((a, b) => b.value - a.value)) {
    if (chosen[known] === undefined && !chosen.includes(seen)) chosen[known] = seen;
  }
  return chosen;
};

/** Swaps what two have been given as long as both together gain: the best pair may leave a bad one to the others. */
const improve = (fits: Fits, chosen: (number | undefined)[]): void => {
  const value = (known: number, seen: number | undefined): number =>
    seen === undefined ? 0 : (fits[known][seen] ?? Number.NEGATIVE_INFINITY);
  for (let swapped = true; swapped; ) {
    swapped = false;
    for (let a = 0; a < chosen.length; a++) {
      for (let b = a + 1; b < chosen.length; b++) {
        const gain = value(a, chosen[b]) + value(b, chosen[a]) - value(a, chosen[a]) - value(b, chosen[b]);
        if (gain > 1e-9) {
          [chosen[a], chosen[b]] = [chosen[b], chosen[a]];
          swapped = true;
        }
      }
    }
  }
};

/**
 * Which face of the frame each remembered one is, by place, motion and size: nothing else of a face is known here.
 * @param known predicted for the time of the frame.
 * @returns for each remembered face the index of a seen one, no index twice; undefined where it isn't seen.
 */
export const matchFaces = (
  known: readonly Motion[],
  seen: readonly { readonly face: Box<'photo'> }[],
): (number | undefined)[] => {
  const fits = known.map((each) => seen.map(({ face }) => goodness(each, face)));
  const chosen = greedy(fits);
  improve(fits, chosen);
  return chosen;
};
