import type { Box, Size } from '../domain/geometry';

/** A place in the picture as it is shown, CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Faces and labels keep this distance, CSS pixels. */
const GAP = 6;

/** From so many faces on, all labels stand in the list: beside the faces nobody would know whose they are. */
export const CROWD = 3;

const apart = (a: Box<'photo'>, b: Box<'photo'>): boolean =>
  a.x + a.width + GAP <= b.x ||
  b.x + b.width + GAP <= a.x ||
  a.y + a.height + GAP <= b.y ||
  b.y + b.height + GAP <= a.y;

const clamp = (value: number, most: number): number => Math.min(Math.max(value, 0), Math.max(most, 0));

/** To the right of the face, to its left, below it, above it. */
const placesBeside = (face: Box<'photo'>, label: Size, window: Size): Point[] => {
  const y = clamp(face.y, window.height - label.height);
  const x = clamp(face.x + (face.width - label.width) / 2, window.width - label.width);
  return [
    { x: face.x + face.width + GAP, y },
    { x: face.x - label.width - GAP, y },
    { x, y: face.y + face.height + GAP },
    { x, y: face.y - label.height - GAP },
  ];
};

const inside = ({ x, y, width, height }: Box<'photo'>, window: Size): boolean =>
  x >= 0 && y >= 0 && x + width <= window.width && y + height <= window.height;

/**
 * Where the label of each face stands so that it covers no face and no other label and is all to be seen.
 * @param faces boxes in CSS pixels of the window in which they are shown
 * @param labels their labels' sizes, in the same order; empty ones need no place
 * @returns undefined for a label that belongs into the list: it has no room, or there are {@link CROWD} faces or more
 */
export const placeLabels = (
  faces: readonly Box<'photo'>[],
  labels: readonly Size[],
  window: Size,
): readonly (Point | undefined)[] => {
  if (faces.length >= CROWD) return faces.map(() => undefined);
  const taken: Box<'photo'>[] = [...faces];
  return faces.map((face, i) => {
    const boxAt = (point: Point): Box<'photo'> => ({ ...point, ...labels[i] });
    const place = placesBeside(face, labels[i], window).find((point) => {
      const box = boxAt(point);
      return inside(box, window) && taken.every((other) => apart(box, other));
    });
    if (place) taken.push(boxAt(place));
    return place;
  });
};

/** A picture may lose this share of its width or height to fill a screen of another shape. */
const MOST_LOST = 0.4;

/**
 * How large a picture is shown in a window.
 * @param ratio the picture's width by its height
 * @param fills whether it covers the window as far as little of it is lost; otherwise all of it is seen
 */
export const pictureSize = (window: Size, ratio: number, fills: boolean): Size => {
  const windowRatio = window.width / window.height;
  const kept = Math.min(ratio / windowRatio, windowRatio / ratio);
  const isWide = ratio > windowRatio;
  const covers = fills && kept >= 1 - MOST_LOST;
  return isWide === covers
    ? { width: window.height * ratio, height: window.height }
    : { width: window.width, height: window.width / ratio };
};

/** Where a box is in a mirror that is as wide as the frame. */
export const mirrored = (box: Box<'photo'>, frameWidth: number): Box<'photo'> => ({
  ...box,
  x: frameWidth - box.x - box.width,
});

/** A box in a picture that is so many times as large. */
export const scaled = ({ x, y, width, height }: Box<'photo'>, factor: number): Box<'photo'> => ({
  x: x * factor,
  y: y * factor,
  width: width * factor,
  height: height * factor,
});
