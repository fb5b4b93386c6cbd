import { render } from 'preact';
import type { CameraProps } from './props';
import { CameraView } from './view';

/** Puts the camera into the place that `index.html` keeps for it. */
export const mountCamera = (page: Document, props: CameraProps): void => {
  const place = page.getElementById('camera');
  if (!place) throw new Error('index.html has no place called "camera".');
  render(<CameraView {...props} />, place);
};
