import type { FrameAnalysis, FrameFace, FrameHint } from '../domain/frames';
import { cropFaces } from './analyze';
import { HEAD_OVERLAP_LIMIT } from './config';
import { boxOf, cropSquare, degrees, sceneSquare, squareOf } from './crop';
import { type Head, headsIn, respondToScene } from './lneto';
import { examineHeads, type FoundFace, facesIn } from './lnets';
import type { Cascade } from './net';
import type { Pyramid } from './pyramid';
import { suppressOverlaps } from './response-to-box';
import { imageInputOf, sampleSquares } from './sampler';
import { calibrate, describeFaces, type FaceNumbers } from './svm';

/** One look of LNeto at the whole frame; a video has no time for closer ones. */
const searchHeads = async ({ manifest, lneto }: Cascade, pyramid: Pyramid): Promise<Head[]> => {
  const square = sceneSquare(pyramid.photo);
  const maps = await respondToScene(lneto, sampleSquares(pyramid, [square], imageInputOf(manifest.nets.lneto)));
  return headsIn(maps, square, manifest.detection.heatThreshold);
};

const headsToExamine = async (cascade: Cascade, pyramid: Pyramid, { heads, search }: FrameHint): Promise<Head[]> => {
  const expected = heads.map(({ box, heat }): Head => ({ square: squareOf(box), box, score: heat }));
  const found = search ? await searchHeads(cascade, pyramid) : [];
  return suppressOverlaps([...expected, ...found], HEAD_OVERLAP_LIMIT);
};

const toFrameFace = ({ manifest }: Cascade, found: FoundFace, { margins }: FaceNumbers): FrameFace => ({
  // Round the face as it is now: so the square follows it, also between LNeto's looks.
  head: boxOf(cropSquare(found.box, 0, manifest.headGeometry)),
  face: found.box,
  rollDegrees: degrees(found.roll),
  score: found.score,
  heat: found.head.score,
  attributes: calibrate(margins, manifest.attributes),
});

/**
 * The cascade on one frame of a video: LNets looks where heads are expected, LNeto at the whole frame only when asked to.
 * @throws whatever a net or the backend throws; the tensor count afterwards is the one before.
 */
export const analyzeFrame = async (cascade: Cascade, pyramid: Pyramid, hint: FrameHint): Promise<FrameAnalysis> => {
  const { nets, detection } = cascade.manifest;
  const heads = await headsToExamine(cascade, pyramid, hint);
  const squares = heads.map(({ square }) => square);
  const answers = await examineHeads(cascade.lnets, sampleSquares(pyramid, squares, imageInputOf(nets.lnets)));
  const found = facesIn(heads, answers, detection.scoreThreshold);
  const numbers = await describeFaces(cascade, cropFaces(cascade, pyramid, found));
  return { frame: pyramid.photo, faces: found.map((face, i) => toFrameFace(cascade, face, numbers[i])) };
};
