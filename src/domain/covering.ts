import type { PerAttribute } from './attributes';
import type { Box, Size } from './geometry';

/** The covered place that takes most from one attribute; a square in the face's own upright frame. */
export interface StrongestPlace {
  /** Its middle and its side, 0–1 of the region's side. */
  readonly x: number;
  readonly y: number;
  readonly side: number;
  /** How far the attribute's margin falls while it is covered; below 0 where covering only ever raises it. */
  readonly fall: number;
}

/**
 * What each place of a face carries of its scores: ANet saw the face with one soft patch after another covered. The
 * places are row-major in the face's own upright frame.
 */
export interface Covering extends Size {
  /** ANet's input square, upright: what the net saw is this turned by the face's roll about its centre. */
  readonly region: Box<'photo'>;
  /** How far the attribute's margin falls, on average over the patches that cover the place (`width × height` values). */
  readonly falls: PerAttribute<Float32Array>;
  readonly strongest: PerAttribute<StrongestPlace>;
}
