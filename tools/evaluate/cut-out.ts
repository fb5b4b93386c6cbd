import sharp, { type OverlayOptions } from 'sharp';
import type { Box, Size } from '../../src/domain/geometry';
import { mainFace, type Scene, WHOLE_SHARE } from './composite-parts';
import type { ImageSource } from './images';
import type { ReferenceFace } from './labels';
import { faceSize } from './matching';

/** A person cut out of a scene along head and shoulders, and set down somewhere. */
export interface CutOut {
  readonly scene: Scene;
  readonly scale: number;
  /** Where the scene's top left corner comes to lie in the new photo, pixels. */
  readonly left: number;
  readonly top: number;
  /** The person's face in the new photo. */
  readonly face: Box<'photo'>;
  /** Where the body ends in the new photo, pixels; below the scene its last row goes on. */
  readonly bottom: number;
}

interface Ellipse {
  readonly cx: number;
  readonly cy: number;
  readonly rx: number;
  readonly ry: number;
}

/** Head with hair, and shoulders, in widths and heights of the face box. */
const headOf = ({ x, y, width, height }: Box<'photo'>): Ellipse => ({
  cx: x + width / 2,
  cy: y + 0.42 * height,
  rx: 0.8 * width,
  ry: 0.85 * height,
});
const shouldersOf = ({ x, y, width, height }: Box<'photo'>): Ellipse => ({
  cx: x + width / 2,
  cy: y + 1.6 * height,
  rx: 1.3 * width,
  ry: 0.6 * height,
});

const holds = ({ cx, cy, rx, ry }: Ellipse, x: number, y: number): boolean =>
  ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1;

/** Whether a point of the new photo lies on the person. */
const covers = ({ face, bottom }: CutOut, x: number, y: number): boolean => {
  const shoulders = shouldersOf(face);
  const onBody = y >= shoulders.cy && y <= bottom && Math.abs(x - shoulders.cx) <= shoulders.rx;
  return onBody || holds(headOf(face), x, y) || (y <= bottom && holds(shoulders, x, y));
};

/** Whether the whole head of a scene's main face lies in the scene, so that cutting it out leaves no straight edge. */
export const canBeCutOut = (scene: Scene): boolean => {
  const face = mainFace(scene);
  if (!face) return false;
  const { cx, cy, rx, ry } = headOf(face);
  return cx - rx >= 0 && cx + rx <= scene.size.width && cy - ry >= 0 && cy + ry <= scene.size.height;
};

/** Sets the scene's main face down round a point. @param size of the face, √(width·height), pixels. */
export const cutOut = (
  scene: Scene,
  { x, y, size, bottom }: { readonly x: number; readonly y: number; readonly size: number; readonly bottom: number },
): CutOut => {
  const box = mainFace(scene) as Box<'photo'>;
  const scale = size / faceSize(box);
  // Whole pixels: the layers are drawn on them.
  const left = Math.round(x - (box.x + box.width / 2) * scale);
  const top = Math.round(y - (box.y + box.height / 2) * scale);
  const face = {
    x: left + box.x * scale,
    y: top + box.y * scale,
    width: box.width * scale,
    height: box.height * scale,
  };
  return { scene, scale, left, top, face, bottom };
};

/** Points a side of the grid by which it is judged how much of a face is seen. */
const GRID = 12;

const visibleShare = (box: Box<'photo'>, own: CutOut, front: readonly CutOut[], photo: Size): number => {
  let seen = 0;
  for (let i = 0; i < GRID * GRID; i++) {
    const x = box.x + ((Math.floor(i / GRID) + 0.5) / GRID) * box.width;
    const y = box.y + (((i % GRID) + 0.5) / GRID) * box.height;
    const inPhoto = x >= 0 && y >= 0 && x < photo.width && y < photo.height;
    if (inPhoto && covers(own, x, y) && !front.some((other) => covers(other, x, y))) seen += 1;
  }
  return seen / GRID ** 2;
};

/** All faces of cut-outs drawn one after another. One that isn't seen whole gets score 0, which says "don't count it". */
export const facesOf = (cutOuts: readonly CutOut[], photo: Size): ReferenceFace[] =>
  cutOuts.flatMap((own, index) =>
    own.scene.faces.flatMap(({ box, score }) => {
      const { left, top, scale } = own;
      const here = {
        x: left + box.x * scale,
        y: top + box.y * scale,
        width: box.width * scale,
        height: box.height * scale,
      };
      const share = visibleShare(here, own, cutOuts.slice(index + 1), photo);
      return share === 0 ? [] : [{ box: here, score: share >= WHOLE_SHARE ? score : 0 }];
    }),
  );

/** The cut-out's silhouette as a picture whose alpha is the mask, edges a little soft. */
const silhouette = (own: CutOut, area: Box<'photo'>): Buffer => {
  const [head, shoulders] = [headOf(own.face), shouldersOf(own.face)];
  const ellipse = ({ cx, cy, rx, ry }: Ellipse): string =>
    `<ellipse cx="${cx - area.x}" cy="${cy - area.y}" rx="${rx}" ry="${ry}"/>`;
  const body = `<rect x="${shoulders.cx - shoulders.rx - area.x}" y="${shoulders.cy - area.y}" width="${2 * shoulders.rx}" height="${area.height}"/>`;
  const blur = `<filter id="soft"><feGaussianBlur stdDeviation="${0.03 * own.face.width}"/></filter>`;
  const shapes = `<g filter="url(#soft)">${ellipse(head)}${ellipse(shoulders)}${body}</g>`;
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${area.width}" height="${area.height}">${blur}${shapes}</svg>`,
  );
};

/** What of the new photo a cut-out may cover, whole pixels, inside the photo. */
const areaOf = ({ face, bottom }: CutOut, photo: Size): Box<'photo'> => {
  const [head, shoulders] = [headOf(face), shouldersOf(face)];
  const x = Math.max(0, Math.floor(shoulders.cx - shoulders.rx));
  const y = Math.max(0, Math.floor(head.cy - head.ry));
  const right = Math.min(photo.width, Math.ceil(shoulders.cx + shoulders.rx));
  return { x, y, width: right - x, height: Math.min(photo.height, Math.round(bottom)) - y };
};

/** Draws a person; undefined when nothing of it lies in the photo. */
export const drawCutOut = async (
  own: CutOut,
  images: ImageSource,
  photo: Size,
): Promise<OverlayOptions | undefined> => {
  const area = areaOf(own, photo);
  const width = Math.round(own.scene.size.width * own.scale);
  const height = Math.round(own.scene.size.height * own.scale);
  // The part of the scaled scene that lies in the area; what the scene lacks is filled with its edge.
  const x = Math.max(0, area.x - own.left);
  const y = Math.max(0, area.y - own.top);
  const cut = {
    left: x,
    top: y,
    width: Math.min(width, area.x + area.width - own.left) - x,
    height: Math.min(height, area.y + area.height - own.top) - y,
  };
  if (cut.width <= 0 || cut.height <= 0) return undefined;
  const left = own.left + x - area.x;
  const top = own.top + y - area.y;
  const rest = { left, top, right: area.width - left - cut.width, bottom: area.height - top - cut.height };
  const input = await sharp(await images.read(own.scene.file))
    .resize(width, height, { fit: 'fill' })
    .extract(cut)
    .extend({ ...rest, extendWith: 'copy' })
    .ensureAlpha()
    .composite([{ input: silhouette(own, area), blend: 'dest-in' }])
    .raw()
    .toBuffer();
  // sharp reports the size before `extend`; it is the area's.
  return { input, raw: { width: area.width, height: area.height, channels: 4 }, left: area.x, top: area.y };
};
