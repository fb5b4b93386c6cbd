import { beforeEach, describe, expect, it } from 'vitest';
import type { PhotoBitmap } from '../../src/domain/analyzer-api';
import { Fault } from '../../src/domain/errors';
import type { FrameAnalysis, FrameHint } from '../../src/domain/frames';
import type { VideoProblem } from '../../src/domain/video';
import { VideoFile } from '../../src/state/video';
import type { OpenVideo, VideoListeners, VideoOutcome, VideoTools } from '../../src/state/video-state';
import { facesOverTime } from '../../src/tracking/timeline';
import { MADE_MANIFEST } from '../pipeline/made-cascade';
import { madeFace } from './made-state';

const SIZE = { width: 100, height: 80 };
const { head, face, rollDegrees, score, attributes } = madeFace(['Smiling']);
const ONE_FACE: FrameAnalysis = { frame: SIZE, faces: [{ head, face, rollDegrees, score, attributes, heat: 0.9 }] };

type Source = { readonly name: string };

/** A browser that plays what a test shows it. */
class Player implements VideoTools<string, PhotoBitmap, Source> {
  problem: VideoProblem | undefined;
  hints: FrameHint[] = [];
  asked: string[] = [];
  openFrames = 0;
  closed: string[] = [];
  answer: () => Promise<FrameAnalysis> = async () => ONE_FACE;
  listeners: VideoListeners | undefined;
  handle: ((frame: PhotoBitmap, timeMs: number) => Promise<void>) | undefined;

  async open({ name }: Source, _: string, listeners: VideoListeners): Promise<VideoOutcome<PhotoBitmap>> {
    await Promise.resolve();
    if (this.problem) return { kind: 'problem', problem: this.problem };
    this.listeners = listeners;
    const video: OpenVideo<PhotoBitmap> = {
      durationS: 10,
      play: () => listeners.onPlaying(true),
      pause: () => listeners.onPlaying(false),
      seek: (timeS) => this.asked.push(`seek ${timeS}`),
      step: (direction) => this.asked.push(`step ${direction}`),
      run: (handle) => {
        this.handle = handle;
        return () => {
          this.handle = undefined;
        };
      },
      close: () => this.closed.push(name),
    };
    return { kind: 'open', video };
  }

  async analyze(frame: PhotoBitmap, hint: FrameHint): Promise<FrameAnalysis> {
    frame.close();
    this.hints.push(hint);
    return this.answer();
  }

  entries = () => MADE_MANIFEST.attributes;

  /** Shows the frames at these times, milliseconds. */
  async show(...times: readonly number[]): Promise<void> {
    for (const time of times) {
      this.openFrames += 1;
      const close = (): void => {
        this.openFrames -= 1;
      };
      await this.handle?.({ ...SIZE, close }, time);
    }
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

let player: Player;
let video: VideoFile<string, PhotoBitmap, Source>;
beforeEach(async () => {
  player = new Player();
  video = new VideoFile(player);
  video.setVideo('the element');
});

const shown = () => {
  const state = video.state.value;
  if (state.kind !== 'shown') throw new Error(`the video is ${state.kind}`);
  return state;
};

const open = async (name = 'holiday.mp4') => {
  video.open({ name });
  await settled();
};

describe('a video file', () => {
  it('is shown paused at its start, and waits for the element that shows it', async () => {
    video.setVideo(null);
    await open();
    expect(video.state.value).toEqual({ kind: 'opening', name: 'holiday.mp4' });
    video.setVideo('another');
    await settled();
    expect(shown()).toMatchObject({ name: 'holiday.mp4', durationS: 10, timeS: 0, isPlaying: false, tracks: [] });
  });

  it('has each frame that is shown analysed, where heads were before, and its faces over time', async () => {
    await open();
    await player.show(0, 100, 200);
    expect(player.hints.map(({ heads }) => heads.length)).toEqual([0, 1, 1]);
    expect(shown().tracks).toHaveLength(1);
    expect(shown().frame).toEqual(SIZE);
    expect(facesOverTime(shown().timeline).map(({ sightings }) => sightings.length)).toEqual([3]);
    expect(player.openFrames).toBe(0);
  });

  it('is not analysed again where it was before', async () => {
    await open();
    await player.show(0, 100, 200, 100, 0, 200);
    expect(player.hints).toHaveLength(3);
    expect(shown().tracks).toHaveLength(1);
    expect(player.openFrames).toBe(0);
  });

  it('keeps of fast frames while it plays one in 60 ms, and of a paused video every one', async () => {
    await open();
    video.setPlaying(true);
    await player.show(...Array.from({ length: 31 }, (_, i) => i * 20));
    expect(player.hints).toHaveLength(31);
    expect(shown().timeline.moments).toHaveLength(11);
    expect(facesOverTime(shown().timeline)).toHaveLength(1);
    video.setPlaying(false);
    await player.show(620, 640);
    expect(shown().timeline.moments).toHaveLength(13);
  });

  it('is paused for a step, and can be looked through', async () => {
    await open();
    video.setPlaying(true);
    video.step(-1);
    video.seek(3);
    expect(shown().isPlaying).toBe(false);
    expect(player.asked).toEqual(['step -1', 'seek 3']);
    player.listeners?.onTime(3);
    expect(shown().timeS).toBe(3);
  });

  it('shows a face at once where it stands still, and from the second frame on while it plays', async () => {
    await open();
    await player.show(5000);
    expect(shown().tracks).toHaveLength(1);
    video.setPlaying(true);
    await player.show(9000);
    expect(shown().tracks).toHaveLength(0);
    await player.show(9040);
    expect(shown().tracks).toHaveLength(1);
  });

  it('that breaks off keeps what was found', async () => {
    await open();
    await player.show(0, 100);
    player.listeners?.onBroken();
    expect(shown()).toMatchObject({ isBroken: true, isPlaying: false });
    expect(shown().tracks).toHaveLength(1);
  });
});

describe('another video', () => {
  it('takes the place of the one before, whose late answers are not heard', async () => {
    await open('first.mp4');
    let answer: (analysis: FrameAnalysis) => void = () => undefined;
    player.answer = () => new Promise((resolve) => (answer = resolve));
    const late = player.show(0);
    await open('second.webm');
    expect(player.closed).toEqual(['first.mp4']);
    answer(ONE_FACE);
    await late;
    expect(shown()).toMatchObject({ name: 'second.webm', timeline: { moments: [] } });
  });

  it('that is opened while one is still being opened is the one that is shown', async () => {
    video.open({ name: 'first.mp4' });
    await open('second.webm');
    expect(shown().name).toBe('second.webm');
    expect(player.closed).toEqual(['first.mp4']);
  });

  it('can be none: a closed video is gone', async () => {
    await open();
    video.close();
    expect(video.state.value).toEqual({ kind: 'none' });
    expect(player.closed).toEqual(['holiday.mp4']);
  });
});

describe('a video that can’t be shown', () => {
  it.each(['unplayable', 'no-picture'] as const)(
    'because it is %s is named, and the next one works',
    async (problem) => {
      player.problem = problem;
      await open('broken.avi');
      expect(video.state.value).toEqual({ kind: 'problem', name: 'broken.avi', problem, detail: '' });
      player.problem = undefined;
      await open();
      expect(shown().name).toBe('holiday.mp4');
    },
  );

  it('because three frames in a row can’t be analysed says why; one alone is passed over', async () => {
    await open();
    player.answer = () => Promise.reject(new Fault('BackendFailed', 'the device was lost'));
    await player.show(0, 40);
    player.answer = async () => ONE_FACE;
    await player.show(80);
    expect(shown().kind).toBe('shown');
    player.answer = () => Promise.reject(new Fault('ModelMissing', 'anet is not there'));
    await player.show(120, 160, 200);
    const detail = 'anet is not there';
    expect(video.state.value).toEqual({ kind: 'problem', name: 'holiday.mp4', problem: 'not-analysed', detail });
  });
});
