import { SURE_FACE, TURN_MARGIN, TURNED_FACE } from './config';
import { degrees } from './crop';
import type { FoundFace } from './lnets';

/** The ways a photo may lie besides upright, clockwise, radians. */
export const OTHER_TURNS: readonly number[] = [Math.PI / 2, Math.PI, -Math.PI / 2];

const highest = (faces: readonly FoundFace[]): number => faces.reduce((most, { score }) => Math.max(most, score), 0);

/** Whether a photo shows a face so plainly that it lies the right way up. */
export const isSure = (faces: readonly FoundFace[]): boolean => highest(faces) >= SURE_FACE;

/** Whether a photo rather lies as the one answer supposes than as the other. @param upright whether that other is upright. */
export const outdoes = (faces: readonly FoundFace[], others: readonly FoundFace[], upright: boolean): boolean =>
  highest(faces) >= TURNED_FACE && highest(faces) > highest(others) + (upright ? TURN_MARGIN : 0);

/** A quarter turn, clockwise in degrees: 0, 90, 180 or 270. */
export const quarterDegrees = (roll: number): 0 | 90 | 180 | 270 => {
  const quarters = ((Math.round(degrees(roll) / 90) % 4) + 4) % 4;
  return ([0, 90, 180, 270] as const)[quarters];
};

/** A square map, row-major, read by a net that saw its square turned: as it lies in the photo. */
export const mapAsPhotoLies = (values: Float32Array, roll: number): Float32Array => {
  const side = Math.sqrt(values.length);
  let map = values;
  for (let turns = quarterDegrees(roll) / 90; turns > 0; turns--) {
    const before = map;
    map = Float32Array.from(before, (_, i) => before[(side - 1 - (i % side)) * side + Math.floor(i / side)]);
  }
  return map;
};
