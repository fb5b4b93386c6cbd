import { describe, expect, it } from 'vitest';
import { stretchLevels } from '../../src/pipeline/levels';
import { fromRgb, toRgb } from '../../src/pipeline/opaque';

const greys = (values: readonly number[]) => ({
  width: values.length,
  height: 1,
  pixels: Uint32Array.from(values, (value) => value | (value << 8) | (value << 16)),
});

describe('the levels of a photo', () => {
  it('stay as they are, to the byte, in ordinary light', () => {
    const photo = greys([0, 3, 20, 64, 9]);
    expect(stretchLevels(photo)).toBe(photo);
  });

  it('reach from black to almost white once a dark photo is stretched', () => {
    const { pixels } = stretchLevels(greys([5, 10, 15, 25]));
    expect(Array.from(toRgb(pixels)).filter((_, i) => i % 3 === 0)).toEqual([0, 58, 115, 230]);
  });

  it('keep the colours: all three channels are stretched alike', () => {
    const photo = { width: 2, height: 1, pixels: fromRgb(Uint8Array.from([0, 0, 0, 40, 20, 10])) };
    expect(Array.from(toRgb(stretchLevels(photo).pixels))).toEqual([0, 0, 0, 230, 115, 58]);
  });

  it('stay as they are in a photo that is black, or of one grey', () => {
    for (const value of [0, 1, 30]) {
      const photo = greys([value, value, value]);
      expect(stretchLevels(photo)).toBe(photo);
    }
  });
});
