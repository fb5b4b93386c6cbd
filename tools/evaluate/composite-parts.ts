import type { Box, Size } from '../../src/domain/geometry';
import type { RgbaPixels } from '../../src/pipeline/pyramid';
import type { seededRandom } from '../lib/seeded-random';
import type { ReferenceFace } from './labels';
import { faceSize, SMALLEST_FACE, SUREST_SCORE } from './matching';

/** A scene and its faces; its largest sure face decides how large it is drawn. */
export interface Scene {
  readonly file: string;
  readonly size: Size;
  readonly faces: readonly ReferenceFace[];
}

/** A made group photo and every face in it. */
export interface Composite {
  readonly pixels: RgbaPixels;
  readonly faces: readonly ReferenceFace[];
}

export type Random = ReturnType<typeof seededRandom>;

/** A face that is visible by less than this share is in doubt: it counts neither way. */
export const WHOLE_SHARE = 0.95;

/** A whole number from `least` to `most`, both included. */
export const whole = (random: Random, least: number, most: number): number =>
  least + Math.floor(random() * (most - least + 1));

/** A number from `least` to `most`. */
export const between = (random: Random, least: number, most: number): number => least + random() * (most - least);

/** As many numbers between 24 and 48 as between 48 and 96. */
export const logBetween = (random: Random, least: number, most: number): number => least * (most / least) ** random();

/** One of a list that isn't empty. */
export const pick = <T>(random: Random, list: readonly T[]): T => list[whole(random, 0, list.length - 1)];

/** The size of a photo of this longest side. @param aspect width by height. */
export const sizeOf = (longestSide: number, aspect: number): Size => ({
  width: Math.round(longestSide * Math.min(1, aspect)),
  height: Math.round(longestSide * Math.min(1, 1 / aspect)),
});

/** The largest of the faces that the reference is sure of. */
export const mainFace = ({ faces }: Pick<Scene, 'faces'>): Box<'photo'> | undefined =>
  faces
    .filter(({ score }) => score >= SUREST_SCORE)
    .map(({ box }) => box)
    .sort((a, b) => faceSize(b) - faceSize(a))[0];

/** Whether a scene can be part of a composite: it has a face that is sure and needn't be blown up to be seen. */
export const isUsable = (scene: Pick<Scene, 'faces'>): boolean => {
  const face = mainFace(scene);
  return face !== undefined && faceSize(face) >= SMALLEST_FACE;
};
