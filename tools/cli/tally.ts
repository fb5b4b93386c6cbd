import type { Face } from '../../src/domain/analysis';
import { ATTRIBUTES, type AttributeName } from '../../src/domain/attributes';
import type { Box } from '../../src/domain/geometry';
import type { AttributeEntry } from '../../src/domain/manifest';
import { overlap } from '../../src/pipeline/response-to-box';
import type { ThresholdKind } from '../../src/pipeline/svm';
import type { LabelledPhoto, ReferenceFace } from './labels';
import { FOUND_OVERLAP, faceSize, matchFaces } from './matching';
import { accuracy, averagePrecision, balancedAccuracy, baseRate, calibrationError, meanOf, median } from './metrics';

/** One attribute, fractions in 0–1. */
export interface AttributeResult {
  readonly name: AttributeName;
  readonly accuracy: number;
  readonly balancedAccuracy: number;
  /** Null when no photo has the attribute. */
  readonly averagePrecision: number | null;
  readonly baseRate: number;
  readonly threshold: number;
}

/** What `npm run evaluate` measures. Fractions in 0–1; null where the set has nothing to measure it by. */
export interface Evaluation {
  readonly images: number;
  /** All faces found in all photos. */
  readonly faces: number;
  readonly meanAccuracy: number | null;
  readonly meanBalancedAccuracy: number | null;
  readonly meanAveragePrecision: number | null;
  /** Expected calibration error over 10 equal-width bins, averaged over the attributes. */
  readonly calibrationError: number | null;
  readonly detection: {
    /** Share of the CSV's boxes on which a face was found, IoU ≥ 0.5. */
    readonly rate: number | null;
    /** The same at IoU ≥ 0.75. */
    readonly rate75: number | null;
    /** Over the found ones. */
    readonly meanIoU: number | null;
    /** Median difference between LNets' roll and the line between the eyes over the found ones, degrees. */
    readonly rollMedian: number | null;
    /** Faces where there is none, per photo: in a set without people, or where every face of a photo is known. */
    readonly falsePerImage: number | null;
    /** Share of all faces that count (see matching.ts) that were found. */
    readonly recall: number | null;
    /** Share of the found ones whose CSV box lies wholly in LNeto's head-and-shoulders square. */
    readonly headHoldsFace: number | null;
  };
  readonly attributes: readonly AttributeResult[];
  /** Wall time per photo with decoding, milliseconds. */
  readonly msPerImage: number;
}

/** Of several faces the one that overlaps the box most, whatever the overlap; without any overlap the largest. */
export const labelledFace = <F extends { readonly box: Box<'photo'> }>(
  faces: readonly F[],
  box: Box<'photo'> | undefined,
): F | undefined => {
  const rank = (face: F): number => (box && overlap(face.box, box)) || 0;
  return [...faces].sort((a, b) => rank(b) - rank(a) || faceSize(b.box) - faceSize(a.box))[0];
};

const contains = (outer: Box<'photo'>, inner: Box<'photo'>): boolean =>
  outer.x <= inner.x &&
  outer.y <= inner.y &&
  outer.x + outer.width >= inner.x + inner.width &&
  outer.y + outer.height >= inner.y + inner.height;

/** The difference between two directions, 0–180 degrees. */
const angleBetween = (a: number, b: number): number => Math.abs(((((a - b + 180) % 360) + 360) % 360) - 180);

/** Collects what was found photo by photo, and sums it up. */
export class Tally {
  private images = 0;
  private faces = 0;
  private readonly labels: (readonly number[])[] = [];
  private readonly probabilities: (readonly number[])[] = [];
  private readonly overlaps: number[] = [];
  private readonly rollErrors: number[] = [];
  private readonly heldByHead: boolean[] = [];
  private readonly expected: { readonly found: boolean }[] = [];
  private falseFaces: number | null = null;

  /** @param hasPeople whether the photos have labels; in a set without people every face is a false one. */
  constructor(private readonly hasPeople: boolean) {}

  /** @param reference every face of the photo, where that is known. */
  add(photo: LabelledPhoto, found: readonly Face[], reference?: readonly ReferenceFace[]): void {
    this.images += 1;
    this.faces += found.length;
    if (this.hasPeople) this.addLabelled(photo, found);
    if (this.hasPeople && !reference) return;
    const match = matchFaces(
      found.map(({ face }) => face),
      reference ?? [],
    );
    this.expected.push(...match.expected);
    this.falseFaces = (this.falseFaces ?? 0) + match.falseFaces;
  }

  private addLabelled({ box, rollDegrees, labels }: LabelledPhoto, found: readonly Face[]): void {
    const best = labelledFace(
      found.map((face) => ({ face, box: face.face })),
      box,
    )?.face;
    this.labels.push(labels);
    this.probabilities.push(ATTRIBUTES.map((name) => best?.attributes[name] ?? 0));
    if (!box) return;
    const shared = best ? overlap(best.face, box) : 0;
    this.overlaps.push(shared);
    if (best && shared >= FOUND_OVERLAP) this.heldByHead.push(contains(best.head, box));
    if (best && rollDegrees !== undefined && shared >= FOUND_OVERLAP) {
      this.rollErrors.push(angleBetween(best.rollDegrees, rollDegrees));
    }
  }

  private detection(): Evaluation['detection'] {
    const rate = (least: number): number | null => meanOf(this.overlaps.map((value) => Number(value >= least)));
    return {
      rate: rate(FOUND_OVERLAP),
      rate75: rate(0.75),
      meanIoU: meanOf(this.overlaps.filter((value) => value >= FOUND_OVERLAP)),
      rollMedian: median(this.rollErrors),
      falsePerImage: this.falseFaces === null ? null : this.falseFaces / this.images,
      headHoldsFace: meanOf(this.heldByHead.map(Number)),
      recall: meanOf(this.expected.map(({ found }) => Number(found))),
    };
  }

  private attribute({ name, thresholds }: AttributeEntry, kind: ThresholdKind): AttributeResult & { error: number } {
    const index = ATTRIBUTES.indexOf(name);
    const labels = this.labels.map((row) => row[index]);
    const probabilities = this.probabilities.map((row) => row[index]);
    const threshold = thresholds[kind];
    return {
      name,
      accuracy: accuracy(probabilities, labels, threshold),
      balancedAccuracy: balancedAccuracy(probabilities, labels, threshold),
      averagePrecision: averagePrecision(probabilities, labels),
      baseRate: baseRate(labels),
      threshold,
      error: calibrationError(probabilities, labels),
    };
  }

  result(entries: readonly AttributeEntry[], kind: ThresholdKind, msPerImage: number): Evaluation {
    const measured = this.hasPeople ? entries.map((entry) => this.attribute(entry, kind)) : [];
    return {
      images: this.images,
      faces: this.faces,
      meanAccuracy: meanOf(measured.map((each) => each.accuracy)),
      meanBalancedAccuracy: meanOf(measured.map((each) => each.balancedAccuracy)),
      meanAveragePrecision: meanOf(measured.map((each) => each.averagePrecision)),
      calibrationError: meanOf(measured.map(({ error }) => error)),
      detection: this.detection(),
      attributes: measured.map(({ error: _, ...attribute }) => attribute),
      msPerImage,
    };
  }
}
