import type { Face } from '../domain/analysis';
import type { Box } from '../domain/geometry';

/**
 * Finds a face again in another look at the same photo, which may have another size.
 * @param wanted where the face was
 * @param scale how much larger the photo is now, 1 for the same size
 * @returns index of the face whose centre is nearest; 0 where there is none
 */
export const nearestFace = (faces: readonly Face[], wanted: Box<'photo'>, scale: number): number => {
  const distance = ({ face }: Face): number =>
    Math.hypot(
      face.x + face.width / 2 - scale * (wanted.x + wanted.width / 2),
      face.y + face.height / 2 - scale * (wanted.y + wanted.height / 2),
    );
  const distances = faces.map(distance);
  return Math.max(0, distances.indexOf(Math.min(...distances)));
};
