import type { Face } from './analysis';
import type { Box, Size } from './geometry';

/** Where a head is expected in a frame of a video, because it was there in the frame before. */
export interface ExpectedHead {
  /** Its head-and-shoulders square. */
  readonly box: Box<'photo'>;
  /** LNeto's heat when it last saw this head, 0–1. */
  readonly heat: number;
}

/** What to look at in a frame. */
export interface FrameHint {
  readonly heads: readonly ExpectedHead[];
  /** Whether to look for heads in the whole frame too, which costs as much as several faces. */
  readonly search: boolean;
}

/**
 * A face of a frame: no maps, which a video has no time for, and no features, so that nothing can compare people by them.
 * `head` is where it is to be looked for next.
 */
export interface FrameFace extends Pick<Face, 'head' | 'face' | 'rollDegrees' | 'score' | 'attributes'> {
  /** LNeto's heat for this head when it last saw it, 0–1. */
  readonly heat: number;
}

/** What the cascade says about one frame of a video. */
export interface FrameAnalysis {
  readonly frame: Size;
  /** Ordered from left to right. */
  readonly faces: readonly FrameFace[];
}
