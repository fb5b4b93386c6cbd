import { ATTRIBUTES, type AttributeName } from '../../src/domain/attributes';
import { bootstrap } from './bootstrap';
import type { Grouping, GroupResult, Groups } from './evaluation';
import { SKIN_TONES, skinTone } from './ita';
import type { Judged } from './judged';
import { meanOf } from './metrics';

/** Groups of fewer photos are reported, but say too little for a gap. */
const LEAST_PHOTOS = 50;

const MALE_YOUNG = ['Male, Young', 'Male, not Young', 'not Male, Young', 'not Male, not Young'];

const has = ({ labels }: Judged, name: AttributeName): boolean => labels[ATTRIBUTES.indexOf(name)] === 1;

/** Mean of zeros and ones; null of nothing. */
const share = (flags: readonly boolean[]): number | null => meanOf(flags.map(Number));

const measureGroup = (group: string, photos: readonly Judged[], thresholds: readonly number[]): GroupResult => {
  const attributes = ATTRIBUTES.map((name, i) => {
    const wrong = (kind: readonly Judged[]): boolean[] =>
      kind.map(({ labels, probabilities }) => probabilities[i] >= thresholds[i] !== (labels[i] === 1));
    return {
      name,
      errorRate: share(wrong(photos)) as number,
      falsePositiveRate: share(wrong(photos.filter(({ labels }) => labels[i] === 0))),
      falseNegativeRate: share(wrong(photos.filter(({ labels }) => labels[i] === 1))),
    };
  });
  const balanced = attributes.flatMap(({ falsePositiveRate, falseNegativeRate }) =>
    falsePositiveRate === null || falseNegativeRate === null ? [] : [1 - (falsePositiveRate + falseNegativeRate) / 2],
  );
  return {
    group,
    photos: photos.length,
    meanAccuracy: 1 - (meanOf(attributes.map(({ errorRate }) => errorRate)) as number),
    interval: bootstrap(photos, thresholds)?.meanAccuracy ?? null,
    meanBalancedAccuracy: meanOf(balanced),
    attributes,
  };
};

const byValue = <T>(list: readonly T[], value: (item: T) => number): T[] =>
  [...list].sort((a, b) => value(a) - value(b));

/** Measures each group that has a photo. @param groupOf the group of a photo; undefined when it belongs to none. */
const divide = (
  photos: readonly Judged[],
  thresholds: readonly number[],
  names: readonly string[],
  groupOf: (photo: Judged) => string | undefined,
): Grouping => {
  const groups = names.flatMap((name) => {
    const members = photos.filter((photo) => groupOf(photo) === name);
    return members.length > 0 ? [measureGroup(name, members, thresholds)] : [];
  });
  const large = groups.filter((group) => group.photos >= LEAST_PHOTOS);
  const means = byValue(large, ({ meanAccuracy }) => meanAccuracy);
  const gaps = ATTRIBUTES.map((name, i) => {
    const errors = byValue(large, ({ attributes }) => attributes[i].errorRate);
    const [best, worst] = [errors[0], errors[errors.length - 1]];
    return {
      name,
      gap: worst?.attributes[i].errorRate - best?.attributes[i].errorRate,
      worst: worst?.group,
      best: best?.group,
    };
  });
  return {
    groups,
    unmeasured: photos.length - groups.reduce((sum, group) => sum + group.photos, 0),
    leastPhotos: LEAST_PHOTOS,
    meanAccuracyGap: large.length < 2 ? null : means[means.length - 1].meanAccuracy - means[0].meanAccuracy,
    gaps: large.length < 2 ? [] : byValue(gaps, ({ gap }) => -gap),
  };
};

/**
 * Error rates by who is shown: by the labels Male × Young, as Mitchell et al. (2019) do, and by the skin tone measured in
 * the picture (see ita.ts). The labels say how somebody looks to an annotator, so these are groups of pictures.
 * @param thresholds one an attribute, in the labels' order.
 */
export const disaggregate = (photos: readonly Judged[], thresholds: readonly number[]): Groups => ({
  maleYoung: divide(
    photos,
    thresholds,
    MALE_YOUNG,
    (photo) => `${has(photo, 'Male') ? '' : 'not '}Male, ${has(photo, 'Young') ? '' : 'not '}Young`,
  ),
  skinTone: divide(
    photos,
    thresholds,
    SKIN_TONES.map(({ name }) => name),
    ({ typologyAngle }) => (typologyAngle === null ? undefined : skinTone(typologyAngle)),
  ),
});
