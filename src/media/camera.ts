import type { CameraChoice, CameraProblem } from '../domain/camera';
import { ifAllowed } from '../domain/if-allowed';

/** A camera that gives pictures; see `OpenCamera` of the state. */
export interface OpenedCamera {
  readonly choice: CameraChoice;
  readonly isMirror: boolean;
  show(video: HTMLVideoElement): void;
  close(): void;
}

export type Opening =
  | { readonly kind: 'open'; readonly camera: OpenedCamera }
  | { readonly kind: 'problem'; readonly problem: CameraProblem; readonly detail: string };

/** Names of `getUserMedia`'s errors (Media Capture and Streams, W3C). */
const PROBLEMS: Readonly<Record<string, CameraProblem>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'absent',
  OverconstrainedError: 'absent',
  NotReadableError: 'in-use',
  AbortError: 'in-use',
};

/** What an error of the browser means to the person. */
export const problemOf = (error: unknown): CameraProblem =>
  (error instanceof Error && PROBLEMS[error.name]) || 'failed';

/** Sharp enough for a still; the analysis reduces each frame. */
const SIZE = { width: { ideal: 1280 }, height: { ideal: 720 } };

const opened = (stream: MediaStream, onLost: () => void): OpenedCamera => {
  const [track] = stream.getVideoTracks();
  const { deviceId = '', facingMode } = track.getSettings();
  // Not for a track that is stopped, only for one that ends by itself.
  track.addEventListener('ended', onLost);
  let shownIn: HTMLVideoElement | undefined;
  return {
    choice: { id: deviceId, label: track.label },
    isMirror: facingMode !== 'environment',
    show(video) {
      shownIn = video;
      video.srcObject = stream;
      // Rejects when the element is taken away while it starts, which is nobody's problem.
      video.play().catch(() => undefined);
    },
    close() {
      track.removeEventListener('ended', onLost);
      for (const each of stream.getTracks()) each.stop();
      if (shownIn?.srcObject === stream) shownIn.srcObject = null;
    },
  };
};

/**
 * Asks for a camera; the browser asks the person.
 * @param id the one to open; without it the one that looks at the person.
 * @param onLost told when it goes away by itself.
 */
export const openCamera = async (id: string | undefined, onLost: () => void): Promise<Opening> => {
  // Browsers offer cameras only to secure pages.
  const devices = ifAllowed<MediaDevices>(() => navigator.mediaDevices);
  if (devices === undefined) return { kind: 'problem', problem: 'insecure', detail: '' };
  try {
    const which = id === undefined ? { facingMode: 'user' } : { deviceId: { exact: id } };
    const stream = await devices.getUserMedia({ audio: false, video: { ...which, ...SIZE } });
    return { kind: 'open', camera: opened(stream, onLost) };
  } catch (error) {
    // The problem says it in words; the browser's own are for programmers.
    console.warn('The camera could not be opened', error);
    return { kind: 'problem', problem: problemOf(error), detail: '' };
  }
};

/** The cameras of this device; their names are empty until one was allowed. */
export const listCameras = async (): Promise<CameraChoice[]> => {
  const all = ifAllowed<MediaDevices>(() => navigator.mediaDevices);
  const devices = (await all?.enumerateDevices().catch(() => undefined)) ?? [];
  return devices.filter(({ kind }) => kind === 'videoinput').map(({ deviceId, label }) => ({ id: deviceId, label }));
};
