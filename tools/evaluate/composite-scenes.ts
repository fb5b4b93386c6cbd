import sharp, { type OverlayOptions } from 'sharp';
import type { Box, Size } from '../../src/domain/geometry';
import {
  type Composite,
  logBetween,
  mainFace,
  pick,
  type Random,
  type Scene,
  sizeOf,
  WHOLE_SHARE,
  whole,
} from './composite-parts';
import type { ImageSource } from './images';
import type { ReferenceFace } from './labels';
import { faceSize, SMALLEST_FACE } from './matching';

/** Longest side of a composite, pixels. */
const LONGEST_SIDE = 640;
/** Width by height of a composite. */
const ASPECTS = [4 / 3, 3 / 4, 1, 16 / 9, 3 / 2] as const;
/** A scene's face never fills more than this share of its cell's shorter side: hair and shoulders belong to it. */
const LARGEST_SHARE = 0.5;
/** A scene as drawn: what is cut from the enlarged or reduced scene, and where it goes. */
interface Placement {
  readonly scene: Scene;
  readonly scale: number;
  readonly cell: Box<'photo'>;
  /** Of the scaled scene, pixels; as large as the cell or the scene, whichever is smaller. */
  readonly cut: Box<'photo'>;
}

/** Splits the composite into `count` cells: rows as equal as possible, each cell about as wide as high. */
const cellsOf = ({ width, height }: Size, count: number): Box<'photo'>[] => {
  const rows = Math.min(count, Math.max(1, Math.round(Math.sqrt((count * height) / width))));
  const cells: Box<'photo'>[] = [];
  for (let row = 0; row < rows; row++) {
    const inRow = Math.floor(((row + 1) * count) / rows) - Math.floor((row * count) / rows);
    const y = Math.round((row * height) / rows);
    const bottom = Math.round(((row + 1) * height) / rows);
    for (let column = 0; column < inRow; column++) {
      const x = Math.round((column * width) / inRow);
      cells.push({ x, y, width: Math.round(((column + 1) * width) / inRow) - x, height: bottom - y });
    }
  }
  return cells;
};

/** The part of an axis to cut so that the face stays whole where it can: the scene moves freely round it. */
const cutAxis = (random: Random, scene: number, cell: number, face: number, faceLength: number): number => {
  const least = Math.max(0, Math.ceil(face + faceLength - cell));
  const most = Math.min(scene - cell, Math.floor(face));
  return most > least ? whole(random, least, most) : Math.max(0, Math.min(least, scene - cell));
};

const place = (random: Random, scene: Scene, cell: Box<'photo'>): Placement => {
  const box = mainFace(scene) as Box<'photo'>;
  const largest = Math.max(SMALLEST_FACE, LARGEST_SHARE * Math.min(cell.width, cell.height));
  const wanted = logBetween(random, SMALLEST_FACE, largest);
  const scale = wanted / faceSize(box);
  const width = Math.max(1, Math.round(scene.size.width * scale));
  const height = Math.max(1, Math.round(scene.size.height * scale));
  const cut = {
    x: cutAxis(random, width, cell.width, box.x * scale, box.width * scale),
    y: cutAxis(random, height, cell.height, box.y * scale, box.height * scale),
    width: Math.min(width, cell.width),
    height: Math.min(height, cell.height),
  };
  return { scene, scale, cell, cut };
};

/** The scene's faces in the composite. One that the cut left incomplete gets score 0, which says "don't count it". */
const facesOf = ({ scene, scale, cell, cut }: Placement): ReferenceFace[] =>
  scene.faces.flatMap(({ box, score }) => {
    const left = box.x * scale - cut.x;
    const top = box.y * scale - cut.y;
    const width = box.width * scale;
    const height = box.height * scale;
    const visibleWidth = Math.min(left + width, cut.width) - Math.max(left, 0);
    const visibleHeight = Math.min(top + height, cut.height) - Math.max(top, 0);
    if (visibleWidth <= 0 || visibleHeight <= 0) return [];
    const whole = visibleWidth * visibleHeight >= WHOLE_SHARE * width * height;
    return [{ box: { x: cell.x + left, y: cell.y + top, width, height }, score: whole ? score : 0 }];
  });

const draw = async ({ scene, scale, cell, cut }: Placement, images: ImageSource): Promise<OverlayOptions> => {
  const width = Math.max(1, Math.round(scene.size.width * scale));
  const height = Math.max(1, Math.round(scene.size.height * scale));
  const input = await sharp(await images.read(scene.file))
    .resize(width, height, { fit: 'fill' })
    .extract({ left: cut.x, top: cut.y, width: cut.width, height: cut.height })
    .removeAlpha()
    .png({ compressionLevel: 0 })
    .toBuffer();
  return { input, left: cell.x, top: cell.y };
};

/** 2–9 scenes in cells, longest side 640, their chosen faces from 24 pixels (√ of the area) up to half a cell. */
export const makeScenes = async (images: ImageSource, scenes: readonly Scene[], random: Random): Promise<Composite> => {
  const size = sizeOf(LONGEST_SIDE, pick(random, ASPECTS));
  const placements = cellsOf(size, whole(random, 2, 9)).map((cell) => place(random, pick(random, scenes), cell));
  const background = { r: whole(random, 0, 255), g: whole(random, 0, 255), b: whole(random, 0, 255) };
  const layers = await Promise.all(placements.map((placement) => draw(placement, images)));
  const data = await sharp({ create: { ...size, channels: 3, background } })
    .composite(layers)
    .ensureAlpha()
    .raw()
    .toBuffer();
  return { pixels: { ...size, data }, faces: placements.flatMap(facesOf) };
};
