import { beforeEach, describe, expect, it } from 'vitest';
import type { PhotoBitmap } from '../../src/domain/analyzer-api';
import type { CameraProblem } from '../../src/domain/camera';
import { Fault } from '../../src/domain/errors';
import type { FrameAnalysis, FrameHint } from '../../src/domain/frames';
import { Camera } from '../../src/state/camera';
import type { CameraOutcome, CameraTools } from '../../src/state/camera-state';
import { MADE_MANIFEST } from '../pipeline/made-cascade';
import { madeFace } from './made-state';

const FRAME: PhotoBitmap = { width: 100, height: 80, close: () => undefined };
const { head, face, rollDegrees, score, attributes } = madeFace(['Smiling']);
const ONE_FACE: FrameAnalysis = {
  frame: { width: 100, height: 80 },
  faces: [{ head, face, rollDegrees, score, attributes, heat: 0.9 }],
};

/** A device with two cameras, whose frames come when a test says so. */
class Device implements CameraTools<string, PhotoBitmap> {
  lights = 0;
  opened: (string | undefined)[] = [];
  shownIn: string[] = [];
  frozen: boolean[] = [];
  hints: FrameHint[] = [];
  problem: CameraProblem | undefined;
  lose: () => void = () => undefined;
  answer: () => Promise<FrameAnalysis> = async () => ONE_FACE;
  handle: ((frame: PhotoBitmap, takenMs: number) => Promise<void>) | undefined;
  time = 0;

  async open(id: string | undefined, onLost: () => void): Promise<CameraOutcome<string>> {
    this.opened.push(id);
    await Promise.resolve();
    if (this.problem) return { kind: 'problem', problem: this.problem, detail: 'as the browser says' };
    this.lights += 1;
    this.lose = () => {
      this.lights -= 1;
      onLost();
    };
    const close = () => {
      this.lights -= 1;
    };
    const choice = { id: id ?? 'front', label: 'A camera' };
    const show = (video: string) => this.shownIn.push(video);
    return { kind: 'open', camera: { choice, isMirror: id !== 'back', show, close } };
  }

  list = async () => [
    { id: 'front', label: 'Front' },
    { id: 'back', label: 'Back' },
  ];

  run(_: string, handle: (frame: PhotoBitmap, takenMs: number) => Promise<void>): () => void {
    this.handle = handle;
    return () => {
      if (this.handle === handle) this.handle = undefined;
    };
  }

  analyze(_: PhotoBitmap, hint: FrameHint): Promise<FrameAnalysis> {
    this.hints.push(hint);
    return this.answer();
  }

  freeze = (_: string, frozen: boolean) => {
    this.frozen.push(frozen);
  };

  stills: string[] = [];
  takeStill = (video: string) => {
    this.stills.push(video);
  };

  entries = () => MADE_MANIFEST.attributes;
  now = () => this.time;

  /** Frames every 50 ms, each of which takes 30. */
  async giveFrames(count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      this.time += 50;
      const done = this.handle?.(FRAME, this.time - 30);
      await done;
    }
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

let device: Device;
let camera: Camera<string, PhotoBitmap>;
beforeEach(async () => {
  device = new Device();
  camera = new Camera(device);
  camera.setVideo('the video');
});

const live = () => {
  const state = camera.state.value;
  if (state.kind !== 'live') throw new Error(`the camera is ${state.kind}`);
  return state;
};

/** Goes to where the camera is shown. */
const visit = async () => {
  camera.setVisible(true);
  await settled();
};

describe('the camera', () => {
  it('is off until the person is there, then asks, shows its pictures and knows its name', async () => {
    expect([camera.state.value.kind, device.lights]).toEqual(['off', 0]);
    camera.setVisible(true);
    expect(camera.state.value.kind).toBe('starting');
    await settled();
    expect(live()).toMatchObject({ camera: { id: 'front' }, isMirror: true, isPaused: false, tracks: [] });
    expect(device.shownIn).toEqual(['the video']);
    expect(camera.choices.value.map(({ label }) => label)).toEqual(['Front', 'Back']);
  });

  it('tells faces, frames a second and their age', async () => {
    await visit();
    await device.giveFrames(20);
    expect(live().tracks.map(({ id, color }) => [id, color])).toEqual([[1, 0]]);
    expect(live().frame).toEqual({ width: 100, height: 80 });
    expect(live().rate).toBeCloseTo(20, 5);
    expect(live().latencyMs).toBeCloseTo(30, 5);
    expect(device.hints[0]).toEqual({ heads: [], search: true });
    expect(device.hints.at(-1)?.heads).toHaveLength(1);
  });

  it('goes off when the person leaves or the tab is hidden, and on again when they are back', async () => {
    await visit();
    camera.setVisible(false);
    expect([camera.state.value.kind, device.lights, device.handle]).toEqual(['off', 0, undefined]);
    await visit();
    expect([live().kind, device.lights]).toEqual(['live', 1]);
  });

  it('that is allowed only after the person has left stays off', async () => {
    camera.setVisible(true);
    camera.setVisible(false);
    await settled();
    expect([camera.state.value.kind, device.lights]).toEqual(['off', 0]);
  });

  it('that was switched off stays off until it is switched on', async () => {
    await visit();
    camera.switchOff();
    expect(device.lights).toBe(0);
    camera.setVisible(false);
    await visit();
    expect([camera.state.value.kind, device.lights]).toEqual(['off', 0]);
    camera.switchOn();
    await settled();
    expect(live().camera.id).toBe('front');
  });

  it('can be another one; the first goes off, and a camera that looks away is no mirror', async () => {
    await visit();
    camera.choose('back');
    await settled();
    expect(live()).toMatchObject({ camera: { id: 'back' }, isMirror: false });
    expect(device.lights).toBe(1);
    camera.setVisible(false);
    await visit();
    expect(device.opened).toEqual([undefined, 'back', 'back']);
  });

  it('is shown in an element that comes later', async () => {
    camera.setVideo(null);
    await visit();
    expect(device.shownIn).toEqual([]);
    camera.setVideo('another');
    expect(device.shownIn).toEqual(['another']);
    await device.giveFrames(2);
    expect(live().tracks).toHaveLength(1);
  });
});

it('a photo is taken of what is shown, and of nothing when it is off', async () => {
  camera.takeStill();
  await visit();
  camera.takeStill();
  expect(device.stills).toEqual(['the video']);
});

describe('paused', () => {
  it('it analyses nothing and keeps what it shows; resumed, it looks anew', async () => {
    await visit();
    await device.giveFrames(3);
    camera.setPaused(true);
    expect(device.handle).toBeUndefined();
    expect(live().isPaused).toBe(true);
    expect(live().tracks).toHaveLength(1);
    expect(device.frozen).toEqual([true]);
    camera.setPaused(false);
    await device.giveFrames(1);
    expect(device.hints.at(-1)).toEqual({ heads: [], search: true });
    expect(device.frozen).toEqual([true, false]);
  });

  it('it is deaf to the answer that was on its way', async () => {
    await visit();
    await device.giveFrames(3);
    let answer: (analysis: FrameAnalysis) => void = () => undefined;
    device.answer = () => new Promise((resolve) => (answer = resolve));
    const frame = device.giveFrames(1);
    camera.setPaused(true);
    const before = live();
    answer({ ...ONE_FACE, faces: [] });
    await frame;
    expect(live()).toBe(before);
  });
});

describe('a problem', () => {
  it.each(['denied', 'absent', 'in-use', 'insecure', 'failed'] as const)(
    'like "%s" is told, with the browser’s words, and can be tried again',
    async (problem) => {
      device.problem = problem;
      await visit();
      expect(camera.state.value).toEqual({ kind: 'problem', problem, detail: 'as the browser says' });
      device.problem = undefined;
      camera.switchOn();
      await settled();
      expect(live().kind).toBe('live');
    },
  );

  it('with the chosen camera lets the next start take any', async () => {
    await visit();
    device.problem = 'absent';
    camera.choose('back');
    await settled();
    device.problem = undefined;
    camera.switchOn();
    await settled();
    expect(device.opened).toEqual([undefined, 'back', undefined]);
  });

  it('of an unplugged camera is told at once', async () => {
    await visit();
    device.lose();
    expect(camera.state.value).toMatchObject({ kind: 'problem', problem: 'unplugged' });
    expect(device.handle).toBeUndefined();
  });

  it('with three frames in a row switches off and says why; one alone is passed over', async () => {
    await visit();
    device.answer = () => Promise.reject(new Fault('BackendFailed', 'the device was lost'));
    await device.giveFrames(2);
    device.answer = async () => ONE_FACE;
    await device.giveFrames(1);
    device.answer = () => Promise.reject(new Fault('ModelMissing', 'anet is not there'));
    await device.giveFrames(2);
    expect(live().kind).toBe('live');
    await device.giveFrames(1);
    expect(camera.state.value).toEqual({ kind: 'problem', problem: 'not-analysed', detail: 'anet is not there' });
    expect(device.lights).toBe(0);
  });
});
