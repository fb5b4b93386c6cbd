import { Canvas } from './canvas';
import type { FrameSource } from './frame-loop';

/** Frames of a video element. Where the browser doesn't tell when a new one is shown, each repaint counts as one. */
export const framesOf = (video: HTMLVideoElement): FrameSource<ImageBitmap> => ({
  next(listener) {
    if ('requestVideoFrameCallback' in video) {
      const id = video.requestVideoFrameCallback((now) => listener(now));
      return () => video.cancelVideoFrameCallback(id);
    }
    const id = requestAnimationFrame((now) => listener(now));
    return () => cancelAnimationFrame(id);
  },
  grab: () => createImageBitmap(video),
});

/** For browsers that don't tell which frame is shown: looks at each repaint whether it is another one than at `shownS`. */
const whenMoved = (video: HTMLVideoElement, shownS: number, tell: (timeS: number) => void): (() => void) => {
  let id = 0;
  const look = (): void => {
    if (!video.seeking && video.currentTime !== shownS) tell(video.currentTime);
    else id = requestAnimationFrame(look);
  };
  id = requestAnimationFrame(look);
  return () => cancelAnimationFrame(id);
};

/** Calls back when another frame is shown than at `shownS`, with its time in the video, seconds. */
const whenShown = (video: HTMLVideoElement, shownS: number, tell: (timeS: number) => void): (() => void) => {
  if (!('requestVideoFrameCallback' in video)) return whenMoved(video, shownS, tell);
  const id = video.requestVideoFrameCallback((_, { mediaTime }) => tell(mediaTime));
  return () => video.cancelVideoFrameCallback(id);
};

/**
 * Frames of a video file, each with its time in the video, ms: the one that is shown now, and every later one, also those
 * that are looked for while it is paused.
 * @param onFrame told the time of each frame that is painted, seconds; of one that is painted again, too.
 */
export const framesOfFile = (video: HTMLVideoElement, onFrame: (timeS: number) => void): FrameSource<ImageBitmap> => {
  let shownS: number | undefined;
  const shown = (timeS: number): number => {
    shownS = timeS;
    onFrame(timeS);
    return timeS * 1000;
  };
  return {
    next(listener) {
      if (shownS !== undefined) return whenShown(video, shownS, (timeS) => listener(shown(timeS)));
      // The first one is there already, and isn't told again.
      let isWanted = true;
      queueMicrotask(() => {
        if (isWanted) listener(shown(video.currentTime));
      });
      return () => {
        isWanted = false;
      };
    },
    grab: () => createImageBitmap(video),
  };
};

/** What the camera shows now, in its full size, as a photo's file that isn't mirrored. */
export const stillOf = async (video: HTMLVideoElement, name: string): Promise<File> => {
  const canvas = new Canvas({ width: video.videoWidth, height: video.videoHeight });
  canvas.context.drawImage(video, 0, 0);
  const blob = await canvas.toBlob('image/jpeg', 0.95);
  return new File([blob], name, { type: blob.type });
};
