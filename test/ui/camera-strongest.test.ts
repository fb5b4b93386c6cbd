import { describe, expect, it } from 'vitest';
import { type AttributeName, perAttribute } from '../../src/domain/attributes';
import type { AttributeEntry } from '../../src/domain/manifest';
import { mirrored, strongestOf } from '../../src/ui/camera-strongest';
import { MADE_MANIFEST } from '../pipeline/made-cascade';

const face = (scores: Partial<Record<AttributeName, number>>) => perAttribute((name) => scores[name] ?? 0.1);

/** Entries in which these attributes are so common, and all others rare. */
const measured = (baseRates: Partial<Record<AttributeName, number>>): AttributeEntry[] =>
  MADE_MANIFEST.attributes.map((entry) => {
    const baseRate = baseRates[entry.name] ?? 0.1;
    return { ...entry, measured: { accuracy: 0.9, balancedAccuracy: 0.8, averagePrecision: 0.7, baseRate } };
  });

describe('beside a face in front of the camera', () => {
  it('stand the three strongest attributes that are present, the strongest first', () => {
    const scores = face({ Smiling: 0.9, Eyeglasses: 0.99, Bangs: 0.8, Wearing_Hat: 0.7, Bald: 0.4 });
    expect(strongestOf(scores, MADE_MANIFEST.attributes, 'strict')).toEqual(['Eyeglasses', 'Smiling', 'Bangs']);
    expect(strongestOf(face({ Bald: 0.4 }), MADE_MANIFEST.attributes, 'strict')).toEqual([]);
  });

  it('stand more where somebody wants to find more', () => {
    const entries = MADE_MANIFEST.attributes.map((entry) => ({
      ...entry,
      thresholds: { accurate: 0.5, balanced: 0.05 },
    }));
    expect(strongestOf(face({ Wearing_Necklace: 0.3 }), entries, 'strict')).toEqual([]);
    expect(strongestOf(face({ Wearing_Necklace: 0.3 }), entries, 'balanced')).toEqual(['Wearing_Necklace']);
  });

  it('never stand those that judge a person, however strong', () => {
    const scores = face({ Male: 1, Young: 1, Attractive: 1, Chubby: 1, Big_Nose: 1, Pale_Skin: 1, Smiling: 0.6 });
    expect(strongestOf(scores, MADE_MANIFEST.attributes, 'strict')).toEqual(['Smiling']);
  });

  it('stands what is said of few faces before what is said of most', () => {
    const entries = measured({ No_Beard: 0.83, Smiling: 0.48 });
    expect(strongestOf(face({ No_Beard: 0.99, Smiling: 0.9, Eyeglasses: 0.7 }), entries, 'strict')).toEqual([
      'Eyeglasses',
      'Smiling',
      'No_Beard',
    ]);
  });
});

describe('in a mirror', () => {
  it('a box keeps its size and changes sides', () => {
    expect(mirrored({ x: 10, y: 20, width: 30, height: 40 }, 640)).toEqual({ x: 600, y: 20, width: 30, height: 40 });
  });
});
