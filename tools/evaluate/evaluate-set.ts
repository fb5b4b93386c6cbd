import type { Face } from '../../src/domain/analysis';
import { facesOf } from '../../src/domain/analysis';
import { analyze } from '../../src/pipeline/analyze';
import type { Cascade } from '../../src/pipeline/net';
import { buildPyramid, type RgbaPixels } from '../../src/pipeline/pyramid';
import type { ThresholdKind } from '../../src/pipeline/svm';
import { ahead } from '../lib/ahead';
import { UsageError } from '../lib/command';
import { decodePhoto } from '../lib/decode';
import type { Evaluation } from './evaluation';
import type { ImageSource } from './images';
import type { LabelledPhoto, LabelSet, ReferenceFace } from './labels';
import { Tally } from './tally';

/** Photos, what their CSV says, and optionally every face that the reference detector sees in them. */
export interface EvaluationSet {
  readonly images: ImageSource;
  readonly labels: LabelSet;
  readonly faces?: ReadonlyMap<string, readonly ReferenceFace[]>;
}

/** Called after each photo, for a progress line. */
export type OnProgress = (done: number, total: number) => void;

/** @throws UsageError naming the first few files of a CSV that aren't among the images. */
const checkNames = (csv: string, files: readonly string[], images: ImageSource): void => {
  const missing = files.filter((file) => !images.names.has(file));
  if (missing.length === 0) return;
  const more = missing.length > 3 ? ` and ${missing.length - 3} more` : '';
  throw new UsageError(`${csv} names files that aren't among the images: ${missing.slice(0, 3).join(', ')}${more}.`);
};

/**
 * @throws UsageError naming the first few photos, of the labels or of the reference faces, that aren't among the images,
 *   or that the labels name twice.
 */
export const checkFiles = (
  photos: readonly LabelledPhoto[],
  images: ImageSource,
  faces: EvaluationSet['faces'] = new Map(),
): void => {
  const files = photos.map(({ file }) => file);
  checkNames('The CSV', files, images);
  checkNames('The CSV of all faces', [...faces.keys()], images);
  const seen = new Set<string>();
  const twice = files.find((file) => seen.size === seen.add(file).size);
  if (twice !== undefined) throw new UsageError(`The CSV names ${twice} twice; a photo may count once only.`);
};

/** Decodes the photos of a set in its order, a few ahead of the consumer. @throws Fault naming a photo that can't be decoded. */
export async function* decodeSet(
  images: ImageSource,
  photos: readonly LabelledPhoto[],
): AsyncGenerator<{ readonly photo: LabelledPhoto; readonly pixels: RgbaPixels }> {
  yield* ahead(photos, async (photo) => ({
    photo,
    pixels: await decodePhoto(photo.file, await images.read(photo.file)),
  }));
}

const facesIn = async (cascade: Cascade, pixels: RgbaPixels): Promise<readonly Face[]> =>
  facesOf(await analyze(cascade, buildPyramid(pixels, cascade.manifest.sampler.maxSide)));

/**
 * Runs the whole cascade over a set and compares it with the labels.
 * @param thresholds which of the manifest's two thresholds an attribute is judged by.
 * @throws UsageError when the CSV names photos that aren't there; Fault when one can't be decoded.
 */
export const evaluateSet = async (
  cascade: Cascade,
  { images, labels, faces }: EvaluationSet,
  thresholds: ThresholdKind = 'accurate',
  onProgress: OnProgress = () => undefined,
): Promise<Evaluation> => {
  checkFiles(labels.photos, images, faces);
  const tally = new Tally(labels.hasPeople);
  const start = performance.now();
  let done = 0;
  for await (const { photo, pixels } of decodeSet(images, labels.photos)) {
    tally.add(photo, pixels, await facesIn(cascade, pixels), faces && (faces.get(photo.file) ?? []));
    onProgress(++done, labels.photos.length);
  }
  return tally.result(cascade.manifest.attributes, thresholds, (performance.now() - start) / labels.photos.length);
};
