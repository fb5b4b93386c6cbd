import type { AttributeName } from '../../src/domain/attributes';
import type { Landmarks } from './labels';

/** A point on a face, in distances between the eyes: to the left eye's side and down from midway between the eyes. */
export interface FacePoint {
  readonly x: number;
  readonly y: number;
}

/** Where a photo's point lies on a face. */
export const onFace = ({ rightEye, leftEye }: Landmarks, point: FacePoint): FacePoint => {
  const [dx, dy] = [leftEye.x - rightEye.x, leftEye.y - rightEye.y];
  const squared = dx * dx + dy * dy;
  const [x, y] = [point.x - (rightEye.x + leftEye.x) / 2, point.y - (rightEye.y + leftEye.y) / 2];
  return { x: (x * dx + y * dy) / squared, y: (y * dx - x * dy) / squared };
};

interface Region {
  readonly name: string;
  readonly attributes: readonly AttributeName[];
  /** Whether a point lies where these attributes must be seen; mouth and nose as {@link FacePoint}s. */
  holds(point: FacePoint, mouth: FacePoint, nose: FacePoint): boolean;
}

/** Where in a face some attributes can be seen at all. */
export const REGIONS: readonly Region[] = [
  {
    name: "the eyes' band",
    attributes: ['Eyeglasses', 'Narrow_Eyes', 'Bags_Under_Eyes', 'Arched_Eyebrows', 'Bushy_Eyebrows'],
    holds: ({ x, y }) => Math.abs(x) <= 1.1 && y >= -0.7 && y <= 0.55,
  },
  {
    name: 'the mouth, with the lip above it',
    attributes: ['Smiling', 'Mouth_Slightly_Open', 'Wearing_Lipstick', 'Mustache'],
    holds: ({ x, y }, mouth, nose) => Math.abs(x) <= 0.8 && y >= Math.min(nose.y, 0.6 * mouth.y) && y <= mouth.y + 0.45,
  },
  {
    name: 'above the brows',
    attributes: ['Wearing_Hat', 'Bangs', 'Bald', 'Receding_Hairline'],
    holds: ({ y }) => y <= -0.35,
  },
  {
    name: "the mouth's lower edge and below",
    attributes: ['Goatee', 'Double_Chin', 'Wearing_Necktie', 'Wearing_Necklace'],
    holds: ({ y }, mouth) => y >= mouth.y + 0.1,
  },
  {
    name: 'beside the cheeks',
    attributes: ['Wearing_Earrings'],
    holds: ({ x, y }) => Math.abs(x) >= 0.75 && y >= -0.2,
  },
];
