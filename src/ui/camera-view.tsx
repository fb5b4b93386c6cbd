import type { CameraState } from '../state/camera-state';
import { CameraControls } from './camera-controls';
import { CameraFaces } from './camera-faces';
import type { CameraProps } from './camera-props';
import { texts } from './texts';

/** The picture takes the shape of what the camera sends, also when a phone is turned. */
const fitTo = ({ videoWidth, videoHeight, parentElement }: HTMLVideoElement): void =>
  parentElement?.style.setProperty('--ratio', `${videoWidth / videoHeight}`);

/** The picture with what lies over it. It is there before the camera is, which then finds its place. */
const CameraPicture = (props: CameraProps) => {
  const { camera } = props;
  const state = camera.state.value;
  const live = state.kind === 'live' ? state : undefined;
  const fit = ({ currentTarget }: { readonly currentTarget: HTMLVideoElement }): void => fitTo(currentTarget);
  return (
    <div class="canvas">
      <div class="picture camera-picture" data-mirror={live?.isMirror ?? true}>
        <video
          ref={camera.setVideo}
          class="picture-image"
          aria-label={texts.value.camera.video}
          onLoadedMetadata={fit}
          onResize={fit}
          muted
          playsInline
        />
        {live && <CameraFaces {...props} live={live} />}
      </div>
    </div>
  );
};

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
  return (
    <>
      <CameraPicture {...props} />
      {state.kind === 'live' ? (
        <CameraControls {...props} live={state} />
      ) : (
        <p class="camera-facts" role="status">
          {t.starting}. <span class="camera-pace">{t.startingWhat}</span>
        </p>
      )}
    </>
  );
};

/** The place where one looks at oneself, live. */
export const CameraView = (props: CameraProps) => (
  <section class="camera-place" aria-label={texts.value.camera.label}>
    <Content {...props} state={props.camera.state.value} />
  </section>
);
