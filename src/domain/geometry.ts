/**
 * Frames: `photo` is pixels of the photo after EXIF orientation, origin top left, pixel (0, 0) covering [0,1)×[0,1).
 * `head` and `face` are the unit squares of the head-and-shoulders crop and of ANet's crop: (0,0) top left, (1,1) bottom right.
 */
export type Frame = 'photo' | 'head' | 'face';

declare const frame: unique symbol;

/** An upright box; coordinates in the units of its frame. The brand makes mixing frames a compile error. */
export interface Box<F extends Frame> {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly [frame]?: F;
}

/** A square that may be rotated about its centre; the region that a net's input is read from. */
export interface Square<F extends Frame> {
  readonly centerX: number;
  readonly centerY: number;
  readonly side: number;
  /** Clockwise in the picture (y down), radians. */
  readonly roll: number;
  readonly [frame]?: F;
}

/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What of a box lies in the picture; it may be nothing. */
export const clipTo = ({ x, y, width, height }: Box<'photo'>, picture: Size): Box<'photo'> => {
  const [left, top] = [Math.max(0, x), Math.max(0, y)];
  const [right, bottom] = [Math.min(picture.width, x + width), Math.min(picture.height, y + height)];
  return { x: left, y: top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
};

/** Intersection over union of two boxes of the same frame, 0–1; 0 when one of them is empty. */
export const overlap = <F extends Frame>(a: Box<F>, b: Box<F>): number => {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (a.width * a.height + b.width * b.height - shared);
};

/**
 * The square around a box that a small picture of it shows: centred on it as far as the photo's edges allow.
 * @param room side of the square in longer sides of the box
 */
export const squareAround = (box: Box<'photo'>, room: number, photo: Size): Box<'photo'> => {
  const side = Math.min(room * Math.max(box.width, box.height), photo.width, photo.height);
  const start = (center: number, end: number): number => Math.min(Math.max(center - side / 2, 0), end - side);
  return {
    x: start(box.x + box.width / 2, photo.width),
    y: start(box.y + box.height / 2, photo.height),
    width: side,
    height: side,
  };
};
