import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Triple = readonly [number, number, number];

const SHEET = readFileSync(new URL('../../../src/ui/page/base.css', import.meta.url), 'utf8');
const COLORS = [...SHEET.matchAll(/--face-\d: #([0-9a-f]{6});/g)].map(([, hex = '']) => hex);

/** Linear red, green and blue, 0–1. */
const linear = (hex: string): Triple => {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(0), channel(2), channel(4)];
};

const luminance = ([red, green, blue]: Triple): number => 0.2126 * red + 0.7152 * green + 0.0722 * blue;

/** CIELAB under D65, of linear RGB. */
const lab = (color: Triple): Triple => {
  const [red, green, blue] = color;
  const root = (value: number): number => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116);
  const x = root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505);
  const y = root(luminance(color));
  const z = root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
};

/** Machado, Oliveira and Fernandes 2009, at full severity, for linear RGB. */
const VISIONS: Readonly<Record<string, readonly [Triple, Triple, Triple]>> = {
  everybody: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const seen = ([red, green, blue]: Triple, vision: readonly [Triple, Triple, Triple]): Triple => {
  const row = ([r, g, b]: Triple): number => Math.min(Math.max(r * red + g * green + b * blue, 0), 1);
  return [row(vision[0]), row(vision[1]), row(vision[2])];
};

describe('the eight colours of faces', () => {
  it('are eight', () => {
    expect(COLORS).toHaveLength(8);
  });

  // 20 is what a glance tells apart; two patches side by side differ from about 2.
  it.each(Object.keys(VISIONS))('differ at a glance with the eyes of %s', (name) => {
    const vision = VISIONS[name] ?? VISIONS.everybody;
    if (!vision) throw new Error(`There is no vision ${name}.`);
    const labs = COLORS.map((hex) => lab(seen(linear(hex), vision)));
    labs.forEach((one, index) => {
      for (const other of labs.slice(index + 1)) {
        expect(Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2])).toBeGreaterThan(20);
      }
    });
  });

  it('carry dark numbers at a contrast of 4.5 to 1', () => {
    const dark = luminance(linear('111111'));
    for (const hex of COLORS) expect((luminance(linear(hex)) + 0.05) / (dark + 0.05)).toBeGreaterThan(4.5);
  });
});
