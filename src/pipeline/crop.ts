import type { Box, Size, Square } from '../domain/geometry';
import type { CropGeometry } from '../domain/manifest';

/** LNeto's input: the whole photo in a square round its centre; beyond the photo the sampler repeats its edges. */
export const sceneSquare = ({ width, height }: Size): Square<'photo'> => ({
  centerX: width / 2,
  centerY: height / 2,
  side: Math.max(width, height),
  roll: 0,
});

/** Where a point of an upright square's own frame, 0–1 from its top left, lies in the photo. */
export const pointIn = (
  { centerX, centerY, side }: Square<'photo'>,
  u: number,
  v: number,
): { x: number; y: number } => ({
  x: centerX + (u - 0.5) * side,
  y: centerY + (v - 0.5) * side,
});

/** The box that an upright square covers. */
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

/** From the head square's frame to the photo's. */
export const faceBox = (head: Square<'photo'>, face: FaceInHead): Box<'photo'> => {
  const width = Math.exp(face.logWidth) * head.side;
  const height = Math.exp(face.logHeight) * head.side;
  return {
    x: head.centerX + face.offsetX * head.side - width / 2,
    y: head.centerY + face.offsetY * head.side - height / 2,
    width,
    height,
  };
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

/** From radians, as squares have them, to degrees, as people read them. */
export const degrees = (radians: number): number => (radians * 180) / Math.PI;
