import { facesOf } from '../../src/domain/analysis';
import { analyze } from '../../src/pipeline/analyze';
import type { Cascade } from '../../src/pipeline/net';
import { buildPyramid } from '../../src/pipeline/pyramid';
import { ahead } from '../lib/ahead';
import { UsageError } from '../lib/command';
import { decodePhoto } from '../lib/decode';
import { isUsable, type Scene } from './composite-parts';
import { type CompositeKind, makeComposite, RECIPES } from './composites';
import { countRuns, type Work } from './count-runs';
import { checkFiles, type EvaluationSet, type OnProgress } from './evaluate-set';
import { faceSize, type Match, matchFaces } from './matching';
import { meanOf, median } from './metrics';

/** Composites are made so many ahead: a large one is 48 MB of pixels. */
const AHEAD = 2;

export interface CompositeEvaluation {
  readonly kind: CompositeKind;
  readonly composites: number;
  readonly seed: number;
  /** Faces that count: from the kind's smallest size and reference score 0.8, seen whole. */
  readonly faces: number;
  /** Share of them that was found, 0–1. */
  readonly recall: number | null;
  readonly falsePerComposite: number;
  /** Pictures that LNeto looked at, mean. */
  readonly looksPerComposite: number;
  /** Of all nets, mean. */
  readonly multiplyAddsPerComposite: number;
  /** From decoded pixels to scores, median, milliseconds. */
  readonly msPerComposite: number;
  readonly bySize: readonly { readonly from: number; readonly faces: number; readonly recall: number | null }[];
}

/** Which composites are made, and how many. */
export interface CompositePlan {
  readonly kind: CompositeKind;
  readonly count: number;
  /** Composite i is made from the seed `seed × 1,000,003 + i`. */
  readonly seed: number;
}

/** How one composite went. */
interface Outcome extends Work {
  readonly match: Match;
  readonly ms: number;
}

/** Scenes of a set that can be part of a composite. The CSV's sizes aren't trusted: the photo itself says how large it is. */
const scenesOf = async ({ images, labels, faces }: EvaluationSet, kind: CompositeKind): Promise<Scene[]> => {
  const usable = labels.photos.filter(({ file }) => isUsable({ faces: faces?.get(file) ?? [] }));
  const scenes: Scene[] = [];
  const sizes = ahead(usable, async ({ file }) => ({ file, size: await decodePhoto(file, await images.read(file)) }));
  for await (const { file, size } of sizes) {
    scenes.push({ file, size: { width: size.width, height: size.height }, faces: faces?.get(file) ?? [] });
  }
  const taken = scenes.filter(RECIPES[kind].takes);
  if (taken.length > 0) return taken;
  throw new UsageError(`No photo of the set has a face that is large and sure enough for composites of kind ${kind}.`);
};

const recallOf = (expected: Match['expected']): number | null => meanOf(expected.map(({ found }) => Number(found)));

const summarize = (outcomes: readonly Outcome[], { kind, seed }: CompositePlan): CompositeEvaluation => {
  const expected = outcomes.flatMap(({ match }) => match.expected);
  const { sizeClasses } = RECIPES[kind];
  const bySize = sizeClasses.map((from, index) => {
    const below = sizeClasses[index + 1] ?? Number.POSITIVE_INFINITY;
    const inClass = expected.filter(({ box }) => faceSize(box) >= from && faceSize(box) < below);
    return { from, faces: inClass.length, recall: recallOf(inClass) };
  });
  const mean = (value: (outcome: Outcome) => number): number =>
    outcomes.reduce((sum, outcome) => sum + value(outcome), 0) / outcomes.length;
  return {
    kind,
    composites: outcomes.length,
    seed,
    faces: expected.length,
    recall: recallOf(expected),
    falsePerComposite: mean(({ match }) => match.falseFaces),
    looksPerComposite: mean(({ looks }) => looks),
    multiplyAddsPerComposite: mean(({ multiplyAdds }) => multiplyAdds),
    msPerComposite: median(outcomes.map(({ ms }) => ms)) as number,
    bySize,
  };
};

/**
 * Runs the cascade over made group photos of a set's scenes.
 * @throws UsageError when the set has no usable scene.
 */
export const evaluateComposites = async (
  shipped: Cascade,
  set: EvaluationSet,
  plan: CompositePlan,
  onProgress: OnProgress = () => undefined,
): Promise<CompositeEvaluation> => {
  const { kind, count, seed } = plan;
  checkFiles(set.labels.photos, set.images, set.faces);
  const scenes = await scenesOf(set, kind);
  const seeds = Array.from({ length: count }, (_, i) => seed * 1_000_003 + i);
  const { cascade, take } = countRuns(shipped);
  const outcomes: Outcome[] = [];
  for await (const made of ahead(seeds, (each) => makeComposite(kind, set.images, scenes, each), AHEAD)) {
    const start = performance.now();
    const analysis = await analyze(cascade, buildPyramid(made.pixels, cascade.manifest.sampler.maxSide));
    const ms = performance.now() - start;
    const found = facesOf(analysis).map(({ face }) => face);
    outcomes.push({ match: matchFaces(found, made.faces, RECIPES[kind].sizeClasses[0]), ms, ...take() });
    onProgress(outcomes.length, count);
  }
  return summarize(outcomes, plan);
};
