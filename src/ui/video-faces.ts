import { useRef } from 'preact/hooks';
import type { ShownVideo } from '../state/video-state';
import { type FaceOverTime, facesOverTime, NO_TIMELINE, type Timeline } from '../tracking/timeline';

/** While a video plays, its faces are gathered anew at most this often, ms: an hour has many thousand moments. */
const PACE_MS = 1_000;

interface Gathered {
  readonly timeline: Timeline;
  readonly faces: readonly FaceOverTime[];
  readonly atMs: number;
}

/** The faces of a video over time: up to date while it stands still, a second old at most while it plays. */
export const useFacesOverTime = (video: ShownVideo | undefined): readonly FaceOverTime[] => {
  const { timeline, isPlaying } = video ?? { timeline: NO_TIMELINE, isPlaying: false };
  const last = useRef<Gathered>(undefined);
  const { current } = last;
  const nowMs = performance.now();
  const isOld = !isPlaying || current === undefined || nowMs - current.atMs >= PACE_MS;
  if (isOld && current?.timeline !== timeline) {
    last.current = { timeline, faces: facesOverTime(timeline), atMs: nowMs };
  }
  return last.current?.faces ?? [];
};
