import { performance } from 'node:perf_hooks';
import { type Face, facesOf } from '../../src/domain/analysis';
import { ATTRIBUTES } from '../../src/domain/attributes';
import type { Box } from '../../src/domain/geometry';
import { analyze } from '../../src/pipeline/analyze';
import type { Cascade } from '../../src/pipeline/net';
import { buildPyramid, type RgbaPixels } from '../../src/pipeline/pyramid';
import { overlap } from '../../src/pipeline/response-to-box';
import { UsageError } from '../lib/command';
import { decodePhoto } from '../lib/decode';
import { seededRandom } from '../lib/seeded-random';
import { isUsable, type Random, type Scene } from './composite-parts';
import { countRuns } from './count-runs';
import { checkFiles, type EvaluationSet, type OnProgress } from './evaluate-set';
import type { LabelledPhoto, ReferenceFace } from './labels';
import { FOUND_OVERLAP, matchFaces } from './matching';
import { meanOf, median } from './metrics';
import { clipped, type Subject } from './stress/subject';
import { type MadeRow, type Must, STRESS, type StressRow } from './stress/variations';
import { angleBetween } from './tally';

/** One row of the stress table. Fractions in 0–1; null where there is nothing to measure it by. */
export interface StressResult {
  readonly name: string;
  readonly must: Must;
  /** Photos, and the faces asked for in them. */
  readonly photos: number;
  readonly faces: number;
  /** Share of the faces that were found: what of the box lies in the photo, IoU ≥ 0.5. */
  readonly found: number | null;
  /** Faces where there is none, a photo. */
  readonly falseFaces: number | null;
  /** Median over the found ones, degrees. */
  readonly rollError: number | null;
  /** How many of the 40 labels change against the photo as it is, mean over those found in both. */
  readonly labels: number | null;
  /** Pictures that LNeto looked at, and milliseconds from decoded pixels to scores, a photo: mean and median. */
  readonly looks: number;
  readonly ms: number;
}

export interface StressEvaluation {
  readonly seed: number;
  readonly rows: readonly StressResult[];
}

/** Which photos are varied, and how. */
export interface StressPlan {
  /** Most photos of a row, drawn from the set by the seed. */
  readonly limit: number;
  readonly seed: number;
}

/** How one photo went. */
interface Outcome {
  readonly faces: number;
  readonly found: number;
  readonly falseFaces: number | null;
  readonly rollError: number | null;
  readonly labels: number | null;
  readonly looks: number;
  readonly ms: number;
}

interface Answer {
  readonly faces: readonly Face[];
  readonly looks: number;
  readonly ms: number;
}

type Analyst = (pixels: RgbaPixels) => Promise<Answer>;

const analystOf = (shipped: Cascade): Analyst => {
  const { cascade, take } = countRuns(shipped);
  return async (pixels) => {
    const start = performance.now();
    const analysis = await analyze(cascade, buildPyramid(pixels, cascade.manifest.sampler.maxSide));
    return { faces: facesOf(analysis), ms: performance.now() - start, looks: take().looks };
  };
};

/** As many as asked for, in an order that the seed decides. */
const draw = <T>(list: readonly T[], { limit, seed }: StressPlan): T[] => {
  const random = seededRandom(seed);
  return list
    .map((item) => ({ item, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ item }) => item);
};

const inPhoto = (faces: readonly ReferenceFace[], photo: RgbaPixels): ReferenceFace[] =>
  faces.map(({ box, score }) => ({ box: clipped(box, photo), score })).filter(({ box }) => box.width * box.height > 0);

/** The found face on the one asked for; undefined when it was missed. */
const faceOn = (faces: readonly Face[], asked: Box<'photo'>, photo: RgbaPixels): Face | undefined => {
  const rank = ({ face }: Face): number => overlap(clipped(face, photo), clipped(asked, photo));
  const best = [...faces].sort((a, b) => rank(b) - rank(a))[0];
  return best && rank(best) >= FOUND_OVERLAP ? best : undefined;
};

const changes = (a: Face, b: Face): number =>
  ATTRIBUTES.filter((name) => a.present.includes(name) !== b.present.includes(name)).length;

/** @param original the face as the cascade sees it in the photo as it is. */
const judge = (subject: Subject, { faces, looks, ms }: Answer, original: Face | undefined, known: boolean): Outcome => {
  const { pixels, face, rollDegrees } = subject;
  const found = faceOn(faces, face, pixels);
  const boxes = faces.map((each) => clipped(each.face, pixels));
  return {
    faces: 1,
    found: found ? 1 : 0,
    falseFaces: known ? matchFaces(boxes, inPhoto(subject.faces, pixels), 0).falseFaces : null,
    rollError: found && rollDegrees !== undefined ? angleBetween(found.rollDegrees, rollDegrees) : null,
    labels: found && original ? changes(found, original) : null,
    looks,
    ms,
  };
};

const summarize = ({ name, must }: StressRow, outcomes: readonly Outcome[]): StressResult => {
  const sum = (value: (outcome: Outcome) => number): number => outcomes.reduce((total, each) => total + value(each), 0);
  const faces = sum((each) => each.faces);
  const rolls = outcomes.flatMap(({ rollError }) => (rollError === null ? [] : [rollError]));
  return {
    name,
    must,
    photos: outcomes.length,
    faces,
    found: faces > 0 ? sum(({ found }) => found) / faces : null,
    falseFaces: meanOf(outcomes.map(({ falseFaces }) => falseFaces)),
    rollError: median(rolls),
    labels: meanOf(outcomes.map(({ labels }) => labels)),
    looks: meanOf(outcomes.map(({ looks }) => looks)) ?? 0,
    ms: median(outcomes.map(({ ms }) => ms)) ?? 0,
  };
};

const subjectOf = async ({ images, faces }: EvaluationSet, photo: LabelledPhoto): Promise<Subject> => {
  const pixels = await decodePhoto(photo.file, await images.read(photo.file));
  const face = photo.box as Box<'photo'>;
  return {
    pixels,
    face,
    ...(photo.rollDegrees !== undefined && { rollDegrees: photo.rollDegrees }),
    faces: faces?.get(photo.file) ?? [{ box: face, score: 1 }],
  };
};

const scenesOf = async (set: EvaluationSet, photos: readonly LabelledPhoto[]): Promise<Scene[]> => {
  const usable = photos.flatMap((photo) => {
    const faces = set.faces?.get(photo.file) ?? [{ box: photo.box as Box<'photo'>, score: 1 }];
    return isUsable({ faces }) ? [{ photo, faces }] : [];
  });
  return Promise.all(
    usable.map(async ({ photo, faces }) => {
      const { width, height } = await decodePhoto(photo.file, await set.images.read(photo.file));
      return { file: photo.file, size: { width, height }, faces };
    }),
  );
};

const tryMade = async (
  { count, make }: MadeRow,
  set: EvaluationSet,
  scenes: readonly Scene[],
  random: Random,
  analyst: Analyst,
): Promise<Outcome[]> => {
  const outcomes: Outcome[] = [];
  for (let i = 0; i < count; i++) {
    const { pixels, faces } = await make(set.images, scenes, random);
    const { faces: found, looks, ms } = await analyst(pixels);
    const match = matchFaces(
      found.map(({ face }) => face),
      faces,
    );
    outcomes.push({
      faces: match.expected.length,
      found: match.expected.filter((each) => each.found).length,
      falseFaces: match.falseFaces,
      rollError: null,
      labels: null,
      looks,
      ms,
    });
  }
  return outcomes;
};

/**
 * Runs the cascade over a set's photos as life shows them: turned, cut off, dark, covered, long and crowded.
 * @param rows which rows of the table.
 * @throws UsageError when the set has no boxes, or CSV and images don't fit.
 */
export const evaluateStress = async (
  cascade: Cascade,
  set: EvaluationSet,
  plan: StressPlan,
  rows: readonly StressRow[] = STRESS,
  onProgress: OnProgress = () => undefined,
): Promise<StressEvaluation> => {
  checkFiles(set.labels.photos, set.images, set.faces);
  const boxed = set.labels.photos.filter(({ box }) => box !== undefined);
  if (boxed.length === 0) throw new UsageError('--stress needs photos with face boxes; the CSV has none.');
  const analyst = analystOf(cascade);
  const scenes = await scenesOf(set, draw(boxed, { ...plan, limit: Math.max(plan.limit, 100) }));
  const originals = new Map<string, Face | undefined>();
  const originalOf = async (photo: LabelledPhoto, { pixels, face }: Subject): Promise<Face | undefined> => {
    if (!originals.has(photo.file)) originals.set(photo.file, faceOn((await analyst(pixels)).faces, face, pixels));
    return originals.get(photo.file);
  };
  const tryRow = async (row: StressRow): Promise<Outcome[]> => {
    if (row.kind === 'made') return tryMade(row, set, scenes, seededRandom(plan.seed), analyst);
    const outcomes: Outcome[] = [];
    const photos = draw(row.kind === 'chosen' ? boxed.filter(row.takes) : boxed, plan);
    for (const [index, photo] of photos.entries()) {
      const subject = await subjectOf(set, photo);
      const original = row.kind === 'varied' ? await originalOf(photo, subject) : undefined;
      const random = seededRandom(plan.seed * 1_000_003 + index);
      const varied = row.kind === 'varied' ? await row.vary(subject, random) : subject;
      outcomes.push(judge(varied, await analyst(varied.pixels), original, set.faces !== undefined));
    }
    return outcomes;
  };
  const results: StressResult[] = [];
  for (const row of rows) {
    results.push(summarize(row, await tryRow(row)));
    onProgress(results.length, rows.length);
  }
  return { seed: plan.seed, rows: results };
};
