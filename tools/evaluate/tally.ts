import type { Face } from '../../src/domain/analysis';
import { ATTRIBUTES } from '../../src/domain/attributes';
import type { Box } from '../../src/domain/geometry';
import type { AttributeEntry } from '../../src/domain/manifest';
import { thresholdOf } from '../../src/domain/strictness';
import type { RgbaPixels } from '../../src/pipeline/pyramid';
import { overlap } from '../../src/pipeline/response-to-box';
import type { ThresholdKind } from '../../src/pipeline/svm';
import { bootstrap } from './bootstrap';
import type { AttributeResult, Detection, Evaluation } from './evaluation';
import { disaggregate } from './groups';
import { typologyAngle } from './ita';
import type { Judged } from './judged';
import type { LabelledPhoto, ReferenceFace } from './labels';
import { FOUND_OVERLAP, faceSize, matchFaces } from './matching';
import {
  accuracy,
  averagePrecision,
  balancedAccuracy,
  baseRate,
  calibrationError,
  foundAndRight,
  meanOf,
  median,
  percentile,
} from './metrics';

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
export const angleBetween = (a: number, b: number): number => Math.abs(((((a - b + 180) % 360) + 360) % 360) - 180);

/** Collects what was found photo by photo, and sums it up. */
export class Tally {
  private images = 0;
  private faces = 0;
  private readonly judged: Judged[] = [];
  private readonly overlaps: number[] = [];
  private readonly rollErrors: number[] = [];
  private readonly heldByHead: boolean[] = [];
  private readonly expected: { readonly found: boolean }[] = [];
  private falseFaces: number | null = null;

  /** @param hasPeople whether the photos have labels; in a set without people every face is a false one. */
  constructor(private readonly hasPeople: boolean) {}

  /** @param reference every face of the photo, where that is known. */
  add(photo: LabelledPhoto, pixels: RgbaPixels, found: readonly Face[], reference?: readonly ReferenceFace[]): void {
    this.images += 1;
    this.faces += found.length;
    if (this.hasPeople) this.addLabelled(photo, pixels, found);
    if (this.hasPeople && !reference) return;
    const match = matchFaces(
      found.map(({ face }) => face),
      reference ?? [],
    );
    this.expected.push(...match.expected);
    this.falseFaces = (this.falseFaces ?? 0) + match.falseFaces;
  }

  private addLabelled(photo: LabelledPhoto, pixels: RgbaPixels, found: readonly Face[]): void {
    const { box, rollDegrees, labels, identity } = photo;
    const best = labelledFace(
      found.map((face) => ({ face, box: face.face })),
      box,
    )?.face;
    // Measured where the reference sees the face, so that a missed face stays in its group.
    const where = box ?? best?.face;
    this.judged.push({
      labels,
      probabilities: ATTRIBUTES.map((name) => best?.attributes[name] ?? 0),
      ...(identity !== undefined && { identity }),
      typologyAngle: where ? typologyAngle(pixels, where, rollDegrees ?? best?.rollDegrees ?? 0) : null,
    });
    if (!box) return;
    const shared = best ? overlap(best.face, box) : 0;
    this.overlaps.push(shared);
    if (!best || shared < FOUND_OVERLAP) return;
    this.heldByHead.push(contains(best.head, box));
    if (rollDegrees !== undefined) this.rollErrors.push(angleBetween(best.rollDegrees, rollDegrees));
  }

  private detection(): Detection {
    const rate = (least: number): number | null => meanOf(this.overlaps.map((value) => Number(value >= least)));
    return {
      rate: rate(FOUND_OVERLAP),
      rate75: rate(0.75),
      meanIoU: meanOf(this.overlaps.filter((value) => value >= FOUND_OVERLAP)),
      rollMedian: median(this.rollErrors),
      rollP90: percentile(this.rollErrors, 0.9),
      falsePerImage: this.falseFaces === null ? null : this.falseFaces / this.images,
      headHoldsFace: meanOf(this.heldByHead.map(Number)),
      recall: meanOf(this.expected.map(({ found }) => Number(found))),
    };
  }

  private attribute(entry: AttributeEntry, kind: ThresholdKind): AttributeResult {
    const { name, thresholds } = entry;
    const index = ATTRIBUTES.indexOf(name);
    const labels = this.judged.map((photo) => photo.labels[index]);
    const probabilities = this.judged.map((photo) => photo.probabilities[index]);
    const threshold = thresholds[kind];
    return {
      name,
      accuracy: accuracy(probabilities, labels, threshold),
      balancedAccuracy: balancedAccuracy(probabilities, labels, threshold),
      averagePrecision: averagePrecision(probabilities, labels),
      baseRate: baseRate(labels),
      threshold,
      calibrationError: calibrationError(probabilities, labels),
      choices: {
        strict: foundAndRight(probabilities, labels, thresholdOf(entry, 'strict')),
        balanced: foundAndRight(probabilities, labels, thresholdOf(entry, 'balanced')),
        wide: foundAndRight(probabilities, labels, thresholdOf(entry, 'wide')),
      },
    };
  }

  /** @param entries what the manifest says about the 40 attributes, in their order. */
  result(entries: readonly AttributeEntry[], kind: ThresholdKind, msPerImage: number): Evaluation {
    const attributes = this.hasPeople ? entries.map((entry) => this.attribute(entry, kind)) : [];
    const thresholds = entries.map((entry) => entry.thresholds[kind]);
    return {
      images: this.images,
      faces: this.faces,
      meanAccuracy: meanOf(attributes.map((each) => each.accuracy)),
      meanBalancedAccuracy: meanOf(attributes.map((each) => each.balancedAccuracy)),
      meanAveragePrecision: meanOf(attributes.map((each) => each.averagePrecision)),
      interval: bootstrap(this.judged, thresholds),
      calibrationError: meanOf(attributes.map((each) => each.calibrationError)),
      detection: this.detection(),
      attributes,
      groups: this.hasPeople ? disaggregate(this.judged, thresholds) : null,
      msPerImage,
    };
  }
}
