import type { PhotoBitmap } from '../domain/analyzer-api';
import type { CameraChoice, CameraProblem } from '../domain/camera';
import type { FrameAnalysis, FrameHint } from '../domain/frames';
import type { Size } from '../domain/geometry';
import type { AttributeEntry } from '../domain/manifest';
import type { Track } from '../tracking/tracks';

/** A camera that gives pictures. */
export interface OpenCamera<Video> {
  readonly choice: CameraChoice;
  /** Whether the person looks at themselves, and expects a mirror. */
  readonly isMirror: boolean;
  /** Plays its pictures in an element of the page. */
  show(video: Video): void;
  /** Switches it off, with its light. */
  close(): void;
}

export type CameraOutcome<Video> =
  | { readonly kind: 'open'; readonly camera: OpenCamera<Video> }
  | { readonly kind: 'problem'; readonly problem: CameraProblem; readonly detail: string };

/** What the camera needs from the browser; tests bring their own. */
export interface CameraTools<Video, Frame extends PhotoBitmap> {
  /** @param onLost told when the camera goes away by itself. */
  open(id: string | undefined, onLost: () => void): Promise<CameraOutcome<Video>>;
  list(): Promise<readonly CameraChoice[]>;
  /**
   * Hands over the newest frame as soon as the one before is done with.
   * @returns ends it.
   */
  run(video: Video, handle: (frame: Frame, takenMs: number) => Promise<void>): () => void;
  /** Takes over the frame. */
  analyze(frame: Frame, hint: FrameHint): Promise<FrameAnalysis>;
  /** What the manifest says of the attributes; empty until the nets are loaded. */
  entries(): readonly AttributeEntry[];
  /** Halts and resumes the pictures, not the camera. */
  freeze(video: Video, frozen: boolean): void;
  /** Makes a photo of what is shown now. */
  takeStill(video: Video): void;
  /** Milliseconds on the clock of `takenMs`. */
  now(): number;
}

/** Pictures come in. */
export interface LiveCamera {
  readonly kind: 'live';
  readonly camera: CameraChoice;
  readonly isMirror: boolean;
  readonly isPaused: boolean;
  /** Pixels of the last analysed frame; absent before the first. */
  readonly frame?: Size;
  /** From left to right in the frame, which is right to left in a mirror. */
  readonly tracks: readonly Track[];
  /** Analysed frames a second, and how old a frame is when its boxes are drawn, ms. */
  readonly rate?: number;
  readonly latencyMs?: number;
}

export type CameraState =
  | { readonly kind: 'off' }
  | { readonly kind: 'starting' }
  | LiveCamera
  | { readonly kind: 'problem'; readonly problem: CameraProblem; readonly detail: string };
