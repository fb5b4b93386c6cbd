import type { Square } from '../domain/geometry';
import { chunksOf } from './batches';
import type { StageClock } from './clock';
import { MAX_FACES, MAX_HEADS } from './config';
import type { Head } from './lneto';
import { examineHeads, type FoundFace, facesIn, type HeadAnswer, reconsider } from './lnets';
import { findHeads, LookBudget, type Scene } from './look';
import type { Cascade } from './net';
import type { Pyramid } from './pyramid';
import { imageInputOf, sampleSquares } from './sampler';
import { isSure, OTHER_TURNS, outdoes } from './turn';

/** Where the faces are, before anything is said about them. */
export interface Localization {
  readonly scene: Scene;
  /** Ordered from left to right. */
  readonly faces: readonly FoundFace[];
  /** What was seen besides, and not examined: more than the machine bears. */
  readonly leftOut: number;
}

const answersTo = async (
  { lnets, manifest }: Cascade,
  pyramid: Pyramid,
  clock: StageClock,
  heads: readonly Head[],
): Promise<HeadAnswer[]> => {
  const squares = heads.map(({ square }): Square<'photo'> => square);
  const crops = await clock.run('sample', () => sampleSquares(pyramid, squares, imageInputOf(manifest.nets.lnets)));
  const first = await clock.run('lnets', () => examineHeads(lnets, crops));
  return clock.run('lnets', () => reconsider(lnets, heads, crops, first));
};

/** No more faces than are described; what there are stays in its order. */
const surest = (faces: readonly FoundFace[]): readonly FoundFace[] => {
  if (faces.length <= MAX_FACES) return faces;
  const kept = new Set([...faces].sort((a, b) => b.score - a.score).slice(0, MAX_FACES));
  return faces.filter((face) => kept.has(face));
};

/** LNeto and LNets on a photo whose heads lie as `roll` says: quarter turns, radians, clockwise. */
const findLying = async (
  cascade: Cascade,
  pyramid: Pyramid,
  clock: StageClock,
  budget: LookBudget,
  roll: number,
): Promise<Localization> => {
  const scene = await findHeads(cascade, pyramid, clock, budget, roll);
  const heads = scene.heads.slice(0, MAX_HEADS);
  const answers: HeadAnswer[] = [];
  for (const some of chunksOf(heads)) answers.push(...(await answersTo(cascade, pyramid, clock, some)));
  const all = facesIn(heads, answers, cascade.manifest.detection.scoreThreshold);
  const faces = surest(all);
  return { scene, faces, leftOut: all.length - faces.length + scene.heads.length - heads.length };
};

/**
 * LNeto and LNets: head-and-shoulders in the whole photo, then the face inside each. A photo without a face that is sure
 * may lie turned, and is tried the other ways as well.
 */
export const findFaces = async (cascade: Cascade, pyramid: Pyramid, clock: StageClock): Promise<Localization> => {
  const budget = new LookBudget();
  let best = await findLying(cascade, pyramid, clock, budget, 0);
  if (isSure(best.faces)) return best;
  for (const roll of OTHER_TURNS) {
    if (budget.spent) break;
    const other = await findLying(cascade, pyramid, clock, budget, roll);
    if (outdoes(other.faces, best.faces, best.scene.square.roll === 0)) best = other;
  }
  return best;
};
