import { describe, expect, it } from 'vitest';
import { faceBox, normalRoll, sceneSquare } from '../../src/pipeline/crop';
import { mapAsPhotoLies, quarterDegrees } from '../../src/pipeline/turn';

const QUARTER = Math.PI / 2;

describe('a map read from a square that is turned', () => {
  // What the net saw, row by row: top left 1, top right 2, bottom left 3, bottom right 4.
  const map = Float32Array.from([1, 2, 3, 4]);

  it('is the same map in a photo that lies as it should', () => {
    expect(mapAsPhotoLies(map, 0)).toBe(map);
  });

  it('is turned with the photo', () => {
    expect(Array.from(mapAsPhotoLies(map, QUARTER))).toEqual([3, 1, 4, 2]);
    expect(Array.from(mapAsPhotoLies(map, Math.PI))).toEqual([4, 3, 2, 1]);
    expect(Array.from(mapAsPhotoLies(map, -QUARTER))).toEqual([2, 4, 1, 3]);
  });
});

describe('a face in a turned head', () => {
  it('lies in the photo where the turned square shows it, as wide as it was high', () => {
    const head = sceneSquare({ width: 100, height: 100 }, QUARTER);
    // In the square's own frame: a tenth of its side above the middle, 20 wide, 30 high.
    const face = { offsetX: 0, offsetY: -0.1, logWidth: Math.log(0.2), logHeight: Math.log(0.3), roll: 0 };
    const box = faceBox(head, face);
    expect(box.width).toBeCloseTo(30, 6);
    expect(box.height).toBeCloseTo(20, 6);
    // Up in the square is right in the photo.
    expect(box.x + box.width / 2).toBeCloseTo(60, 6);
    expect(box.y + box.height / 2).toBeCloseTo(50, 6);
  });
});

describe('directions', () => {
  it('are quarters, clockwise, and never outside −180…180 degrees', () => {
    expect([0, QUARTER, Math.PI, -QUARTER, -Math.PI].map(quarterDegrees)).toEqual([0, 90, 180, 270, 180]);
    expect(normalRoll(Math.PI + 0.1)).toBeCloseTo(0.1 - Math.PI, 9);
    expect(normalRoll(0.3)).toBe(0.3);
  });
});
