import type { FrameFace } from '../domain/frames';
import type { Box } from '../domain/geometry';

/** A face that was seen before, as far as recognising it in the next frame goes. */
export interface Remembered {
  /** Where it is expected now. */
  readonly face: Box<'photo'>;
  readonly features: Float32Array;
  /** How far, in sizes of the face, it may be from there. */
  readonly reach: number;
}

type Seen = Pick<FrameFace, 'face' | 'features'>;

/** Sizes that differ by more than this factor are of two faces, unless their looks say otherwise. */
const SIZE_LIMIT = 2;

/**
 * Two pictures of a face are this alike, wherever it is now; two people's aren't. `npx tsx tools/bench/frames.ts` prints
 * how alike the features of one person in motion, and of two, are.
 */
const SAME_LOOKS = 0.6;

const overlap = (a: Box<'photo'>, b: Box<'photo'>): number => {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const shared = Math.max(0, width) * Math.max(0, height);
  return shared / (a.width * a.height + b.width * b.height - shared);
};

/** Cosine of the angle between two features, which may be negative; 0 for an obtuse angle and for one that is all zero. */
export const likeness = (a: Float32Array, b: Float32Array): number => {
  let [product, ofA, ofB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    product += a[i] * b[i];
    ofA += a[i] * a[i];
    ofB += b[i] * b[i];
  }
  return product > 0 ? product / Math.sqrt(ofA * ofB) : 0;
};

const sizeOf = ({ width, height }: Box<'photo'>): number => Math.sqrt(width * height);

/** How well a face fits a remembered one: place, overlap and looks; undefined if it can't be the same. */
const goodness = (known: Remembered, { face, features }: Seen): number | undefined => {
  const size = sizeOf(known.face);
  const ratio = sizeOf(face) / size;
  const dx = known.face.x + known.face.width / 2 - face.x - face.width / 2;
  const dy = known.face.y + known.face.height / 2 - face.y - face.height / 2;
  const away = Math.hypot(dx, dy) / size;
  const alike = likeness(known.features, features);
  const isNear = away <= known.reach && ratio <= SIZE_LIMIT && ratio >= 1 / SIZE_LIMIT;
  if (!isNear && alike < SAME_LOOKS) return undefined;
  return (overlap(known.face, face) + Math.exp(-away * away)) / 2 + alike;
};

/** The assignment of best pairs first. */
const greedy = (fits: readonly (readonly (number | undefined)[])[]): (number | undefined)[] => {
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
const improve = (fits: readonly (readonly (number | undefined)[])[], chosen: (number | undefined)[]): void => {
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
 * Which face of the frame each remembered one is.
 * @returns for each remembered face the index of a seen one, no index twice; undefined where it isn't seen.
 */
export const matchFaces = (known: readonly Remembered[], seen: readonly Seen[]): (number | undefined)[] => {
  const fits = known.map((each) => seen.map((face) => goodness(each, face)));
  const chosen = greedy(fits);
  improve(fits, chosen);
  return chosen;
};

/** A face with the time of its first and its last sighting, ms. */
export interface Dated {
  readonly bornMs: number;
  readonly seenMs: number;
  readonly features: Float32Array;
}

/**
 * A face that comes back half hidden counts as a newcomer at first. Once it shows, it is given back to whom it is.
 * @param matches of {@link matchFaces}; changed where somebody lost is recognised.
 * @returns the newcomers that turned out to be somebody else.
 */
export const recognise = <Known extends Dated>(
  known: readonly Known[],
  seen: readonly Seen[],
  matches: (number | undefined)[],
): readonly Known[] => {
  const mistaken: Known[] = [];
  known.forEach((lost, i) => {
    if (matches[i] !== undefined) return;
    const newcomer = known.findIndex(({ bornMs }, j) => {
      const match = matches[j];
      return match !== undefined && bornMs > lost.seenMs && likeness(lost.features, seen[match].features) >= SAME_LOOKS;
    });
    if (newcomer < 0) return;
    matches[i] = matches[newcomer];
    matches[newcomer] = undefined;
    mistaken.push(known[newcomer]);
  });
  return mistaken;
};
