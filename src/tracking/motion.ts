import type { Box } from '../domain/geometry';

/**
 * Where a face is and how it moves: a Kalman filter with constant velocity, the same for x and y, and the size beside it.
 * Lengths are pixels of the frame, times seconds; uncertainties are variances in units of the face's size.
 */
export interface Motion {
  readonly centerX: number;
  readonly centerY: number;
  /** Root of the area. */
  readonly size: number;
  /** Pixels a second. */
  readonly velocityX: number;
  readonly velocityY: number;
  /** Of place, of place and velocity together, of velocity. */
  readonly variance: { readonly place: number; readonly both: number; readonly velocity: number };
  /** Of the logarithm of the size. */
  readonly sizeVariance: number;
}

/** A detector's boxes tremble by about this share of the face's size. */
const TREMBLING = 0.04;
/** People speed up and slow down: the velocity wanders by so many sizes a second within a second. */
const WANDERING = 2.5;
/** Somebody new may move at so many sizes a second. */
const FIRST_VELOCITY = 4;
/** The logarithm of the size trembles by this much, and wanders by this much within a second. */
const SIZE_TREMBLING = 0.06;
const SIZE_WANDERING = 0.1;

const square = (value: number): number => value * value;

/** Centre and size of a box. */
const measured = ({ x, y, width, height }: Box<'photo'>) => ({
  centerX: x + width / 2,
  centerY: y + height / 2,
  size: Math.sqrt(width * height),
});

export const firstMotion = (face: Box<'photo'>): Motion => ({
  ...measured(face),
  velocityX: 0,
  velocityY: 0,
  variance: { place: square(TREMBLING), both: 0, velocity: square(FIRST_VELOCITY) },
  sizeVariance: square(SIZE_TREMBLING),
});

/** The motion so many seconds later, if nothing is seen meanwhile. */
export const predict = (motion: Motion, seconds: number): Motion => {
  const { place, both, velocity } = motion.variance;
  const wandering = square(WANDERING);
  return {
    ...motion,
    centerX: motion.centerX + motion.velocityX * seconds,
    centerY: motion.centerY + motion.velocityY * seconds,
    variance: {
      place: place + 2 * seconds * both + seconds ** 2 * velocity + (wandering * seconds ** 3) / 3,
      both: both + seconds * velocity + (wandering * seconds ** 2) / 2,
      velocity: velocity + wandering * seconds,
    },
    sizeVariance: motion.sizeVariance + square(SIZE_WANDERING) * seconds,
  };
};

/**
 * The motion after the face was seen there. A box that is suddenly smaller shows a face that is going behind something:
 * its centre is that of the part that can still be seen, so it counts the less the more is missing.
 * @param motion predicted for the time of the frame.
 */
export const correct = (motion: Motion, face: Box<'photo'>): Motion => {
  const seen = measured(face);
  const { place, both, velocity } = motion.variance;
  const missing = Math.max(0, Math.log(motion.size / seen.size));
  const total = place + square(TREMBLING) + square(missing);
  const [gain, velocityGain] = [place / total, both / total];
  const [dx, dy] = [seen.centerX - motion.centerX, seen.centerY - motion.centerY];
  const sizeGain = motion.sizeVariance / (motion.sizeVariance + square(SIZE_TREMBLING) + square(missing));
  return {
    centerX: motion.centerX + gain * dx,
    centerY: motion.centerY + gain * dy,
    size: motion.size * (seen.size / motion.size) ** sizeGain,
    velocityX: motion.velocityX + velocityGain * dx,
    velocityY: motion.velocityY + velocityGain * dy,
    variance: {
      place: (1 - gain) * place,
      both: (1 - gain) * both,
      velocity: velocity - velocityGain * both,
    },
    sizeVariance: (1 - sizeGain) * motion.sizeVariance,
  };
};

/** How far a seen face is from what was predicted, by place and size alone. */
export interface Deviation {
  /** Squared Mahalanobis distance of place and size. */
  readonly distance: number;
  /** Twice the negative logarithm of the likelihood, up to a constant: small for what was expected. */
  readonly cost: number;
  /** Distance of the centres, in sizes of the face. */
  readonly away: number;
  /** How many times as large the seen one is. */
  readonly ratio: number;
}

/** @param motion predicted for the time of the frame. */
export const deviation = (motion: Motion, face: Box<'photo'>): Deviation => {
  const seen = measured(face);
  const away = Math.hypot(seen.centerX - motion.centerX, seen.centerY - motion.centerY) / motion.size;
  const ratio = seen.size / motion.size;
  const place = motion.variance.place + square(TREMBLING);
  const size = motion.sizeVariance + square(SIZE_TREMBLING);
  const distance = square(away) / place + square(Math.log(ratio)) / size;
  return { distance, cost: distance + 2 * Math.log(place) + Math.log(size), away, ratio };
};
