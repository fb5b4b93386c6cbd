import type { Box } from '../../src/domain/geometry';
import { overlap } from '../../src/pipeline/response-to-box';
import type { ReferenceFace } from './labels';

/** A face is found when its box and the reference's overlap at least so much (IoU). */
export const FOUND_OVERLAP = 0.5;
/** Reference faces below this size, √(width·height) in pixels, count neither as found nor as missed. */
export const SMALLEST_FACE = 24;
/** Reference faces below this confidence count neither way: the reference itself is in doubt. */
export const SUREST_SCORE = 0.8;

/** Size of a face: √(width·height) of its box, pixels. */
export const faceSize = ({ width, height }: Box<'photo'>): number => Math.sqrt(width * height);

const counts = ({ box, score }: ReferenceFace, smallest: number): boolean =>
  score >= SUREST_SCORE && faceSize(box) >= smallest;

const holdsCentreOf = (outer: Box<'photo'>, inner: Box<'photo'>): boolean => {
  const x = inner.x + inner.width / 2;
  const y = inner.y + inner.height / 2;
  return x >= outer.x && x <= outer.x + outer.width && y >= outer.y && y <= outer.y + outer.height;
};

/** How the faces found in one photo compare with the reference's. */
export interface Match {
  /** The reference faces that count, each with whether it was found. */
  readonly expected: readonly { readonly box: Box<'photo'>; readonly found: boolean }[];
  /** Found faces where the reference has none, neither one that counts nor one that doesn't. */
  readonly falseFaces: number;
}

/** Pairs found and reference boxes one to one, the best overlap first; only pairs from {@link FOUND_OVERLAP} on. */
const pair = (found: readonly Box<'photo'>[], reference: readonly ReferenceFace[]): Map<number, number> => {
  const pairs = found
    .flatMap((box, f) => reference.map((face, r) => ({ f, r, value: overlap(box, face.box) })))
    .filter(({ value }) => value >= FOUND_OVERLAP)
    .sort((a, b) => b.value - a.value);
  const referenceOf = new Map<number, number>();
  const taken = new Set<number>();
  for (const { f, r } of pairs) {
    if (referenceOf.has(f) || taken.has(r)) continue;
    referenceOf.set(f, r);
    taken.add(r);
  }
  return referenceOf;
};

/**
 * Compares the faces found in a photo with every face that the reference sees there. Small or doubtful reference faces
 * count neither way: not as missed, and what is found on them not as false.
 * @param smallest size from which a reference face counts, pixels.
 */
export const matchFaces = (
  found: readonly Box<'photo'>[],
  reference: readonly ReferenceFace[],
  smallest = SMALLEST_FACE,
): Match => {
  const referenceOf = pair(found, reference);
  const foundReferences = new Set(referenceOf.values());
  const ignored = reference.filter((face) => !counts(face, smallest));
  const isFalse = (box: Box<'photo'>, index: number): boolean =>
    !referenceOf.has(index) && !ignored.some((face) => holdsCentreOf(face.box, box));
  return {
    expected: reference.flatMap((face, index) =>
      counts(face, smallest) ? [{ box: face.box, found: foundReferences.has(index) }] : [],
    ),
    falseFaces: found.filter(isFalse).length,
  };
};
