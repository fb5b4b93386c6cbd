import type { Box, Size, Square } from '../domain/geometry';
import type { CropGeometry } from '../domain/manifest';

/**
 * LNeto's input: the whole photo in a square round its centre; beyond the photo the sampler repeats its edges.
 * @param roll quarter turns, radians: how the heads are expected to lie.
 */
export const sceneSquare = ({ width, height }: Size, roll = 0): Square<'photo'> => ({
  centerX: width / 2,
  centerY: height / 2,
  side: Math.max(width, height),
  roll,
});

/** Where a point of a square's own frame, 0–1 from its top left, lies in the photo. */
export const pointIn = (
  { centerX, centerY, side, roll }: Square<'photo'>,
  u: number,
  v: number,
): { x: number; y: number } => {
  const [cos, sin] = [Math.cos(roll) * side, Math.sin(roll) * side];
  return { x: centerX + cos * (u - 0.5) - sin * (v - 0.5), y: centerY + sin * (u - 0.5) + cos * (v - 0.5) };
};

/** The box that a square covers which is upright or turned by quarters. */
export const boxOf = ({ centerX, centerY, side }: Square<'photo'>): Box<'photo'> => ({
  x: centerX - side / 2,
  y: centerY - side / 2,
  width: side,
  height: side,
});

/** The upright square that a box covers, of the box's width. */
export const squareOf = ({ x, y, width, height }: Box<'photo'>): Square<'photo'> => ({
  centerX: x + width / 2,
  centerY: y + height / 2,
  side: width,
  roll: 0,
});

/** LNets' description of a face inside a head square: offsets and sizes in sides of the square, roll in radians. */
export interface FaceInHead {
  readonly offsetX: number;
  readonly offsetY: number;
  readonly logWidth: number;
  readonly logHeight: number;
  readonly roll: number;
}

/**
 * From the head square's frame to the photo's. The box may reach beyond the photo; views clip it.
 * @param head upright or turned by quarters.
 */
export const faceBox = (head: Square<'photo'>, face: FaceInHead): Box<'photo'> => {
  const across = Math.exp(face.logWidth) * head.side;
  const down = Math.exp(face.logHeight) * head.side;
  const lies = Math.abs(Math.sin(head.roll)) > 0.5;
  const [width, height] = lies ? [down, across] : [across, down];
  const { x, y } = pointIn(head, 0.5 + face.offsetX, 0.5 + face.offsetY);
  return { x: x - width / 2, y: y - height / 2, width, height };
};

/**
 * ANet's input square round a face box, turned with the head. One definition serves training, Node and page: side and
 * shift are in units of √(width·height) of the box, the shift along the turned axes.
 * @param roll clockwise in the picture, radians.
 */
export const cropSquare = (face: Box<'photo'>, roll: number, geometry: CropGeometry): Square<'photo'> => {
  const unit = Math.sqrt(face.width * face.height);
  const cos = Math.cos(roll) * unit;
  const sin = Math.sin(roll) * unit;
  return {
    centerX: face.x + face.width / 2 + cos * geometry.shiftX - sin * geometry.shiftY,
    centerY: face.y + face.height / 2 + sin * geometry.shiftX + cos * geometry.shiftY,
    side: geometry.side * unit,
    roll,
  };
};

/** The same direction in −π…π. */
export const normalRoll = (roll: number): number => roll - 2 * Math.PI * Math.round(roll / (2 * Math.PI));

/** From radians, as squares have them, to degrees, as people read them. */
export const degrees = (radians: number): number => (radians * 180) / Math.PI;
