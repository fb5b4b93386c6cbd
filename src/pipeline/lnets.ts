import { concat, reshape } from '@tensorflow/tfjs-core';
import type { Box } from '../domain/geometry';
import { runInBatches } from './batches';
import { DOUBT, FACE_OVERLAP_LIMIT, FACE_SIZE_LIMIT } from './config';
import { type FaceInHead, faceBox, normalRoll } from './crop';
import type { Head } from './lneto';
import { type Net, outputNamed } from './net';
import { readOnce } from './read-once';
import { suppressOverlaps } from './response-to-box';
import { type Crops, mirrored } from './sampler';
import { mapAsPhotoLies } from './turn';

/** What LNets says about one head-and-shoulders crop. */
export interface HeadAnswer {
  /** Probability that there is a face at all, 0–1. */
  readonly valid: number;
  readonly face: FaceInHead;
  /** LNets' response map over the head square, row-major, square. */
  readonly response: Float32Array;
}

/** A face in the photo, before its attributes are known. */
export interface FoundFace {
  readonly head: Head;
  readonly box: Box<'photo'>;
  /** Clockwise in the picture, radians. */
  readonly roll: number;
  /** Validity × √heat, 0–1. */
  readonly score: number;
  /** See {@link HeadAnswer.response}. */
  readonly response: Float32Array;
}

const FACE_NUMBERS = 7;

const readAnswer = (row: Float32Array): HeadAnswer => {
  const [valid, offsetX, offsetY, logWidth, logHeight, sin, cos] = row;
  return {
    valid,
    face: { offsetX, offsetY, logWidth, logHeight, roll: Math.atan2(sin, cos) },
    response: row.slice(FACE_NUMBERS),
  };
};

/** Runs LNets on head crops; one answer a crop. */
export const examineHeads = async (lnets: Net, heads: Crops): Promise<HeadAnswer[]> => {
  if (heads.count === 0) return [];
  const { shape, data } = await readOnce(() =>
    runInBatches(heads, (batch) => {
      const outputs = lnets.run(batch);
      const maps = reshape(outputNamed(outputs, 'response'), [batch.shape[0], -1]);
      return concat([outputNamed(outputs, 'face'), maps], 1);
    }),
  );
  const length = shape[1];
  return Array.from({ length: heads.count }, (_, i) => readAnswer(data.subarray(i * length, (i + 1) * length)));
};

// LNets sees the head enlarged and knows better than LNeto, whose heat is low on small heads in a crowd.
const scoreOf = (head: Head, { valid }: HeadAnswer): number => valid * Math.sqrt(head.score);

/**
 * A second opinion: where the score leaves doubt, LNets looks at the head's mirror image as well, and the validity is the
 * mean of both.
 * @param answers one a head and crop, in the same order; so is what's returned.
 */
export const reconsider = async (
  lnets: Net,
  heads: readonly Head[],
  crops: Crops,
  answers: readonly HeadAnswer[],
): Promise<HeadAnswer[]> => {
  const inDoubt = heads.flatMap((head, i) => {
    const score = scoreOf(head, answers[i]);
    return score > DOUBT.from && score < DOUBT.to ? [i] : [];
  });
  const second = await examineHeads(lnets, mirrored(crops, inDoubt));
  const settled = [...answers];
  inDoubt.forEach((index, i) => {
    settled[index] = { ...answers[index], valid: (answers[index].valid + second[i].valid) / 2 };
  });
  return settled;
};

/**
 * The faces inside the heads, ordered from left to right.
 * @param answers one a head, in the same order.
 * @param scoreThreshold lowest score of a face; from the manifest. Faces below FACE_SIZE_LIMIT don't count, whatever theirs.
 */
export const facesIn = (
  heads: readonly Head[],
  answers: readonly HeadAnswer[],
  scoreThreshold: number,
): FoundFace[] => {
  const faces = heads.map((head, i): FoundFace => {
    const { face, response } = answers[i];
    const { roll } = head.square;
    return {
      head,
      box: faceBox(head.square, face),
      roll: normalRoll(face.roll + roll),
      score: scoreOf(head, answers[i]),
      response: mapAsPhotoLies(response, roll),
    };
  });
  const sure = faces.filter(
    ({ score, box }) => score >= scoreThreshold && box.width * box.height >= FACE_SIZE_LIMIT ** 2,
  );
  const centre = ({ box }: FoundFace): number => box.x + box.width / 2;
  return suppressOverlaps(sure, FACE_OVERLAP_LIMIT).sort((a, b) => centre(a) - centre(b));
};
