import { concat, reshape } from '@tensorflow/tfjs-core';
import type { Box } from '../domain/geometry';
import { runInBatches } from './batches';
import { FACE_OVERLAP_LIMIT } from './config';
import { type FaceInHead, faceBox } from './crop';
import type { Head } from './lneto';
import { type Net, outputNamed } from './net';
import { readOnce } from './read-once';
import { suppressOverlaps } from './response-to-box';
import type { Crops } from './sampler';

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

/**
 * The faces inside the heads, ordered from left to right.
 * @param answers one a head, in the same order.
 * @param scoreThreshold lowest score of a face; from the manifest.
 */
export const facesIn = (
  heads: readonly Head[],
  answers: readonly HeadAnswer[],
  scoreThreshold: number,
): FoundFace[] => {
  const faces = heads.map((head, i) => {
    const { valid, face, response } = answers[i];
    // LNets sees the head enlarged and knows better than LNeto, whose heat is low on small heads in a crowd.
    const score = valid * Math.sqrt(head.score);
    return { head, box: faceBox(head.square, face), roll: face.roll, score, response };
  });
  const sure = faces.filter(({ score }) => score >= scoreThreshold);
  const centre = ({ box }: FoundFace): number => box.x + box.width / 2;
  return suppressOverlaps(sure, FACE_OVERLAP_LIMIT).sort((a, b) => centre(a) - centre(b));
};
