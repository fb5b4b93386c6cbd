import type { Size } from '../../domain/geometry';

/** How the picture lies in its window: moved by x and y CSS pixels from where it lies at rest, then enlarged. */
export interface Zoom {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** A point in CSS pixels from the window's top left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The window, and the picture as large as it is at rest, centred in it. CSS pixels. */
export interface Room {
  readonly window: Size;
  readonly picture: Size;
}

/** A box in the picture's own measures, 0–1. */
export interface ShareBox extends Size {
  readonly x: number;
  readonly y: number;
}

export const AT_REST: Zoom = { scale: 1, x: 0, y: 0 };

/** Enough to see single pixels of most photos. */
export const LARGEST = 12;

/** By this a key or a button enlarges. */
export const STEP = 1.5;

/** The picture's edge along one axis: centred while it fits into the window, else never inside of it. */
const held = (edge: number, picture: number, window: number): number =>
  picture <= window ? (window - picture) / 2 : Math.min(0, Math.max(window - picture, edge));

/** The nearest zoom that is allowed: not smaller than at rest, and with no more empty window than there must be. */
const allowed = ({ scale, x, y }: Zoom, { window, picture }: Room): Zoom => {
  const size = Math.min(Math.max(scale, 1), LARGEST);
  const restX = (window.width - picture.width) / 2;
  const restY = (window.height - picture.height) / 2;
  return {
    scale: size,
    x: held(restX + x, picture.width * size, window.width) - restX,
    y: held(restY + y, picture.height * size, window.height) - restY,
  };
};

/** Enlarged (or reduced) by a factor, with what is under the point staying under it. */
export const zoomedAt = (zoom: Zoom, factor: number, { x, y }: Point, room: Room): Zoom => {
  const scale = Math.min(Math.max(zoom.scale * factor, 1), LARGEST);
  const ratio = scale / zoom.scale;
  const restX = (room.window.width - room.picture.width) / 2;
  const restY = (room.window.height - room.picture.height) / 2;
  return allowed(
    { scale, x: x - restX - ratio * (x - restX - zoom.x), y: y - restY - ratio * (y - restY - zoom.y) },
    room,
  );
};

export const movedBy = (zoom: Zoom, dx: number, dy: number, room: Room): Zoom =>
  allowed({ scale: zoom.scale, x: zoom.x + dx, y: zoom.y + dy }, room);

/** The same zoom in another room, as after the window changed its size. */
export const heldIn = (zoom: Zoom, room: Room): Zoom => movedBy(zoom, 0, 0, room);

/** A chosen face is as large as this share of the window's shorter side. */
const CLOSE = 0.4;
/** Below this it isn't worth to move the photo. */
const LEAST_APPROACH = 1.25;

/** Near enough to a face to look at it; as far away as before where it is large already. */
export const closeTo = (zoom: Zoom, face: ShareBox, room: Room): Zoom => {
  const { window, picture } = room;
  const atRest = Math.max(face.width * picture.width, face.height * picture.height);
  const wanted = atRest > 0 ? (CLOSE * Math.min(window.width, window.height)) / atRest : 1;
  const scale = wanted < LEAST_APPROACH ? zoom.scale : Math.min(wanted, LARGEST);
  const center = { x: face.x + face.width / 2, y: face.y + face.height / 2 };
  return scale > 1 ? centeredOn({ ...zoom, scale }, center, room) : zoom;
};

/**
 * Moved so that a part of the picture is in the middle of the window, as far as the picture's edges allow.
 * @param center in the picture's own measures, 0–1
 */
export const centeredOn = ({ scale }: Zoom, center: Point, room: Room): Zoom => {
  const { window, picture } = room;
  const toward = (share: number, whole: number, around: number): number =>
    around / 2 - share * whole * scale - (around - whole) / 2;
  return allowed(
    {
      scale,
      x: toward(center.x, picture.width, window.width),
      y: toward(center.y, picture.height, window.height),
    },
    room,
  );
};
