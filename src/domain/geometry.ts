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
