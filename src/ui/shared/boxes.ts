import { type Box, type Size, squareAround } from '../../domain/geometry';

/** The part of a box that lies on the photo; empty (no width or height) where none does. */
export const clipToPhoto = ({ x, y, width, height }: Box<'photo'>, photo: Size): Box<'photo'> => {
  const left = Math.min(Math.max(x, 0), photo.width);
  const top = Math.min(Math.max(y, 0), photo.height);
  const right = Math.min(Math.max(x + width, left), photo.width);
  const bottom = Math.min(Math.max(y + height, top), photo.height);
  return { x: left, y: top, width: right - left, height: bottom - top };
};

const percent = (part: number, whole: number): string => `${(100 * part) / whole}%`;

/** CSS that lays something over a box of a photo that fills its container. */
export const placeOver = ({ x, y, width, height }: Box<'photo'>, photo: Size) => ({
  left: percent(x, photo.width),
  top: percent(y, photo.height),
  width: percent(width, photo.width),
  height: percent(height, photo.height),
});

/** Room around a face in its thumbnail, in sides of its box. */
const THUMBNAIL_SIDE = 1.3;

/** The square of the photo that a face's thumbnail shows: centred on the face as far as the photo's edges allow. */
export const thumbnailSquare = (face: Box<'photo'>, photo: Size): Box<'photo'> =>
  squareAround(face, THUMBNAIL_SIDE, photo);

/** Where a background has to start so that `start` of `whole` is at the edge of a window as wide as `part`. */
const backgroundStart = (start: number, part: number, whole: number): string =>
  whole === part ? '0%' : percent(start, whole - part);

/** CSS background that shows one part of a photo. */
export const backgroundOf = (url: string, part: Box<'photo'>, photo: Size) => ({
  backgroundImage: `url("${url}")`,
  backgroundSize: `${percent(photo.width, part.width)} ${percent(photo.height, part.height)}`,
  backgroundPosition: `${backgroundStart(part.x, part.width, photo.width)} ${backgroundStart(part.y, part.height, photo.height)}`,
});

/** How many colours tell faces apart; defined in the style sheet as `--face-0` and so on. */
const FACE_COLORS = 8;

/** The colour of a face, by its place from left to right. */
export const faceColor = (index: number): string => `var(--face-${index % FACE_COLORS})`;
