import type { Camera } from '../state/camera';
import type { LiveCamera } from '../state/camera-state';
import type { Store } from '../state/store';

/** What the views ask of the camera. */
export type CameraControls = Pick<
  Camera<HTMLVideoElement, never>,
  'state' | 'choices' | 'switchOn' | 'switchOff' | 'choose' | 'setVideo' | 'setPaused' | 'takeStill'
>;

export interface CameraProps {
  readonly store: Store;
  readonly camera: CameraControls;
}

export interface LiveProps extends CameraProps {
  readonly live: LiveCamera;
}
