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

/** Play, pause, step, and where in the video one is. */
export const VideoControls = (props: VideoControlsProps) => {
  const { video, state, faces, saveTable } = props;
  const { video: t } = texts.value;
  const { timeS, durationS, isPlaying, isBroken } = state;
  const at = t.at(videoTime(timeS), videoTime(durationS));
  return (
    <div class="video-controls">
      <p class="camera-facts" role="status">
        {said(props)}
      </p>
      <div class="video-buttons">
        <button type="button" class="button" title={t.back} aria-label={t.back} onClick={() => video.step(-1)}>
          ◂▏
        </button>
        <button type="button" class="button primary" disabled={isBroken} onClick={() => video.setPlaying(!isPlaying)}>
          {isPlaying ? t.pause : t.play}
        </button>
        <button type="button" class="button" title={t.forward} aria-label={t.forward} onClick={() => video.step(1)}>
          ▕▸
        </button>
        <span class="camera-pace">{at}</span>
      </div>
      <div class="video-buttons">
        <button type="button" class="button" disabled={faces.length === 0} title={t.saveWhat} onClick={saveTable}>
          {t.save}
        </button>
        <button type="button" class="button" onClick={() => video.close()}>
          {t.close}
        </button>
      </div>
      <p class="quiet-text video-note">{t.saveWhat}</p>
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
