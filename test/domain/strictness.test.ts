import { describe, expect, it } from 'vitest';
import { perAttribute } from '../../src/domain/attributes';
import type { AttributeEntry } from '../../src/domain/manifest';
import { pooledRates, presentAt, STRICTNESSES, thresholdOf } from '../../src/domain/strictness';
import { MADE_MANIFEST } from '../pipeline/made-cascade';

const withThresholds = (accurate: number, balanced: number) => ({ thresholds: { accurate, balanced } });

describe('how much it takes until an attribute counts as present', () => {
  it('is the most accurate threshold, the balanced one, or half way in log odds between them', () => {
    const rare = withThresholds(0.5, 0.05);
    expect(thresholdOf(rare, 'strict')).toBe(0.5);
    expect(thresholdOf(rare, 'wide')).toBe(0.05);
    // √(1/19) are odds of 0.2294.
    expect(thresholdOf(rare, 'balanced')).toBeCloseTo(0.1866, 4);
  });

  it('never finds fewer by wanting more, also of what most people have', () => {
    for (const [accurate, balanced] of [
      [0.5, 0.85],
      [0.5, 0.5],
      [0.5, 0.02],
      [0.5, 0],
      [1, 0.3],
    ] as const) {
      const [strict, between, wide] = STRICTNESSES.map((it) => thresholdOf(withThresholds(accurate, balanced), it));
      expect(between).toBeLessThanOrEqual(strict ?? Number.NaN);
      expect(wide).toBeLessThanOrEqual(between ?? Number.NaN);
    }
  });

  it('decides what is present', () => {
    const entries = MADE_MANIFEST.attributes.map((entry) => ({ ...entry, ...withThresholds(0.5, 0.1) }));
    const scores = perAttribute((name) => ({ Bald: 0.6, Smiling: 0.3, Wearing_Necklace: 0.2 })[name as 'Bald'] ?? 0.01);
    expect(STRICTNESSES.map((strictness) => presentAt(scores, entries, strictness))).toEqual([
      ['Bald'],
      ['Bald', 'Smiling'],
      ['Bald', 'Smiling', 'Wearing_Necklace'],
    ]);
  });
});

describe('what a strictness brings', () => {
  const [first, second] = MADE_MANIFEST.attributes as readonly [AttributeEntry, AttributeEntry];
  const measured = (baseRate: number, right: number | undefined, found: number): AttributeEntry['measured'] => {
    const rates = { found, ...(right !== undefined && { right }) };
    const choices = { strict: rates, balanced: rates, wide: rates };
    return { accuracy: 1, balancedAccuracy: 1, averagePrecision: 1, baseRate, choices };
  };

  it('is counted over all that is said and all that is there', () => {
    // 20 of 100 have the first, 15 are found among 30 named; 10 of 100 have the second, none is found or named.
    const entries = [
      { ...first, measured: measured(0.2, 0.5, 0.75) },
      { ...second, measured: measured(0.1, undefined, 0) },
    ] as readonly AttributeEntry[];
    const rates = pooledRates(entries, 'strict');
    expect(rates?.right).toBeCloseTo(0.5);
    expect(rates?.found).toBeCloseTo(0.5);
  });

  it('is unknown before it was measured', () => {
    expect(pooledRates(MADE_MANIFEST.attributes, 'strict')).toBeUndefined();
  });
});
