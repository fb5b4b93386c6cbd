import { describe, expect, it } from 'vitest';
import type { Box } from '../../src/domain/geometry';
import { mirrored, pictureSize, placeLabels } from '../../src/ui/camera-layout';
import { seeded } from '../tracking/made-motion';

const WINDOW = { width: 900, height: 500 };
const LABEL = { width: 184, height: 68 };

const face = (x: number, y: number, size: number): Box<'photo'> => ({ x, y, width: size, height: size });

const overlaps = (a: Box<'photo'>, b: Box<'photo'>): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const labelled = (faces: readonly Box<'photo'>[]) =>
  placeLabels(
    faces,
    faces.map(() => LABEL),
    WINDOW,
  );

describe('the label of a face', () => {
  it('stands to its right, to its left where there is no room, or under it', () => {
    expect(labelled([face(300, 100, 150)])).toEqual([{ x: 456, y: 100 }]);
    expect(labelled([face(740, 100, 150)])).toEqual([{ x: 550, y: 100 }]);
    expect(placeLabels([face(40, 20, 150)], [LABEL], { width: 230, height: 300 })).toEqual([{ x: 23, y: 176 }]);
  });

  it('goes to the list where it would cover a face or leave the picture', () => {
    expect(labelled([face(10, 10, 880)])).toEqual([undefined]);
    const [, second] = placeLabels([face(0, 0, 150), face(160, 0, 150)], [LABEL, LABEL], { width: 310, height: 160 });
    expect(second).toBeUndefined();
  });

  it('goes to the list with three faces or more', () => {
    expect(labelled([face(0, 0, 60), face(300, 0, 60), face(600, 0, 60)])).toEqual([undefined, undefined, undefined]);
  });

  it('covers no face, no other label and no edge, wherever one or two faces are', () => {
    const random = seeded(5);
    let placed = 0;
    for (let i = 0; i < 2_000; i++) {
      const faces = Array.from({ length: 1 + (i % 2) }, () => {
        const size = 30 + random() * 300;
        return face(random() * (WINDOW.width - size), random() * (WINDOW.height - size), size);
      });
      const boxes = labelled(faces).flatMap((place) => (place ? [{ ...place, ...LABEL }] : []));
      placed += boxes.length;
      for (const box of boxes) {
        expect(faces.some((each) => overlaps(box, each))).toBe(false);
        expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= 900 && box.y + box.height <= 500).toBe(true);
      }
      if (boxes.length === 2) expect(overlaps(boxes[0], boxes[1])).toBe(false);
    }
    expect(placed).toBeGreaterThan(2_000);
  });
});

describe('a live picture', () => {
  const phone = { width: 390, height: 640 };

  it('is seen in full on a desktop, as large as its room allows', () => {
    expect(pictureSize({ width: 900, height: 500 }, 16 / 9, false)).toEqual({ width: 500 * (16 / 9), height: 500 });
    expect(pictureSize({ width: 800, height: 700 }, 2, false)).toEqual({ width: 800, height: 400 });
  });

  it('fills a phone when it has about the shape of the phone', () => {
    expect(pictureSize(phone, 9 / 16, true)).toEqual({ width: 390, height: 390 / (9 / 16) });
    expect(pictureSize(phone, 3 / 4, true)).toEqual({ width: 480, height: 640 });
  });

  it('is not cut to a strip on a phone when it lies across', () => {
    expect(pictureSize(phone, 16 / 9, true)).toEqual({ width: 390, height: 390 / (16 / 9) });
  });
});

describe('in a mirror', () => {
  it('a box keeps its size and changes sides', () => {
    expect(mirrored({ x: 10, y: 20, width: 30, height: 40 }, 640)).toEqual({ x: 600, y: 20, width: 30, height: 40 });
  });
});
