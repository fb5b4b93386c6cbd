import { describe, expect, it } from 'vitest';
import { type AttributeName, perAttribute } from '../../src/domain/attributes';
import type { AttributeEntry } from '../../src/domain/manifest';
import { entriesAt } from '../../src/domain/strictness';
import { logitOf, sigmoid, strongestAfter } from '../../src/tracking/strongest';
import { MADE_MANIFEST } from '../pipeline/made-cascade';

type Scores = Partial<Record<AttributeName, number>>;

const face = (scores: Scores) => perAttribute((name) => scores[name] ?? 0.1);

/** Entries in which these attributes are so common, and all others rare; every threshold is a half. */
const measured = (baseRates: Scores = {}): AttributeEntry[] =>
  MADE_MANIFEST.attributes.map((entry) => {
    const baseRate = baseRates[entry.name] ?? 0.1;
    return {
      ...entry,
      thresholds: { ...entry.thresholds, accurate: 0.5 },
      measured: { accuracy: 0.9, balancedAccuracy: 0.8, averagePrecision: 0.7, baseRate },
    };
  });

const strongestOf = (scores: Scores, entries = measured()) => strongestAfter([], face(scores), entries);

/** What is shown while scores change. */
const shownWhile = (frames: readonly Scores[]) => {
  let shown: readonly AttributeName[] = [];
  return frames.map((scores) => {
    shown = strongestAfter(shown, face(scores), measured());
    return shown.join(' ');
  });
};

describe('what is said of a face in a video', () => {
  it('are the three strongest attributes that are present, the strongest first', () => {
    const scores = { Smiling: 0.9, Eyeglasses: 0.99, Bangs: 0.8, Wearing_Hat: 0.7, Bald: 0.4 };
    expect(strongestOf(scores)).toEqual(['Eyeglasses', 'Smiling', 'Bangs']);
    expect(strongestOf({ Bald: 0.4 })).toEqual([]);
  });

  it('are more where somebody wants to find more', () => {
    const entries = measured().map((entry) => ({ ...entry, thresholds: { accurate: 0.5, balanced: 0.05 } }));
    const scores = { Wearing_Necklace: 0.3 };
    expect(strongestOf(scores, [...entriesAt(entries, 'strict')])).toEqual([]);
    expect(strongestOf(scores, [...entriesAt(entries, 'balanced')])).toContain('Wearing_Necklace');
  });

  it('are never those that judge a person, however strong', () => {
    const scores = { Male: 1, Young: 1, Attractive: 1, Chubby: 1, Big_Nose: 1, Pale_Skin: 1, Smiling: 0.6 };
    expect(strongestOf(scores)).toEqual(['Smiling']);
  });

  it('is what few faces have before what most have', () => {
    const entries = measured({ No_Beard: 0.83, Smiling: 0.48 });
    expect(strongestOf({ No_Beard: 0.99, Smiling: 0.9, Eyeglasses: 0.7 }, entries)).toEqual([
      'Eyeglasses',
      'Smiling',
      'No_Beard',
    ]);
  });

  it('does not flicker round a threshold, and changes when a score clearly does', () => {
    const trembling = shownWhile([0.52, 0.48, 0.51, 0.47, 0.53, 0.49].map((Smiling) => ({ Smiling })));
    expect(new Set(trembling)).toEqual(new Set(['Smiling']));
    expect(shownWhile([{ Smiling: 0.52 }, { Smiling: 0.3 }])).toEqual(['Smiling', '']);
    const rising = [0.49, 0.52, 0.57, 0.62].map((Bangs) => ({ Smiling: 0.9, Bangs }));
    expect(shownWhile(rising)).toEqual(['Smiling', 'Smiling', 'Smiling', 'Smiling Bangs']);
  });

  it('keeps its order while two are about as strong', () => {
    const frames = [0.8, 0.82, 0.79, 0.83].map((Bangs) => ({ Smiling: 0.81, Bangs }));
    expect(new Set(shownWhile(frames)).size).toBe(1);
    expect(shownWhile([...frames, { Smiling: 0.6, Bangs: 0.95 }]).at(-1)).toBe('Bangs Smiling');
  });
});

describe('a logit', () => {
  it('is the inverse of the sigmoid, and finite for certainties', () => {
    expect(sigmoid(logitOf(0.3))).toBeCloseTo(0.3, 12);
    expect([logitOf(0), logitOf(1)].every(Number.isFinite)).toBe(true);
    expect(sigmoid(logitOf(1))).toBeGreaterThan(0.995);
  });
});
