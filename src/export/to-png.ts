import { type AlbumFace, presentIn, probabilitiesOf } from '../domain/album';
import { ATTRIBUTE_INFO } from '../domain/attribute-info';
import type { AttributeName } from '../domain/attributes';
import type { Box, Size } from '../domain/geometry';
import { labelPlace, typeSize } from './label-layout';
import type { ExportedPhoto } from './to-csv';

/** Longest side of an exported picture, pixels: larger ones would make a zip of a thousand unwieldy. */
const LONGEST_SIDE = 1600;

/** Of what a face is said to have, the most likely ones; more would hide the picture. */
const MOST_LINES = 6;

/** As on the page: they differ in lightness too. */
const COLORS = ['#f4e27e', '#0ed2ff', '#ff7d00', '#e301ff', '#ffa2a3', '#f2ffff', '#7880a6', '#997d46'];

/** What is written into pictures, as the page says it. */
export interface PictureWords {
  label(name: AttributeName): string;
  /** @param probability 0–1 */
  percentage(probability: number): string;
}

const scaled = ({ x, y, width, height }: Box<'photo'>, by: number): Box<'photo'> => ({
  x: x * by,
  y: y * by,
  width: width * by,
  height: height * by,
});

/** "2" and then "Smiling 98%", the most likely first; what judges a person is left out. */
const linesOf = (face: AlbumFace, words: PictureWords): string[] => {
  const present = presentIn(face).filter((name) => !ATTRIBUTE_INFO[name].sensitive);
  const probabilities = probabilitiesOf(face);
  return present
    .sort((a, b) => probabilities[b] - probabilities[a])
    .slice(0, MOST_LINES)
    .map((name) => `${words.label(name)} ${words.percentage(probabilities[name])}`);
};

type Context = OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D;

/** Something to draw on, that becomes a file. */
export interface DrawingCanvas {
  readonly context: Context;
  toBlob(type: string): Promise<Blob>;
}

const strokeBox = (context: Context, { x, y, width, height }: Box<'photo'>, color: string, thick: number): void => {
  for (const [style, line] of [
    ['rgb(0 0 0 / 0.55)', thick * 2],
    [color, thick],
  ] as const) {
    context.strokeStyle = style;
    context.lineWidth = line;
    context.strokeRect(x, y, width, height);
  }
};

const drawLabel = (context: Context, face: Box<'photo'>, lines: readonly string[], color: string, picture: Size) => {
  const size = typeSize(picture);
  const pad = size / 3;
  context.font = `600 ${size}px system-ui, sans-serif`;
  context.textBaseline = 'top';
  const width = Math.max(...lines.map((text) => context.measureText(text).width)) + 2 * pad;
  const height = lines.length * size * 1.25 + 2 * pad;
  const place = labelPlace(face, { width, height }, picture, size / 3);
  context.fillStyle = 'rgb(0 0 0 / 0.7)';
  context.fillRect(place.x, place.y, place.width, place.height);
  lines.forEach((text, at) => {
    context.fillStyle = at === 0 ? color : '#fff';
    context.fillText(text, place.x + pad, place.y + pad + at * size * 1.25);
  });
};

/**
 * The photo with numbered boxes round the exported faces and what they have, as a PNG, reduced where it is very large.
 * @param picture the photo in any size with the photo's own shape; stays the caller's
 */
export const toPng = async (
  { photo, faces }: ExportedPhoto,
  picture: ImageBitmap,
  words: PictureWords,
  newCanvas: (size: Size) => DrawingCanvas,
): Promise<Blob> => {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const size = { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) };
  const canvas = newCanvas({ width: Math.max(1, size.width), height: Math.max(1, size.height) });
  const { context } = canvas;
  context.drawImage(picture, 0, 0, size.width, size.height);
  const thick = Math.max(2, typeSize(size) / 8);
  const drawn = faces.map((face) => ({
    face,
    box: scaled(face.face, size.width / photo.size.width),
    head: scaled(face.head, size.width / photo.size.width),
    color: COLORS[face.index % COLORS.length] ?? '#fff',
  }));
  for (const { head, box, color } of drawn) {
    context.setLineDash([3 * thick, 2 * thick]);
    strokeBox(context, head, color, thick / 2);
    context.setLineDash([]);
    strokeBox(context, box, color, thick);
  }
  for (const { face, box, color } of drawn) {
    drawLabel(context, box, [String(face.index + 1), ...linesOf(face, words)], color, size);
  }
  return canvas.toBlob('image/png');
};
