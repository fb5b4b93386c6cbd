import { type ReadonlySignal, signal } from '@preact/signals';
import type { PhotoBitmap } from '../domain/analyzer-api';
import { isFault, messageOf } from '../domain/errors';
import type { VideoProblem } from '../domain/video';
import { type Moment, momentAt, momentBefore, NO_TIMELINE, trackingBefore, withMoment } from '../tracking/timeline';
import { hintFor, shownTracks, tracksAfter, tracksInFrame } from '../tracking/tracks';
import type { OpenVideo, ShownVideo, VideoState, VideoTools } from './video-state';

/** So many frames in a row that can't be analysed are more than bad luck. */
const MOST_FAILURES = 3;

/** While a video plays, moments are kept no nearer to each other than this: an hour of them still fits into memory. */
const KEPT_MS = 60;

/** A video file, from its opening to its closing. Every frame that is shown is analysed, or known already. */
export class VideoFile<Video, Frame extends PhotoBitmap, Source extends { readonly name: string }> {
  readonly #tools: VideoTools<Video, Frame, Source>;
  readonly #state = signal<VideoState>({ kind: 'none' });
  #file: Source | undefined;
  #element: Video | undefined;
  #video: OpenVideo<Frame> | undefined;
  #endFrames: (() => void) | undefined;
  /** The newest analysed frame, kept or not. */
  #latest: Moment | undefined;
  #failures = 0;
  /** Answers that belong to a video of before are stale. */
  #opening = 0;

  constructor(tools: VideoTools<Video, Frame, Source>) {
    this.#tools = tools;
  }

  get state(): ReadonlySignal<VideoState> {
    return this.#state;
  }

  /** Shows a file instead of whatever was shown before. */
  open(file: Source): void {
    this.#end({ kind: 'opening', name: file.name });
    this.#file = file;
    void this.#begin();
  }

  close(): void {
    this.#end({ kind: 'none' });
  }

  /** The element that shows the pictures; null when the page takes it away. */
  readonly setVideo = (element: Video | null): void => {
    this.#element = element ?? undefined;
    if (this.#video === undefined) void this.#begin();
  };

  setPlaying(isPlaying: boolean): void {
    if (isPlaying) this.#video?.play();
    else this.#video?.pause();
  }

  seek(timeS: number): void {
    this.#video?.seek(timeS);
  }

  step(direction: 1 | -1): void {
    this.#video?.pause();
    this.#video?.step(direction);
  }

  async #begin(): Promise<void> {
    const [file, element] = [this.#file, this.#element];
    if (file === undefined || element === undefined) return;
    const opening = ++this.#opening;
    const ifCurrent =
      <What extends unknown[]>(act: (...what: What) => void) =>
      (...what: What): void => {
        if (opening === this.#opening) act(...what);
      };
    const outcome = await this.#tools.open(file, element, {
      onPlaying: ifCurrent((isPlaying) => this.#change({ isPlaying })),
      onTime: ifCurrent((timeS) => this.#change({ timeS })),
      onBroken: ifCurrent(() => this.#change({ isBroken: true, isPlaying: false })),
    });
    if (opening !== this.#opening) {
      if (outcome.kind === 'open') outcome.video.close();
    } else if (outcome.kind === 'problem') {
      this.#fail(outcome.problem, '');
    } else {
      this.#show(file.name, outcome.video);
    }
  }

  #show(name: string, video: OpenVideo<Frame>): void {
    const { durationS } = video;
    const now = { timeS: 0, isPlaying: false, isBroken: false, tracks: [], timeline: NO_TIMELINE };
    this.#video = video;
    this.#state.value = { kind: 'shown', name, durationS, ...now };
    this.#endFrames = video.run((frame, timeMs) => this.#handle(frame, timeMs));
  }

  async #handle(frame: Frame, timeMs: number): Promise<void> {
    const state = this.#state.value;
    if (state.kind !== 'shown') return frame.close();
    const known = momentAt(state.timeline, timeMs);
    if (known !== undefined) {
      frame.close();
      this.#tell(known);
      return;
    }
    const opening = this.#opening;
    try {
      const moment = await this.#analyze(frame, timeMs, state);
      if (opening !== this.#opening) return;
      this.#failures = 0;
      this.#keep(moment);
    } catch (error) {
      this.#failures += isFault(error, 'Cancelled') ? 0 : 1;
      if (opening === this.#opening && this.#failures >= MOST_FAILURES) this.#fail('not-analysed', messageOf(error));
    }
  }

  async #analyze(frame: Frame, timeMs: number, { timeline }: ShownVideo): Promise<Moment> {
    const kept = momentBefore(timeline, timeMs);
    const latest = this.#latest;
    const isNearer = latest !== undefined && latest.timeMs < timeMs && latest.timeMs > (kept?.timeMs ?? -1);
    const before = trackingBefore(isNearer ? withMoment(timeline, latest) : timeline, timeMs);
    const hint = hintFor(before, timeMs);
    const analysis = await this.#tools.analyze(frame, hint);
    const tracking = tracksAfter(before, analysis, hint, timeMs, this.#tools.entries());
    return { timeMs, frame: analysis.frame, tracking };
  }

  #keep(moment: Moment): void {
    const state = this.#state.value;
    if (state.kind !== 'shown') return;
    this.#latest = moment;
    const kept = momentBefore(state.timeline, moment.timeMs);
    const isWorthKeeping = !state.isPlaying || kept === undefined || moment.timeMs - kept.timeMs >= KEPT_MS;
    const nextId = Math.max(state.timeline.nextId, moment.tracking.nextId);
    const timeline = isWorthKeeping ? withMoment(state.timeline, moment) : { ...state.timeline, nextId };
    this.#change({ timeline });
    this.#tell(moment);
  }

  #tell({ frame, tracking }: Moment): void {
    const state = this.#state.value;
    const isPlaying = state.kind === 'shown' && state.isPlaying;
    this.#change({ frame, tracks: isPlaying ? shownTracks(tracking) : tracksInFrame(tracking) });
  }

  #change(what: Partial<ShownVideo>): void {
    const state = this.#state.value;
    if (state.kind === 'shown') this.#state.value = { ...state, ...what };
  }

  #fail(problem: VideoProblem, detail: string): void {
    const name = this.#file?.name ?? '';
    this.#end({ kind: 'problem', name, problem, detail });
  }

  #end(state: VideoState): void {
    this.#opening += 1;
    this.#endFrames?.();
    this.#endFrames = undefined;
    this.#video?.close();
    this.#video = undefined;
    this.#file = undefined;
    this.#latest = undefined;
    this.#failures = 0;
    this.#state.value = state;
  }
}
