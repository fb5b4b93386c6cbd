import type { LabelledPhoto } from '../labels';

/** A lying or thrown-back head: the line between the eyes is tilted by more, degrees. */
const LYING = 45;

/** Where the nose's tip stands along the line between the eyes: 0 the right one, 1 the left one. */
const noseAlongEyes = ({ rightEye, leftEye, nose }: NonNullable<LabelledPhoto['landmarks']>): number => {
  const [across, down] = [leftEye.x - rightEye.x, leftEye.y - rightEye.y];
  const squared = across ** 2 + down ** 2;
  return ((nose.x - rightEye.x) * across + (nose.y - rightEye.y) * down) / squared;
};

/** A face turned by more than about 60°: its nose stands beside the span of its eyes. */
export const isProfile = ({ landmarks }: LabelledPhoto): boolean => {
  if (!landmarks) return false;
  const along = noseAlongEyes(landmarks);
  return along < 0 || along > 1;
};

/** A head that lies, is thrown back or stands on its ear; of a profile the line between the eyes says little. */
export const isLying = ({ rollDegrees = 0 }: LabelledPhoto): boolean => Math.abs(rollDegrees) > LYING;
