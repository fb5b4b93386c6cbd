import type { StrictnessRates } from '../../src/domain/strictness';

/** Metrics of one attribute. Probabilities in 0–1, labels 0 or 1, all fractions in 0–1; arrays of the same length ≥ 1. */

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mean of the numbers there are; null when there are none. */
export const meanOf = (values: readonly (number | null)[]): number | null => {
  const numbers = values.filter((value): value is number => value !== null);
  return numbers.length > 0 ? mean(numbers) : null;
};

/** The value below which a share of the values lies, linear between neighbours; null when there are none. */
export const percentile = (values: readonly number[], share: number): number | null => {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const position = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(position)], sorted[Math.ceil(position)]];
  return below + (above - below) * (position - Math.floor(position));
};

/** The middle value, or the mean of the two middle ones; null when there are none. */
export const median = (values: readonly number[]): number | null => percentile(values, 0.5);

/** Share of the photos that have the attribute. */
export const baseRate = (labels: readonly number[]): number => mean(labels);

/** Share of the photos where "probability ≥ threshold" is the label. */
export const accuracy = (probabilities: readonly number[], labels: readonly number[], threshold: number): number =>
  mean(labels.map((label, i) => Number(Number(probabilities[i] >= threshold) === label)));

/** Mean of the accuracies on the photos with and without the attribute; of the one kind there is when there is only one. */
export const balancedAccuracy = (
  probabilities: readonly number[],
  labels: readonly number[],
  threshold: number,
): number => {
  const rates = [0, 1].flatMap((kind) => {
    const chosen = labels.flatMap((label, i) => (label === kind ? [i] : []));
    const pick = (values: readonly number[]): number[] => chosen.map((i) => values[i]);
    return chosen.length > 0 ? [accuracy(pick(probabilities), pick(labels), threshold)] : [];
  });
  return mean(rates);
};

/**
 * Area under the precision-recall curve as a sum over its steps (scikit-learn's definition); photos of equal probability
 * are one step. Null when no photo has the attribute.
 */
export const averagePrecision = (probabilities: readonly number[], labels: readonly number[]): number | null => {
  const positives = labels.reduce((sum, label) => sum + label, 0);
  if (positives === 0) return null;
  const order = labels.map((_, i) => i).sort((a, b) => probabilities[b] - probabilities[a]);
  let hits = 0;
  let hitsBefore = 0;
  let area = 0;
  order.forEach((photo, rank) => {
    hits += labels[photo];
    const next = order[rank + 1];
    if (next !== undefined && probabilities[next] === probabilities[photo]) return;
    area += ((hits - hitsBefore) / positives) * (hits / (rank + 1));
    hitsBefore = hits;
  });
  return area;
};

/**
 * Expected calibration error: over `bins` equal-width bins of the probability, how far its mean is from the share of photos
 * that have the attribute, weighted by the number of photos in the bin.
 */
export const calibrationError = (probabilities: readonly number[], labels: readonly number[], bins = 10): number => {
  const surplus = new Float64Array(bins);
  probabilities.forEach((probability, i) => {
    surplus[Math.min(bins - 1, Math.floor(probability * bins))] += probability - labels[i];
  });
  return surplus.reduce((sum, value) => sum + Math.abs(value), 0) / labels.length;
};

/**
 * How far "probability ≥ threshold" can be relied on, and how much of what is there it finds (precision and recall);
 * without `right` when it says so of no photo, 0 found when no photo has the attribute.
 */
export const foundAndRight = (
  probabilities: readonly number[],
  labels: readonly number[],
  threshold: number,
): StrictnessRates => {
  const said = labels.filter((_, i) => probabilities[i] >= threshold);
  const hits = said.filter((label) => label === 1).length;
  const there = labels.filter((label) => label === 1).length;
  return { found: there > 0 ? hits / there : 0, ...(said.length > 0 && { right: hits / said.length }) };
};
