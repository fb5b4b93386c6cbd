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

/** What the camera shows now, in its full size, as a photo's file that isn't mirrored. */
export const stillOf = async (video: HTMLVideoElement, name: string): Promise<File> => {
  const canvas = new Canvas({ width: video.videoWidth, height: video.videoHeight });
  canvas.context.drawImage(video, 0, 0);
  const blob = await canvas.toBlob('image/jpeg', 0.95);
  return new File([blob], name, { type: blob.type });
};
