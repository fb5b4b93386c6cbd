import { describe, expect, it } from 'vitest';
import {
  accuracy,
  averagePrecision,
  balancedAccuracy,
  baseRate,
  calibrationError,
  meanOf,
  median,
  percentile,
} from '../../../tools/evaluate/metrics';

describe('metrics of one attribute', () => {
  it('base rate is the share of photos that have it', () => {
    expect(baseRate([1, 0, 0, 0])).toBe(0.25);
  });

  it('accuracy counts a probability at the threshold as present', () => {
    expect(accuracy([0.5, 0.49, 0.9, 0.1], [1, 0, 0, 0], 0.5)).toBe(0.75);
    expect(accuracy([0.5], [1], 0.500001)).toBe(0);
  });

  it('balanced accuracy weighs both kinds of photo the same', () => {
    // Always "absent": 90 % accurate, but right on all without and none with.
    const labels = [1, ...Array(9).fill(0)];
    const absent = Array(10).fill(0);
    expect(accuracy(absent, labels, 0.5)).toBe(0.9);
    expect(balancedAccuracy(absent, labels, 0.5)).toBe(0.5);
    // One of two with, two of three without: (1/2 + 2/3) / 2.
    expect(balancedAccuracy([0.9, 0.1, 0.1, 0.2, 0.8], [1, 1, 0, 0, 0], 0.5)).toBeCloseTo(7 / 12, 12);
  });

  it('balanced accuracy of a set with one kind only is the accuracy on it', () => {
    expect(balancedAccuracy([0.9, 0.1], [0, 0], 0.5)).toBe(0.5);
  });

  it('average precision sums precision over the steps of recall', () => {
    // Ranked 1 0 1 0: ½ · 1 + ½ · ⅔.
    expect(averagePrecision([0.9, 0.8, 0.7, 0.1], [1, 0, 1, 0])).toBeCloseTo(5 / 6, 12);
    expect(averagePrecision([0.1, 0.2], [1, 0])).toBe(0.5);
    expect(averagePrecision([0.9, 0.2], [1, 0])).toBe(1);
  });

  it('average precision takes photos of equal probability together, in whatever order they come', () => {
    expect(averagePrecision([0.5, 0.5, 0.5, 0.5], [1, 0, 0, 0])).toBe(0.25);
    expect(averagePrecision([0.5, 0.5, 0.5, 0.5], [0, 0, 0, 1])).toBe(0.25);
  });

  it('average precision is not known when no photo has the attribute', () => {
    expect(averagePrecision([0.5], [0])).toBeNull();
  });

  it('calibration error is how far each bin is from its share, weighted by its photos', () => {
    // Bin 0.2–0.3: mean 0.25, share ½; bin 0.9–1: mean 0.95, share 1.
    expect(calibrationError([0.25, 0.25, 0.9, 1], [0, 1, 1, 1])).toBeCloseTo(0.5 * 0.25 + 0.5 * 0.05, 12);
    expect(calibrationError([0, 1], [0, 1])).toBe(0);
    expect(calibrationError([0, 1], [1, 0])).toBe(1);
  });

  it('calibration error does not let errors of different bins cancel', () => {
    expect(calibrationError([0.15, 0.85], [1, 0])).toBeCloseTo(0.85, 12);
  });
});

describe('means and medians', () => {
  it('leave out what is not known, and are not known of nothing', () => {
    expect(meanOf([1, null, 2])).toBe(1.5);
    expect(meanOf([null])).toBeNull();
    expect(median([])).toBeNull();
  });

  it('take the middle, or the mean of the two middle ones', () => {
    expect(median([9, 1, 2])).toBe(2);
    expect(median([10, 1, 2, 4])).toBe(3);
  });

  it('percentiles lie between neighbours', () => {
    expect(percentile([4, 0, 2], 0.75)).toBe(3);
    expect(percentile([4, 0, 2], 1)).toBe(4);
    expect(percentile([], 0.9)).toBeNull();
  });
});
