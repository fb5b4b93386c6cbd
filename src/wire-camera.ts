import { effect, signal } from '@preact/signals';
import { messageOf } from './domain/errors';
import { listCameras, openCamera } from './media/camera';
import { runFrames } from './media/frame-loop';
import { framesOf, stillOf } from './media/video-frames';
import { Camera } from './state/camera';
import type { CameraTools } from './state/camera-state';
import type { Store } from './state/store';
import { noticeAdded } from './state/transitions';
import { entriesIn, type WiredVideo } from './wire-video';

interface Parts {
  readonly page: Document;
  readonly store: Store;
  readonly analyze: CameraTools<HTMLVideoElement, ImageBitmap>['analyze'];
  openFiles(files: readonly File[]): void;
  /** While a video file is shown in its place, the camera stays off. */
  readonly video: WiredVideo['file'];
}

/** `camera 2026-11-24 13-05-07.jpg`, by the clock on the wall. */
const stillName = (now: Date): string => {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join('-');
  return `camera ${day} ${[now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join('-')}.jpg`;
};

/** Builds the camera from its parts. It is on only while its place is shown in a tab that is looked at. */
export const wireCamera = ({
  page,
  store,
  analyze,
  openFiles,
  video,
}: Parts): Camera<HTMLVideoElement, ImageBitmap> => {
  const takeStill = async (video: HTMLVideoElement): Promise<void> => {
    try {
      openFiles([await stillOf(video, stillName(new Date()))]);
    } catch (error) {
      store.apply(noticeAdded, messageOf(error));
    }
  };
  const camera = new Camera<HTMLVideoElement, ImageBitmap>({
    open: openCamera,
    list: listCameras,
    run: (video, handle) => runFrames(framesOf(video), handle),
    analyze,
    entries: () => entriesIn(store),
    freeze: (video, frozen) => {
      if (frozen) video.pause();
      // Rejects when the element is taken away meanwhile.
      else video.play().catch(() => undefined);
    },
    takeStill: (video) => void takeStill(video),
    now: () => performance.now(),
  });
  const isLookedAt = signal(!page.hidden);
  page.addEventListener('visibilitychange', () => {
    isLookedAt.value = !page.hidden;
  });
  // A page that Back may bring to life again must not keep the light on meanwhile.
  page.defaultView?.addEventListener('pagehide', () => {
    isLookedAt.value = false;
  });
  page.defaultView?.addEventListener('pageshow', () => {
    isLookedAt.value = !page.hidden;
  });
  effect(() => {
    const isShown = store.state.value.place === 'camera' && video.state.value.kind === 'none';
    camera.setVisible(isLookedAt.value && isShown);
  });
  return camera;
};
