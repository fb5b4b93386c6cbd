import { seededRandom } from '../lib/seeded-random';
import type { Interval, Range } from './evaluation';
import type { Judged } from './judged';
import { percentile } from './metrics';

/** Share of the resamples inside an interval. */
const LEVEL = 0.95;
const RESAMPLES = 1000;
/** Always the same draws: the same photos give the same interval. */
const SEED = 1;

/** Per attribute: right with, all with, right without, all without it. */
const COUNTS = 4;

/** Sums of one person's photos, COUNTS numbers an attribute. */
const countsOf = (photos: readonly Judged[], thresholds: readonly number[]): Float64Array => {
  const counts = new Float64Array(thresholds.length * COUNTS);
  for (const { labels, probabilities } of photos) {
    thresholds.forEach((threshold, i) => {
      const at = i * COUNTS + (labels[i] === 1 ? 0 : 2);
      counts[at] += Number(Number(probabilities[i] >= threshold) === labels[i]);
      counts[at + 1] += 1;
    });
  }
  return counts;
};

/** Mean accuracy and mean balanced accuracy of summed counts; of the one kind there is when there is only one. */
const meansOf = (counts: Float64Array): { accuracy: number; balanced: number } => {
  let accuracy = 0;
  let balanced = 0;
  for (let at = 0; at < counts.length; at += COUNTS) {
    const [hits, positives, rejections, negatives] = counts.subarray(at, at + COUNTS);
    const rates = [hits / positives, rejections / negatives].filter(Number.isFinite);
    accuracy += (hits + rejections) / (positives + negatives);
    balanced += rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  }
  return { accuracy: (accuracy * COUNTS) / counts.length, balanced: (balanced * COUNTS) / counts.length };
};

const range = (values: readonly number[]): Range => [
  percentile(values, (1 - LEVEL) / 2) as number,
  percentile(values, (1 + LEVEL) / 2) as number,
];

/**
 * Percentile intervals of the means over the attributes, from a bootstrap that draws people with replacement: photos of
 * one person are alike, so drawing photos would promise too much.
 * @param thresholds one an attribute, in the labels' order.
 * @returns null where a photo has no identity.
 */
export const bootstrap = (photos: readonly Judged[], thresholds: readonly number[]): Interval | null => {
  const byPerson = new Map<string, Judged[]>();
  for (const photo of photos) {
    if (photo.identity === undefined) return null;
    byPerson.set(photo.identity, [...(byPerson.get(photo.identity) ?? []), photo]);
  }
  if (byPerson.size === 0) return null;
  const people = [...byPerson.values()].map((each) => countsOf(each, thresholds));
  const random = seededRandom(SEED);
  const means = Array.from({ length: RESAMPLES }, () => {
    const sum = new Float64Array(thresholds.length * COUNTS);
    for (let draw = 0; draw < people.length; draw++) {
      const counts = people[Math.floor(random() * people.length)];
      for (let i = 0; i < sum.length; i++) sum[i] += counts[i];
    }
    return meansOf(sum);
  });
  return {
    level: LEVEL,
    identities: people.length,
    resamples: RESAMPLES,
    seed: SEED,
    meanAccuracy: range(means.map(({ accuracy }) => accuracy)),
    meanBalancedAccuracy: range(means.map(({ balanced }) => balanced)),
  };
};
