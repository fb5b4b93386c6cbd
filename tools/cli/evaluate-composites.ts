import { facesOf } from '../../src/domain/analysis';
import { analyze } from '../../src/pipeline/analyze';
import type { Cascade } from '../../src/pipeline/net';
import { buildPyramid } from '../../src/pipeline/pyramid';
import { ahead } from './ahead';
import { UsageError } from './command';
import { isUsable, makeComposite, type Scene } from './composites';
import { decodePhoto } from './decode';
import { checkFiles, type EvaluationSet, type OnProgress } from './evaluate-set';
import { faceSize, type Match, matchFaces, SMALLEST_FACE } from './matching';
import { meanOf } from './metrics';

/** Lower bounds of the size classes that recall is also given for, √ of the area in pixels. */
const SIZE_CLASSES = [SMALLEST_FACE, 32, 48, 80];

export interface CompositeEvaluation {
  readonly composites: number;
  readonly seed: number;
  /** Faces that count: from 24 px and reference score 0.8, whole. */
  readonly faces: number;
  /** Share of them that was found, 0–1. */
  readonly recall: number | null;
  readonly falsePerComposite: number;
  readonly bySize: readonly { readonly from: number; readonly faces: number; readonly recall: number | null }[];
}

/** Scenes of a set that can be part of a composite. The CSV's sizes aren't trusted: the photo itself says how large it is. */
const scenesOf = async ({ images, labels, faces }: EvaluationSet): Promise<Scene[]> => {
  const usable = labels.photos.filter(({ file }) => isUsable({ faces: faces?.get(file) ?? [] }));
  if (usable.length === 0)
    throw new UsageError('No photo of the set has a face that is large and sure enough for composites.');
  const scenes: Scene[] = [];
  const sizes = ahead(usable, async ({ file }) => ({ file, size: await decodePhoto(file, await images.read(file)) }));
  for await (const { file, size } of sizes) {
    scenes.push({ file, size: { width: size.width, height: size.height }, faces: faces?.get(file) ?? [] });
  }
  return scenes;
};

const recallOf = (expected: Match['expected']): number | null => meanOf(expected.map(({ found }) => Number(found)));

const summarize = (matches: readonly Match[], seed: number): CompositeEvaluation => {
  const expected = matches.flatMap((match) => match.expected);
  const bySize = SIZE_CLASSES.map((from, index) => {
    const below = SIZE_CLASSES[index + 1] ?? Number.POSITIVE_INFINITY;
    const inClass = expected.filter(({ box }) => faceSize(box) >= from && faceSize(box) < below);
    return { from, faces: inClass.length, recall: recallOf(inClass) };
  });
  const falseFaces = matches.reduce((sum, match) => sum + match.falseFaces, 0);
  return {
    composites: matches.length,
    seed,
    faces: expected.length,
    recall: recallOf(expected),
    falsePerComposite: falseFaces / matches.length,
    bySize,
  };
};

/**
 * Runs the cascade over made group photos of a set's scenes.
 * @param count how many; composite i is made from the seed `seed × 1,000,003 + i`.
 * @throws UsageError when the set has no usable scene.
 */
export const evaluateComposites = async (
  cascade: Cascade,
  set: EvaluationSet,
  count: number,
  seed: number,
  onProgress: OnProgress = () => undefined,
): Promise<CompositeEvaluation> => {
  checkFiles(set.labels.photos, set.images);
  const scenes = await scenesOf(set);
  const seeds = Array.from({ length: count }, (_, i) => seed * 1_000_003 + i);
  const matches: Match[] = [];
  for await (const { pixels, faces } of ahead(seeds, (each) => makeComposite(set.images, scenes, each))) {
    const analysis = await analyze(cascade, buildPyramid(pixels, cascade.manifest.sampler.maxSide));
    matches.push(
      matchFaces(
        facesOf(analysis).map(({ face }) => face),
        faces,
      ),
    );
    onProgress(matches.length, count);
  }
  return summarize(matches, seed);
};
