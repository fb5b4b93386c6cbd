import type { VideoProblem } from '../domain/video';
import { runFrames } from './frame-loop';
import { isVideo } from './other-kinds';
import { sniffImageType } from './sniff';
import { framesOfFile } from './video-frames';

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

/** How long a frame is shown, until two in a row tell: that of films, so that a step is never too short. */
const USUAL_FRAME_S = 1 / 24;

/** A step goes so far into a frame: times of frames are rounded. */
const INSIDE_S = 0.002;

const playing = (video: HTMLVideoElement, url: string, durationS: number, listening: AbortController): OpenedVideo => {
  let [shownS, frameS] = [0, USUAL_FRAME_S];
  const onFrame = (timeS: number, shortestS = USUAL_FRAME_S): void => {
    [shownS, frameS] = [timeS, shortestS];
  };
  const seek = (timeS: number): void => {
    video.currentTime = Math.min(Math.max(timeS, 0), durationS);
  };
  return {
    durationS,
    seek,
    // Rejects when it is paused or closed before it begins.
    play: () => void video.play().catch(() => undefined),
    pause: () => video.pause(),
    step: (direction) => seek(shownS + direction * frameS + INSIDE_S),
    run: (handle) => runFrames(framesOfFile(video, onFrame), handle),
    close() {
      listening.abort();
      if (video.src === url) {
        video.pause();
        video.removeAttribute('src');
        video.load();
      }
      URL.revokeObjectURL(url);
    },
  };
};

const listen = (video: HTMLVideoElement, { onPlaying, onTime, onBroken }: Listeners, signal: AbortSignal): void => {
  const on = (name: string, act: () => void): void => video.addEventListener(name, act, { signal });
  on('play', () => onPlaying(true));
  on('pause', () => onPlaying(false));
  on('ended', () => onPlaying(false));
  on('timeupdate', () => onTime(video.currentTime));
  on('seeked', () => onTime(video.currentTime));
  on('error', onBroken);
};

/**
 * Opens a video file in an element, paused at its first frame.
 * @param listeners told what happens to it later, until it is closed.
 */
export const openVideo = async (file: File, video: HTMLVideoElement, listeners: Listeners): Promise<VideoOpening> => {
  const url = URL.createObjectURL(file);
  const listening = new AbortController();
  const ready = first(video, 'loadeddata', 'error');
  video.src = url;
  // Another file may have been opened in the element meanwhile.
  const isReady = (await ready) === 'loadeddata' && video.src === url;
  const durationS = isReady ? await findDuration(video) : 0;
  const opened = playing(video, url, durationS, listening);
  const problem = !isReady || video.error ? 'unplayable' : video.videoWidth === 0 ? 'no-picture' : undefined;
  if (problem !== undefined) {
    opened.close();
    return { kind: 'problem', problem };
  }
  listen(video, listeners, listening.signal);
  return { kind: 'open', video: opened };
};
