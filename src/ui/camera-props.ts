import type { Camera } from '../state/camera';
import type { LiveCamera } from '../state/camera-state';
import type { Store } from '../state/store';
import type { VideoFile } from '../state/video';

/** What the views ask of the camera. */
export type CameraControls = Pick<
  Camera<HTMLVideoElement, never>,
  'state' | 'choices' | 'switchOn' | 'switchOff' | 'choose' | 'setVideo' | 'setPaused' | 'takeStill'
>;

/** What the views ask of a video file. */
export type VideoControls = Pick<
  VideoFile<HTMLVideoElement, never, File>,
  'state' | 'close' | 'setVideo' | 'setPlaying' | 'seek' | 'step'
>;

export interface CameraProps {
  readonly store: Store;
  readonly camera: CameraControls;
  readonly video: VideoControls;
  /** Saves what the video file's timeline shows. */
  saveTable(): void;
}

export interface LiveProps extends CameraProps {
  readonly live: LiveCamera;
}
