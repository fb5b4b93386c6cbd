import { describe, expect, it } from 'vitest';
import {
  AT_REST,
  centeredOn,
  heldIn,
  LARGEST,
  movedBy,
  type Point,
  type Zoom,
  zoomedAt,
} from '../../../src/ui/photo/stage-zoom';

/** A photo as wide as its window, with 50 px free above and below. */
const ROOM = { window: { width: 400, height: 300 }, picture: { width: 400, height: 200 } };

/** Where in the picture, 0–1, something lies that is seen at a point of the window. */
const underPoint = ({ scale, x, y }: Zoom, point: Point): Point => ({
  x: (point.x - x) / (400 * scale),
  y: (point.y - 50 - y) / (200 * scale),
});

describe('zooming', () => {
  it('keeps what is under the pointer under it', () => {
    const point = { x: 130, y: 120 };
    const once = zoomedAt(AT_REST, 3, point, ROOM);
    const twice = zoomedAt(once, 1.5, point, ROOM);
    expect(once.scale).toBe(3);
    expect(twice.scale).toBe(4.5);
    for (const zoom of [once, twice]) {
      expect(underPoint(zoom, point).x).toBeCloseTo(underPoint(AT_REST, point).x);
      expect(underPoint(zoom, point).y).toBeCloseTo(underPoint(AT_REST, point).y);
    }
  });

  it('ends at the whole photo on one side and at single pixels on the other', () => {
    expect(zoomedAt(AT_REST, 0.5, { x: 10, y: 10 }, ROOM)).toEqual(AT_REST);
    const large = zoomedAt(AT_REST, 1000, { x: 200, y: 150 }, ROOM);
    expect(large.scale).toBe(LARGEST);
    expect(zoomedAt(large, 0.001, { x: 17, y: 290 }, ROOM)).toEqual(AT_REST);
  });
});

describe('moving', () => {
  const twice = zoomedAt(AT_REST, 2, { x: 200, y: 150 }, ROOM);

  it('does nothing while the whole photo is seen', () => {
    expect(movedBy(AT_REST, 50, -20, ROOM)).toEqual(AT_REST);
  });

  it('stops at the edges of the photo', () => {
    // The picture is 800 × 400 now: its left edge at the window's, its bottom edge at the window's.
    const { x, y } = movedBy(twice, 5000, -5000, ROOM);
    expect({ left: x, bottom: 50 + y + 400 }).toEqual({ left: 0, bottom: 300 });
  });

  it('keeps the photo inside when the window changes its size', () => {
    const narrow = { window: { width: 200, height: 300 }, picture: { width: 200, height: 100 } };
    const held = heldIn(movedBy(twice, -5000, 0, ROOM), narrow);
    expect(held.x + 400).toBe(200);
  });
});

describe('a face that is chosen while the photo is enlarged', () => {
  it('is brought to the middle', () => {
    const zoom = centeredOn({ ...AT_REST, scale: 4 }, { x: 0.4, y: 0.5 }, ROOM);
    expect(underPoint(zoom, { x: 200, y: 150 }).x).toBeCloseTo(0.4);
    expect(underPoint(zoom, { x: 200, y: 150 }).y).toBeCloseTo(0.5);
  });

  it('lies nearer to the edge where it does in the photo', () => {
    const zoom = centeredOn({ ...AT_REST, scale: 4 }, { x: 0.01, y: 0.5 }, ROOM);
    expect(zoom.x).toBeCloseTo(0);
  });
});
