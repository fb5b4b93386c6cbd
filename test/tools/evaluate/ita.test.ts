import { describe, expect, it } from 'vitest';
import { labOf, SKIN_TONES, skinTone, typologyAngle } from '../../../tools/evaluate/ita';
import { madePhoto } from '../../pipeline/made-photos';

const FACE = { x: 20, y: 10, width: 60, height: 80 };

/** A face of one colour on a blue wall, with black hair, a bright nose and a dark beard that no cheek touches. */
const faceOf = (colour: readonly number[]) =>
  madePhoto(100, 100, (x, y) => {
    if (x < 20 || x >= 80 || y < 10 || y >= 90) return [40, 60, 200];
    if (y < 30) return [5, 5, 5];
    if (y >= 75) return [30, 20, 15];
    return Math.abs(x - 50) < 6 ? [255, 255, 250] : colour;
  });

describe('CIELAB', () => {
  it('agrees with published values', () => {
    // sRGB white, red, green and blue under D65.
    expect(labOf(255, 255, 255).lightness).toBeCloseTo(100, 2);
    expect(labOf(255, 255, 255).b).toBeCloseTo(0, 1);
    for (const [colour, lightness, b] of [
      [[255, 0, 0], 53.24, 67.2],
      [[0, 255, 0], 87.73, 83.18],
      [[0, 0, 255], 32.3, -107.86],
    ] as const) {
      expect(labOf(colour[0], colour[1], colour[2]).lightness).toBeCloseTo(lightness, 1);
      expect(labOf(colour[0], colour[1], colour[2]).b).toBeCloseTo(b, 1);
    }
  });
});

describe('the individual typology angle', () => {
  it('is that of the cheeks, whatever hair, nose, beard and wall look like', () => {
    // The light and the dark skin of a colour chart.
    expect(skinTone(typologyAngle(faceOf([194, 150, 130]), FACE, 0) as number)).toBe('light');
    expect(skinTone(typologyAngle(faceOf([115, 82, 68]), FACE, 0) as number)).toBe('dark');
  });

  it('falls from light to dark over the bins of the literature', () => {
    const colours = [
      [250, 225, 205],
      [225, 185, 155],
      [200, 160, 125],
      [175, 130, 95],
      [150, 105, 75],
      [90, 60, 45],
    ];
    const angles = colours.map((colour) => typologyAngle(faceOf(colour), FACE, 0) as number);
    expect(angles).toEqual([...angles].sort((a, b) => b - a));
    expect(SKIN_TONES.map(({ name }) => name)).toEqual(['very light', 'light', 'intermediate', 'tan', 'brown', 'dark']);
    expect([60, 55, 41, 28, 10, -30, -31].map(skinTone)).toEqual([
      'very light',
      'light',
      'intermediate',
      'tan',
      'brown',
      'dark',
      'dark',
    ]);
  });

  it('turns with the head', () => {
    const upright = faceOf([194, 150, 130]);
    // The same picture turned by 90° clockwise: (x, y) comes from (y, 99 − x).
    const turned = madePhoto(100, 100, (x, y) => {
      const at = ((99 - x) * 100 + y) * 4;
      return [...upright.data.subarray(at, at + 3)];
    });
    const box = { x: 10, y: 20, width: 80, height: 60 };
    // A box as upright as the head was: the detector's box around the turned head is used as it is.
    const angle = typologyAngle(turned, box, 90) as number;
    expect(angle).toBeCloseTo(typologyAngle(upright, FACE, 0) as number, 0);
  });

  it('is not told from a grey picture, or from cheeks that lie outside it', () => {
    expect(typologyAngle(faceOf([150, 150, 150]), FACE, 0)).toBeNull();
    expect(typologyAngle(faceOf([194, 150, 130]), { ...FACE, x: 300 }, 0)).toBeNull();
  });
});
