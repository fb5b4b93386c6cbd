import type { ShownVideo } from '../state/video-state';
import type { FaceOverTime } from '../tracking/timeline';
import type { CameraProps } from './camera-props';
import { texts } from './texts';
import { videoTime } from './video-time';

interface VideoControlsProps extends CameraProps {
  readonly state: ShownVideo;
  /** The video's faces so far. */
  readonly faces: readonly FaceOverTime[];
}

/** How near to the end counts as the end, seconds. */
const END = 0.2;

/** What is known of the frame that is shown. */
const said = ({ store, state, faces }: VideoControlsProps): string => {
  const { camera, photo, video } = texts.value;
  const { tracks, timeline, isBroken, timeS, durationS, isPlaying } = state;
  if (isBroken) return video.broken;
  if (store.state.value.engine.kind !== 'ready') return camera.gettingReady;
  if (tracks.length > 0) return photo.faces(tracks.length);
  const hasFace = faces.length > 0;
  if (!hasFace && !isPlaying && timeS > durationS - END) return video.noFaceAtAll;
  if (timeline.moments.length < 2) return video.notYet;
  return hasFace ? photo.faces(0) : video.noFace;
};

/** What is known of the frame that is shown, beside it. */
export const VideoStatus = (props: VideoControlsProps) => (
  <p class="camera-facts" role="status">
    {said(props)}
  </p>
);

/** A triangle that points back or forward, and a bar behind it. */
const STEP_ICONS = { back: 'M9 3v10L2 8zM11 3h2.5v10H11z', forward: 'M7 3v10l7-5zM5 3H2.5v10H5z' } as const;

const Step = ({ video, to }: Pick<VideoControlsProps, 'video'> & { readonly to: 'back' | 'forward' }) => {
  const label = texts.value.video[to];
  return (
    <button
      type="button"
      class="button video-step"
      title={label}
      aria-label={label}
      onClick={() => video.step(to === 'back' ? -1 : 1)}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={STEP_ICONS[to]} />
      </svg>
    </button>
  );
};

/** Play, pause and step; save what was found, and close. */
export const VideoControls = ({ video, state, faces, saveTable }: VideoControlsProps) => {
  const { video: t } = texts.value;
  const { name, timeS, durationS, isPlaying, isBroken } = state;
  return (
    <div class="video-controls">
      <div class="video-buttons">
        <Step video={video} to="back" />
        <button type="button" class="button primary" disabled={isBroken} onClick={() => video.setPlaying(!isPlaying)}>
          {isPlaying ? t.pause : t.play}
        </button>
        <Step video={video} to="forward" />
        <span class="camera-pace">{t.at(videoTime(timeS), videoTime(durationS))}</span>
      </div>
      <bdi class="video-name">{name}</bdi>
      <div class="video-buttons">
        <button type="button" class="button" disabled={faces.length === 0} title={t.saveWhat} onClick={saveTable}>
          {t.save}
        </button>
        <button type="button" class="button" onClick={() => video.close()}>
          {t.close}
        </button>
      </div>
    </div>
  );
};

/** On the position, these keys step by a frame; without them they would move it by a hundredth of a second. */
const STEPS: Readonly<Record<string, 1 | -1 | undefined>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
};

/** Where in the video one is; over the timeline, so that both have the same scale. */
export const VideoPosition = ({ video, state: { timeS, durationS } }: Pick<VideoControlsProps, 'video' | 'state'>) => {
  const { video: t } = texts.value;
  return (
    <input
      class="video-position"
      type="range"
      min={0}
      max={durationS}
      step={0.01}
      value={timeS}
      aria-label={t.position}
      aria-valuetext={t.at(videoTime(timeS), videoTime(durationS))}
      onInput={({ currentTarget }) => video.seek(Number(currentTarget.value))}
      onKeyDown={(event) => {
        const direction = STEPS[event.key];
        if (direction === undefined) return;
        event.preventDefault();
        video.step(direction);
      }}
    />
  );
};
