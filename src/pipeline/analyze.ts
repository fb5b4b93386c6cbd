import type { Analysis, Face } from '../domain/analysis';
import type { Square } from '../domain/geometry';
import type { Manifest } from '../domain/manifest';
import { StageClock } from './clock';
import { boxOf, cropSquare, degrees } from './crop';
import { evidenceOf } from './evidence';
import { examineHeads, type FoundFace, facesIn, reconsider } from './lnets';
import { findHeads, type Scene } from './look';
import { featureMap } from './maps';
import type { Cascade } from './net';
import type { Pyramid } from './pyramid';
import { type Crops, imageInputOf, sampleSquares } from './sampler';
import { calibrate, describeFaces, type FaceNumbers, presentAttributes } from './svm';

/** Where the faces are, before anything is said about them. */
export interface Localization {
  readonly scene: Scene;
  /** Ordered from left to right. */
  readonly faces: readonly FoundFace[];
}

/** LNeto and LNets: head-and-shoulders in the whole photo, then the face inside each. */
export const findFaces = async (cascade: Cascade, pyramid: Pyramid, clock: StageClock): Promise<Localization> => {
  const { nets, detection } = cascade.manifest;
  const scene = await findHeads(cascade, pyramid, clock);
  const { heads } = scene;
  const squares = heads.map(({ square }) => square);
  const crops = await clock.run('sample', () => sampleSquares(pyramid, squares, imageInputOf(nets.lnets)));
  const first = await clock.run('lnets', () => examineHeads(cascade.lnets, crops));
  const answers = await clock.run('lnets', () => reconsider(cascade.lnets, heads, crops, first));
  return { scene, faces: facesIn(heads, answers, detection.scoreThreshold) };
};

const faceSquare = ({ faceGeometry }: Manifest, { box, roll }: FoundFace): Square<'photo'> =>
  cropSquare(box, roll, faceGeometry);

/** ANet's inputs: each face straightened, all of one size. */
export const cropFaces = ({ manifest }: Cascade, pyramid: Pyramid, faces: readonly FoundFace[]): Crops => {
  const squares = faces.map((face) => faceSquare(manifest, face));
  return sampleSquares(pyramid, squares, imageInputOf(manifest.nets.anet));
};

const toFace = ({ manifest, svmWeights }: Cascade, found: FoundFace, numbers: FaceNumbers): Face => {
  const attributes = calibrate(numbers.margins, manifest.attributes);
  return {
    head: found.head.box,
    face: found.box,
    rollDegrees: degrees(found.roll),
    score: found.score,
    attributes,
    present: presentAttributes(attributes, manifest.attributes),
    responseMap: featureMap(found.response, found.head.box),
    evidence: evidenceOf(numbers, faceSquare(manifest, found), svmWeights),
  };
};

/**
 * The whole cascade on one photo: LNeto, LNets, ANet, SVMs. One read-back a look of LNeto and one a stage after it, two
 * of LNets where a head leaves doubt; the tensor count afterwards is the one before, also when something throws.
 * @throws whatever a net or the backend throws; a photo without a face is an outcome, not an error.
 */
export const analyze = async (cascade: Cascade, pyramid: Pyramid): Promise<Analysis> => {
  const clock = new StageClock();
  const { scene, faces } = await findFaces(cascade, pyramid, clock);
  const crops = await clock.run('sample', () => cropFaces(cascade, pyramid, faces));
  const numbers = await clock.run('anet', () => describeFaces(cascade, crops));
  const outcome = {
    photo: pyramid.photo,
    responseMap: featureMap(scene.maps.response, boxOf(scene.square)),
    heatMap: featureMap(scene.maps.heat, boxOf(scene.square)),
    ms: clock.times(),
  };
  if (faces.length === 0) return { ...outcome, kind: 'no-face' };
  return { ...outcome, kind: 'found', faces: faces.map((face, i) => toFace(cascade, face, numbers[i])) };
};
