import type { Analysis, Face } from '../domain/analysis';
import type { Square } from '../domain/geometry';
import type { Manifest } from '../domain/manifest';
import { chunksOf } from './batches';
import { StageClock } from './clock';
import { boxOf, cropSquare, degrees } from './crop';
import { evidenceOf } from './evidence';
import type { FoundFace } from './lnets';
import { findFaces } from './localize';
import { featureMap } from './maps';
import type { Cascade } from './net';
import type { Pyramid } from './pyramid';
import { type Crops, imageInputOf, sampleSquares } from './sampler';
import { calibrate, describeFaces, type FaceNumbers, presentAttributes } from './svm';
import { mapAsPhotoLies, quarterDegrees } from './turn';

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

/** ANet and the SVMs on each face. */
const describeAll = async (
  cascade: Cascade,
  pyramid: Pyramid,
  clock: StageClock,
  faces: readonly FoundFace[],
): Promise<Face[]> => {
  const described: Face[] = [];
  for (const some of chunksOf(faces)) {
    const crops = await clock.run('sample', () => cropFaces(cascade, pyramid, some));
    const numbers = await clock.run('anet', () => describeFaces(cascade, crops));
    described.push(...some.map((face, i) => toFace(cascade, face, numbers[i])));
  }
  return described;
};

/**
 * The whole cascade on one photo: LNeto, LNets, ANet, SVMs. One read-back a look of LNeto and one a stage after it, two
 * of LNets where a head leaves doubt, and as many for each further CROPS_AT_A_TIME heads or faces; the tensor count
 * afterwards is the one before, also when something throws.
 * @throws whatever a net or the backend throws; a photo without a face is an outcome, not an error.
 */
export const analyze = async (cascade: Cascade, pyramid: Pyramid): Promise<Analysis> => {
  const clock = new StageClock();
  const { scene, faces: found, leftOut } = await findFaces(cascade, pyramid, clock);
  const faces = await describeAll(cascade, pyramid, clock, found);
  const { roll } = scene.square;
  const turnDegrees = faces.length === 0 ? 0 : quarterDegrees(roll);
  const outcome = {
    photo: pyramid.photo,
    responseMap: featureMap(mapAsPhotoLies(scene.maps.response, roll), boxOf(scene.square)),
    heatMap: featureMap(mapAsPhotoLies(scene.maps.heat, roll), boxOf(scene.square)),
    ...(turnDegrees !== 0 && { turnDegrees }),
    ...(leftOut > 0 && { leftOut }),
    ms: clock.times(),
  };
  return faces.length === 0 ? { ...outcome, kind: 'no-face' } : { ...outcome, kind: 'found', faces };
};
