import type { VideoProblem } from '../domain/video';
import { runFrames } from './frame-loop';
import { isVideo } from './other-kinds';
import { sniffImageType } from './sniff';
import { framesOfFile } from './video-frames';
import { VideoSteps } from './video-steps';

/** A video file that plays in an element; see `OpenVideo` of the state. Times are from its start. */
export interface OpenedVideo {
  readonly durationS: number;
  play(): void;
  pause(): void;
  seek(timeS: number): void;
  step(direction: 1 | -1): void;
  run(handle: (frame: ImageBitmap, timeMs: number) => Promise<void>): () => void;
  close(): void;
}

export type VideoOpening =
  | { readonly kind: 'open'; readonly video: OpenedVideo }
  | { readonly kind: 'problem'; readonly problem: VideoProblem };

interface Listeners {
  readonly onPlaying: (isPlaying: boolean) => void;
  readonly onTime: (timeS: number) => void;
  readonly onBroken: () => void;
}

/** Enough of a file to tell its kind. */
const HEAD = 4096;

/** Whether a file is a video by its first bytes; where they say nothing, by what the system takes it for. */
export const isVideoFile = async (file: File): Promise<boolean> => {
  const head = new Uint8Array(
    await file
      .slice(0, HEAD)
      .arrayBuffer()
      .catch(() => new ArrayBuffer(0)),
  );
  return isVideo(head) || (file.type.startsWith('video/') && sniffImageType(head) === undefined);
};

/** Settles with the first of these events. */
const first = (target: EventTarget, ...names: readonly string[]): Promise<string> =>
  new Promise((settle) => {
    const done = new AbortController();
    const told = ({ type }: Event): void => {
      done.abort();
      settle(type);
    };
    for (const name of names) target.addEventListener(name, told, { signal: done.signal });
  });

/** Recordings of a browser don't say how long they are: looking for a frame far behind the end finds it. */
const findDuration = async (video: HTMLVideoElement): Promise<number> => {
  if (video.duration === Number.POSITIVE_INFINITY) {
    const found = first(video, 'seeked', 'error');
    video.currentTime = 1e7;
    await found;
    const back = first(video, 'seeked', 'error');
    video.currentTime = 0;
    await back;
  }
  return Number.isFinite(video.duration) ? video.duration : video.seekable.length > 0 ? video.seekable.end(0) : 0;
};

/** Takes a file out of an element, unless another one has taken its place. */
const unload = (video: HTMLVideoElement, url: string): void => {
  if (video.src === url) {
    video.pause();
    video.removeAttribute('src');
    video.load();
  }
  URL.revokeObjectURL(url);
};

/** @returns ends it */
const listen = (video: HTMLVideoElement, { onPlaying, onTime, onBroken }: Listeners): (() => void) => {
  const listening = new AbortController();
  const on = (name: string, act: () => void): void => video.addEventListener(name, act, { signal: listening.signal });
  on('play', () => onPlaying(true));
  on('pause', () => onPlaying(false));
  on('ended', () => onPlaying(false));
  // Of a video that stands still, the frame's own time is told.
  on('timeupdate', () => video.paused || onTime(video.currentTime));
  on('error', onBroken);
  return () => listening.abort();
};

/** So long a frame that is looked for is waited for, ms: a browser may paint none where nothing changes. */
const PAINT_MS = 1_000;

/** Shows the frame at a time. @param painted settles with the next painted frame */
const seekTo = async (video: HTMLVideoElement, timeS: number, painted: Promise<unknown>): Promise<void> => {
  if (video.currentTime === timeS && !video.seeking) return;
  const found = first(video, 'seeked', 'error', 'emptied');
  video.currentTime = timeS;
  await found;
  await Promise.race([painted, new Promise((resolve) => setTimeout(resolve, PAINT_MS))]);
};

/** Which frame of the element is shown, and steps from it. */
const steppable = (video: HTMLVideoElement, durationS: number, onTime: Listeners['onTime']) => {
  let shownS = video.currentTime;
  let painted = (): void => undefined;
  const seek = (timeS: number): Promise<void> =>
    seekTo(
      video,
      timeS,
      new Promise<void>((resolve) => {
        painted = resolve;
      }),
    );
  return {
    steps: new VideoSteps({ durationS, shownS: () => shownS, seek }),
    onFrame(timeS: number): void {
      shownS = timeS;
      if (video.paused) onTime(video.ended ? durationS : timeS);
      painted();
    },
  };
};

const playing = (video: HTMLVideoElement, url: string, durationS: number, listeners: Listeners): OpenedVideo => {
  const { steps, onFrame } = steppable(video, durationS, listeners.onTime);
  const endListening = listen(video, listeners);
  return {
    durationS,
    seek(timeS) {
      steps.callOff();
      video.currentTime = Math.min(Math.max(timeS, 0), durationS);
    },
    play() {
      steps.callOff();
      // Rejects when it is paused or closed before it begins.
      void video.play().catch(() => undefined);
    },
    pause: () => video.pause(),
    step: (direction) => void steps.step(direction),
    run: (handle) => runFrames(framesOfFile(video, onFrame), handle),
    close() {
      steps.callOff();
      endListening();
      unload(video, url);
    },
  };
};

/**
 * Opens a video file in an element, paused at its first frame.
 * @param listeners told what happens to it later, until it is closed.
 */
export const openVideo = async (file: File, video: HTMLVideoElement, listeners: Listeners): Promise<VideoOpening> => {
  const url = URL.createObjectURL(file);
  const ready = first(video, 'loadeddata', 'error');
  video.src = url;
  // Another file may have been opened in the element meanwhile.
  const isReady = (await ready) === 'loadeddata' && video.src === url;
  const durationS = isReady ? await findDuration(video) : 0;
  const problem = !isReady || video.error ? 'unplayable' : video.videoWidth === 0 ? 'no-picture' : undefined;
  if (problem === undefined) return { kind: 'open', video: playing(video, url, durationS, listeners) };
  unload(video, url);
  return { kind: 'problem', problem };
};
