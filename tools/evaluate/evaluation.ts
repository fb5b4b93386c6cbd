import type { AttributeName } from '../../src/domain/attributes';
import type { Strictness, StrictnessRates } from '../../src/domain/strictness';

/** What `npm run evaluate` measures. Fractions in 0–1; null where the set has nothing to measure it by. */
export interface Evaluation {
  readonly images: number;
  /** All faces found in all photos. */
  readonly faces: number;
  readonly meanAccuracy: number | null;
  readonly meanBalancedAccuracy: number | null;
  readonly meanAveragePrecision: number | null;
  /** How far the two means would move with other people of the same kind; null where the CSV names nobody. */
  readonly interval: Interval | null;
  /** Expected calibration error over 10 equal-width bins, averaged over the attributes. */
  readonly calibrationError: number | null;
  readonly detection: Detection;
  readonly attributes: readonly AttributeResult[];
  /** The same errors by who is shown; null for a set without people. */
  readonly groups: Groups | null;
  /** Wall time per photo with decoding, milliseconds. */
  readonly msPerImage: number;
}

/** One attribute, fractions in 0–1. */
export interface AttributeResult {
  readonly name: AttributeName;
  readonly accuracy: number;
  readonly balancedAccuracy: number;
  /** Null when no photo has the attribute. */
  readonly averagePrecision: number | null;
  readonly baseRate: number;
  readonly threshold: number;
  /** Expected calibration error over 10 equal-width bins. */
  readonly calibrationError: number;
  /** What the page's three choices bring, whichever threshold the rest of the row is about. */
  readonly choices: { readonly [S in Strictness]: StrictnessRates };
}

/** Lower and upper end. */
export type Range = readonly [low: number, high: number];

/** 95 % percentile intervals of a bootstrap that draws people, not photos. */
export interface Interval {
  readonly level: number;
  readonly identities: number;
  readonly resamples: number;
  readonly seed: number;
  readonly meanAccuracy: Range;
  readonly meanBalancedAccuracy: Range;
}

export interface Detection {
  /** Share of the CSV's boxes on which a face was found, IoU ≥ 0.5. */
  readonly rate: number | null;
  /** The same at IoU ≥ 0.75. */
  readonly rate75: number | null;
  /** Over the found ones. */
  readonly meanIoU: number | null;
  /** Difference between LNets' roll and the line between the eyes over the found ones, degrees: median, 90th percentile. */
  readonly rollMedian: number | null;
  readonly rollP90: number | null;
  /** Faces where there is none, per photo: in a set without people, or where every face of a photo is known. */
  readonly falsePerImage: number | null;
  /** Share of the found ones whose CSV box lies wholly in LNeto's head-and-shoulders square. */
  readonly headHoldsFace: number | null;
  /** Share of all faces that count (see matching.ts) that were found. */
  readonly recall: number | null;
}

/** The errors on the photos of one group. */
export interface GroupResult {
  readonly group: string;
  readonly photos: number;
  readonly meanAccuracy: number;
  /** Interval of the mean accuracy; null where the CSV names nobody. */
  readonly interval: Range | null;
  /** Mean over the attributes that some of the group have and some don't; null when there is none. */
  readonly meanBalancedAccuracy: number | null;
  readonly attributes: readonly {
    readonly name: AttributeName;
    readonly errorRate: number;
    /** Of those without the attribute; null when all have it. */
    readonly falsePositiveRate: number | null;
    /** Of those with it; null when nobody has it. */
    readonly falseNegativeRate: number | null;
  }[];
}

/** One way to divide the photos, and what it shows. */
export interface Grouping {
  readonly groups: readonly GroupResult[];
  /** Photos that belong to no group. */
  readonly unmeasured: number;
  /** Only groups of so many photos take part in the gaps. */
  readonly leastPhotos: number;
  /** Highest minus lowest mean accuracy; null with fewer than two groups that are large enough. */
  readonly meanAccuracyGap: number | null;
  /** Per attribute, the group with the highest error rate against the one with the lowest, largest gap first. */
  readonly gaps: readonly {
    readonly name: AttributeName;
    readonly gap: number;
    readonly worst: string;
    readonly best: string;
  }[];
}

export interface Groups {
  readonly maleYoung: Grouping;
  readonly skinTone: Grouping;
}
