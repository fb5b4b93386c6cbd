import type { CameraState } from '../state/camera-state';
import { CameraControls } from './camera-controls';
import type { CameraProps } from './camera-props';
import { LiveView } from './live-view';
import { texts } from './texts';
import { VideoView } from './video-view';

/** No pictures: why not, and ways on. */
const NoPicture = ({ camera, title, what, detail, action }: NoPictureProps) => {
  const { camera: t, start } = texts.value;
  return (
    <div class="camera-off" role="status">
      <h2>{title}</h2>
      <p>{what}</p>
      {detail && (
        <p class="quiet-text">
          <bdi>{t.detail(detail)}</bdi>
        </p>
      )}
      <div class="ways">
        <button type="button" class="button primary" onClick={() => camera.switchOn()}>
          {action}
        </button>
        <button type="button" class="button" data-pick="pick">
          {start.openPhotos}
        </button>
      </div>
    </div>
  );
};

interface NoPictureProps extends Pick<CameraProps, 'camera'> {
  readonly title: string;
  readonly what: string;
  readonly detail?: string;
  readonly action: string;
}

const Content = (props: CameraProps & { readonly state: CameraState }) => {
  const { state, camera } = props;
  const { camera: t } = texts.value;
  if (state.kind === 'off') {
    return <NoPicture camera={camera} title={t.off} what={t.offWhat} action={t.switchOn} />;
  }
  if (state.kind === 'problem') {
    return <NoPicture camera={camera} {...t.problems[state.problem]} detail={state.detail} action={t.tryAgain} />;
  }
  const live = state.kind === 'live' ? state : undefined;
  return (
    <LiveView
      key="camera"
      label={t.video}
      setVideo={camera.setVideo}
      isMirror={live?.isMirror ?? true}
      fills
      frame={live?.frame}
      tracks={live?.tracks ?? []}
    >
      {live ? (
        <CameraControls {...props} live={live} />
      ) : (
        <p class="camera-facts" role="status">
          {t.starting}. <span class="camera-pace">{t.startingWhat}</span>
        </p>
      )}
    </LiveView>
  );
};

/** The place for moving pictures: the camera, or the video file that was opened. */
export const CameraView = (props: CameraProps) => {
  const video = props.video.state.value;
  const words = texts.value;
  return (
    <section class="camera-place" aria-label={video.kind === 'none' ? words.camera.label : words.video.video}>
      {video.kind === 'none' ? (
        <Content {...props} state={props.camera.state.value} />
      ) : (
        <VideoView {...props} state={video} />
      )}
    </section>
  );
};
