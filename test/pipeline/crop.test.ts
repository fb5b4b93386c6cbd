import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { boxOf, cropSquare, degrees, faceBox, pointIn, sceneSquare } from '../../src/pipeline/crop';

describe('geometry of the crops', () => {
  it('looks at the whole photo in a square round its centre', () => {
    expect(sceneSquare({ width: 640, height: 480 })).toEqual({ centerX: 320, centerY: 240, side: 640, roll: 0 });
    expect(boxOf(sceneSquare({ width: 640, height: 480 }))).toEqual({ x: 0, y: -80, width: 640, height: 640 });
  });

  it('turns a point of a square into one of the photo', () => {
    const square = { centerX: 100, centerY: 50, side: 40, roll: 0 };
    expect(pointIn(square, 0, 0)).toEqual({ x: 80, y: 30 });
    expect(pointIn(square, 0.75, 0.5)).toEqual({ x: 110, y: 50 });
  });

  it('puts a face into the photo by its place in the head', () => {
    const head = { centerX: 100, centerY: 80, side: 50, roll: 0 };
    const face = { offsetX: 0.1, offsetY: -0.2, logWidth: Math.log(0.4), logHeight: Math.log(0.6), roll: 0 };
    const box = faceBox(head, face);
    expect(box.x).toBeCloseTo(95, 10);
    expect(box.y).toBeCloseTo(55, 10);
    expect(box.width).toBeCloseTo(20, 10);
    expect(box.height).toBeCloseTo(30, 10);
  });

  it("is Python's, for every stored box, tilt and shift", () => {
    const cases = JSON.parse(readFileSync(new URL('../fixtures/crops.json', import.meta.url), 'utf8'));
    expect(cases.length).toBeGreaterThan(1);
    for (const { box, roll, geometry, square } of cases) {
      const ours = cropSquare(box, roll, geometry);
      expect(ours.centerX).toBeCloseTo(square.centerX, 9);
      expect(ours.centerY).toBeCloseTo(square.centerY, 9);
      expect(ours.side).toBeCloseTo(square.side, 9);
      expect(ours.roll).toBe(square.roll);
    }
  });

  it('cuts an upright face with a side and a shift in units of its size', () => {
    const square = cropSquare({ x: 90, y: 180, width: 20, height: 45 }, 0, { side: 2, shiftX: 0.1, shiftY: -0.2 });
    // √(20 · 45) = 30.
    expect(square).toEqual({ centerX: 103, centerY: 196.5, side: 60, roll: 0 });
  });

  it('shifts along the axes of the tilted head', () => {
    const face = { x: -10, y: -10, width: 20, height: 20 };
    const quarter = cropSquare(face, Math.PI / 2, { side: 1, shiftX: 0, shiftY: 0.5 });
    // Down, for a head turned clockwise by a quarter, is to the left in the picture.
    expect(quarter.centerX).toBeCloseTo(-10, 10);
    expect(quarter.centerY).toBeCloseTo(0, 10);
    expect(quarter.roll).toBe(Math.PI / 2);
  });

  it('says angles in degrees', () => {
    expect(degrees(Math.PI)).toBe(180);
    expect(degrees(-Math.PI / 4)).toBe(-45);
  });
});
