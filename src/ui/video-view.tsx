import { useMemo } from 'preact/hooks';
import { entriesAt } from '../domain/strictness';
import type { VideoState } from '../state/video-state';
import type { CameraProps } from './camera-props';
import { LiveView } from './live-view';
import { texts } from './texts';
import { VideoControls, VideoPosition, VideoStatus } from './video-controls';
import { useFacesOverTime } from './video-faces';
import { VideoTimeline } from './video-timeline';

interface VideoViewProps extends CameraProps {
  readonly state: Exclude<VideoState, { readonly kind: 'none' }>;
}

type Problem = Extract<VideoState, { readonly kind: 'problem' }>;

/** Why a file isn't shown, and ways on. */
const NoVideo = ({ state, video }: CameraProps & { readonly state: Problem }) => {
  const { video: t, camera } = texts.value;
  const { title, what } = t.problems[state.problem];
  return (
    <div class="camera-off" role="alert">
      <h2>
        <bdi>{title(state.name)}</bdi>
      </h2>
      <p>{what}</p>
      {state.detail && (
        <p class="quiet-text">
          <bdi>{camera.detail(state.detail)}</bdi>
        </p>
      )}
      <div class="ways">
        <button type="button" class="button primary" data-pick="pick">
          {t.openAnother}
        </button>
        <button type="button" class="button" onClick={() => video.close()}>
          {t.close}
        </button>
      </div>
    </div>
  );
};

/** A video file, in the same view as the camera, with its faces over time. */
export const VideoView = (props: VideoViewProps) => {
  const { state, video, store } = props;
  const shown = state.kind === 'shown' ? state : undefined;
  const faces = useFacesOverTime(shown);
  const { engine, strictness } = store.state.value;
  const entries = useMemo(
    () => (engine.kind === 'ready' ? entriesAt(engine.ready.manifest.attributes, strictness) : []),
    [engine, strictness],
  );
  if (state.kind === 'problem') return <NoVideo {...props} state={state} />;
  return (
    <>
      <LiveView
        key="video"
        label={state.name}
        setVideo={video.setVideo}
        isMirror={false}
        fills={false}
        frame={shown?.frame}
        tracks={shown?.tracks ?? []}
      >
        {shown ? (
          <VideoStatus {...props} state={shown} faces={faces} />
        ) : (
          <p class="camera-facts" role="status">
            <bdi>{texts.value.video.opening(state.name)}</bdi>
          </p>
        )}
      </LiveView>
      {shown && (
        <div class="video-under" style={{ '--at': shown.timeS / Math.max(shown.durationS, 0.001) }}>
          <VideoControls {...props} state={shown} faces={faces} />
          <VideoPosition {...props} state={shown} />
          <VideoTimeline faces={faces} durationS={shown.durationS} entries={entries} />
        </div>
      )}
    </>
  );
};
