import type { PhotoBitmap } from '../domain/analyzer-api';
import type { FrameAnalysis, FrameHint } from '../domain/frames';
import type { Size } from '../domain/geometry';
import type { AttributeEntry } from '../domain/manifest';
import type { VideoProblem } from '../domain/video';
import type { Timeline } from '../tracking/timeline';
import type { Track } from '../tracking/tracks';

/** A video file that plays in an element of the page. Times are from its start. */
export interface OpenVideo<Frame> {
  readonly durationS: number;
  play(): void;
  pause(): void;
  /** Shows the frame at a time, which is kept inside the video. */
  seek(timeS: number): void;
  /** Shows the next (1) or the previous (−1) frame. */
  step(direction: 1 | -1): void;
  /**
   * Hands over the frame that is shown, and every one that is shown later, as soon as the one before is done with.
   * @returns ends it.
   */
  run(handle: (frame: Frame, timeMs: number) => Promise<void>): () => void;
  close(): void;
}

export type VideoOutcome<Frame> =
  | { readonly kind: 'open'; readonly video: OpenVideo<Frame> }
  | { readonly kind: 'problem'; readonly problem: VideoProblem };

/** What happens to an open video by itself. */
export interface VideoListeners {
  readonly onPlaying: (isPlaying: boolean) => void;
  readonly onTime: (timeS: number) => void;
  /** It breaks off: what is left can't be played. */
  readonly onBroken: () => void;
}

/** What a video file needs from the browser; tests bring their own. `Video` is the element of the page that shows it. */
export interface VideoTools<Video, Frame extends PhotoBitmap, Source> {
  open(file: Source, video: Video, listeners: VideoListeners): Promise<VideoOutcome<Frame>>;
  /** Takes over the frame. */
  analyze(frame: Frame, hint: FrameHint): Promise<FrameAnalysis>;
  /** What the manifest says of the attributes; empty until the nets are loaded. */
  entries(): readonly AttributeEntry[];
}

/** A video that is shown. */
export interface ShownVideo {
  readonly kind: 'shown';
  readonly name: string;
  readonly durationS: number;
  readonly timeS: number;
  readonly isPlaying: boolean;
  /** The rest of it can't be played. */
  readonly isBroken: boolean;
  /** Pixels of the frame that is shown; absent before the first is analysed. */
  readonly frame?: Size;
  readonly tracks: readonly Track[];
  readonly timeline: Timeline;
}

export type VideoState =
  | { readonly kind: 'none' }
  | { readonly kind: 'opening'; readonly name: string }
  | ShownVideo
  | { readonly kind: 'problem'; readonly name: string; readonly problem: VideoProblem; readonly detail: string };
