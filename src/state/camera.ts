import { type ReadonlySignal, signal } from '@preact/signals';
import type { PhotoBitmap } from '../domain/analyzer-api';
import type { CameraChoice } from '../domain/camera';
import { isFault, messageOf } from '../domain/errors';
import type { Size } from '../domain/geometry';
import { hintFor, NO_TRACKS, shownTracks, type Track, tracksAfter } from '../tracking/tracks';
import { Pace } from './camera-pace';
import type { CameraState, CameraTools, LiveCamera, OpenCamera } from './camera-state';

/** So many frames in a row that can't be analysed are more than bad luck. */
const MOST_FAILURES = 3;

/** The camera, from its light's going on to its going off. `Video` is the element of the page that shows it. */
export class Camera<Video, Frame extends PhotoBitmap> {
  readonly #tools: CameraTools<Video, Frame>;
  readonly #state = signal<CameraState>({ kind: 'off' });
  readonly #choices = signal<readonly CameraChoice[]>([]);
  #open: OpenCamera<Video> | undefined;
  #video: Video | undefined;
  #endFrames: (() => void) | undefined;
  /** Whether the person wants it on whenever they are where it is shown. */
  #isWanted = true;
  #isVisible = false;
  #chosen: string | undefined;
  /** Answers of an earlier start are stale. */
  #start = 0;

  constructor(tools: CameraTools<Video, Frame>) {
    this.#tools = tools;
  }

  get state(): ReadonlySignal<CameraState> {
    return this.#state;
  }

  /** The cameras of this device. */
  get choices(): ReadonlySignal<readonly CameraChoice[]> {
    return this.#choices;
  }

  /** The person is where the camera is shown, or no longer: its light is on only while they are. */
  setVisible(isVisible: boolean): void {
    if (isVisible === this.#isVisible) return;
    this.#isVisible = isVisible;
    if (!isVisible) this.#close({ kind: 'off' });
    else if (this.#isWanted) void this.#begin();
  }

  /** Switched on by the person; also after a problem. */
  switchOn(): void {
    this.#isWanted = true;
    if (this.#isVisible) void this.#begin();
  }

  switchOff(): void {
    this.#isWanted = false;
    this.#close({ kind: 'off' });
  }

  choose(id: string): void {
    this.#chosen = id;
    this.switchOn();
  }

  /** The element that shows the pictures; null when the page takes it away. */
  readonly setVideo = (video: Video | null): void => {
    this.#video = video ?? undefined;
    this.#showPictures();
  };

  /** Keeps what is shown now as a photo. */
  takeStill(): void {
    if (this.#state.value.kind === 'live' && this.#video !== undefined) this.#tools.takeStill(this.#video);
  }

  setPaused(isPaused: boolean): void {
    const state = this.#state.value;
    if (state.kind !== 'live' || state.isPaused === isPaused || this.#video === undefined) return;
    this.#state.value = { ...state, isPaused };
    this.#tools.freeze(this.#video, isPaused);
    if (isPaused) this.#stopFrames();
    else this.#runFrames(this.#video);
  }

  async #begin(): Promise<void> {
    this.#close({ kind: 'starting' });
    const start = this.#start;
    const isStale = (): boolean => start !== this.#start;
    const onLost = (): void => {
      if (!isStale()) this.#close({ kind: 'problem', problem: 'unplugged', detail: '' });
    };
    const outcome = await this.#tools.open(this.#chosen, onLost);
    if (isStale()) {
      if (outcome.kind === 'open') outcome.camera.close();
      return;
    }
    if (outcome.kind === 'problem') {
      // The one that was chosen may be gone for good: the next start takes any.
      this.#chosen = undefined;
      this.#state.value = outcome;
      return;
    }
    const { camera } = outcome;
    this.#open = camera;
    this.#state.value = { kind: 'live', camera: camera.choice, isMirror: camera.isMirror, isPaused: false, tracks: [] };
    this.#showPictures();
    // Names of cameras are told only once one is allowed.
    this.#choices.value = await this.#tools.list();
  }

  #close(state: CameraState): void {
    this.#start += 1;
    this.#stopFrames();
    this.#open?.close();
    this.#open = undefined;
    this.#state.value = state;
  }

  #showPictures(): void {
    this.#stopFrames();
    if (this.#open === undefined || this.#video === undefined) return;
    this.#open.show(this.#video);
    this.#runFrames(this.#video);
  }

  #stopFrames(): void {
    this.#endFrames?.();
    this.#endFrames = undefined;
  }

  /** Analyses frame after frame; faces are known anew, as nobody knows what happened meanwhile. */
  #runFrames(video: Video): void {
    let tracking = NO_TRACKS;
    let failures = 0;
    const pace = new Pace();
    const end = this.#tools.run(video, async (frame, takenMs) => {
      const hint = hintFor(tracking, takenMs);
      try {
        const analysis = await this.#tools.analyze(frame, hint);
        if (this.#endFrames !== end) return;
        failures = 0;
        tracking = tracksAfter(tracking, analysis, hint, takenMs, this.#tools.entries());
        this.#tell(analysis.frame, shownTracks(tracking), pace.after(takenMs, this.#tools.now()));
      } catch (error) {
        failures += isFault(error, 'Cancelled') ? 0 : 1;
        if (this.#endFrames === end && failures >= MOST_FAILURES) {
          this.#close({ kind: 'problem', problem: 'not-analysed', detail: messageOf(error) });
        }
      }
    });
    this.#endFrames = end;
  }

  #tell(frame: Size, tracks: readonly Track[], pace: Pick<LiveCamera, 'rate' | 'latencyMs'>): void {
    const state = this.#state.value;
    if (state.kind === 'live') this.#state.value = { ...state, frame, tracks, ...pace };
  }
}
