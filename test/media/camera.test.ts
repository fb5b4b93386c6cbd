import { afterEach, describe, expect, it, vi } from 'vitest';
import { listCameras, openCamera } from '../../src/media/camera';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A browser whose cameras answer like this. */
const withCameras = (devices: Partial<MediaDevices> | undefined): void => {
  vi.stubGlobal('navigator', { mediaDevices: devices });
};

class Track extends EventTarget {
  label = 'Integrated camera';
  isStopped = false;
  constructor(readonly facingMode?: string) {
    super();
  }
  getSettings = () => ({ deviceId: 'a1', ...(this.facingMode && { facingMode: this.facingMode }) });
  stop = () => {
    this.isStopped = true;
  };
}

const streamOf = (track: Track) => {
  const stream = { getVideoTracks: () => [track], getTracks: () => [track] };
  return stream as unknown as MediaStream;
};

const never = () => {
  throw new Error('the camera went away');
};

describe('a camera', () => {
  it('that looks at the person is asked for first, without sound, and is a mirror', async () => {
    const getUserMedia = vi.fn(async () => streamOf(new Track()));
    withCameras({ getUserMedia });
    const opening = await openCamera(undefined, never);
    expect(opening).toMatchObject({
      kind: 'open',
      camera: { choice: { id: 'a1', label: 'Integrated camera' }, isMirror: true },
    });
    expect(getUserMedia).toHaveBeenCalledWith({
      audio: false,
      video: expect.objectContaining({ facingMode: 'user' }),
    });
  });

  it('that was chosen is asked for by name, and is no mirror when it looks away', async () => {
    const getUserMedia = vi.fn(async () => streamOf(new Track('environment')));
    withCameras({ getUserMedia });
    expect(await openCamera('b2', never)).toMatchObject({ kind: 'open', camera: { isMirror: false } });
    expect(getUserMedia).toHaveBeenCalledWith({
      audio: false,
      video: expect.objectContaining({ deviceId: { exact: 'b2' } }),
    });
  });

  it('that is closed is stopped and no longer heard; one that ends by itself is told', async () => {
    const track = new Track();
    const onLost = vi.fn();
    withCameras({ getUserMedia: async () => streamOf(track) });
    const opening = await openCamera(undefined, onLost);
    track.dispatchEvent(new Event('ended'));
    expect(onLost).toHaveBeenCalledTimes(1);
    if (opening.kind === 'open') opening.camera.close();
    track.dispatchEvent(new Event('ended'));
    expect([track.isStopped, onLost.mock.calls.length]).toEqual([true, 1]);
  });

  it.each([
    ['NotAllowedError', 'denied'],
    ['NotFoundError', 'absent'],
    ['OverconstrainedError', 'absent'],
    ['NotReadableError', 'in-use'],
    ['TypeError', 'failed'],
  ])('that fails with %s is a problem in words: %s', async (name, problem) => {
    const error = Object.assign(new Error('as the browser says'), { name });
    withCameras({ getUserMedia: () => Promise.reject(error) });
    expect(await openCamera(undefined, never)).toEqual({ kind: 'problem', problem, detail: '' });
  });

  it('is not to be had on an insecure page', async () => {
    withCameras(undefined);
    expect(await openCamera(undefined, never)).toMatchObject({ kind: 'problem', problem: 'insecure' });
    expect(await listCameras()).toEqual([]);
  });

  it('is one of those that can be chosen; microphones are not', async () => {
    const devices = [
      { kind: 'audioinput', deviceId: 'm', label: 'Microphone' },
      { kind: 'videoinput', deviceId: 'a1', label: 'Front' },
    ];
    withCameras({ enumerateDevices: async () => devices as MediaDeviceInfo[] });
    expect(await listCameras()).toEqual([{ id: 'a1', label: 'Front' }]);
  });
});
