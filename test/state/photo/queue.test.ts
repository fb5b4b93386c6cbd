import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Analysis } from '../../../src/domain/analysis';
import { shownPhoto } from '../../../src/state/page/app-state';
import { createStore } from '../../../src/state/page/store';
import { Turns } from '../../../src/state/page/turns';
import { PhotoQueue, type PhotoSource } from '../../../src/state/photo/queue';
import { madeAnalysis, madeFace, picture } from '../page/made-state';

/** A bitmap that knows whether it was closed. */
class MadeBitmap {
  readonly width = 100;
  readonly height = 80;
  closed = false;
  constructor(readonly of: string) {}
  close(): void {
    this.closed = true;
  }
}

const FOUND = madeAnalysis([madeFace()]);

const setUp = (analyze: (bitmap: MadeBitmap) => Promise<Analysis> = async () => FOUND) => {
  const store = createStore();
  const released: string[] = [];
  const queue = new PhotoQueue<MadeBitmap>(store, {
    turns: new Turns(),
    analyze,
    correct: async (_, analysis) => analysis,
    release: ({ url }) => released.push(url),
  });
  const phases = () => store.state.value.photos.map(({ name, phase }) => `${name} ${phase}`);
  return { store, queue, released, phases };
};

let opened: MadeBitmap[];
beforeEach(() => {
  opened = [];
});

const source = (name: string): PhotoSource<MadeBitmap> => ({
  name,
  async open() {
    const bitmap = new MadeBitmap(name);
    opened.push(bitmap);
    return { bitmap, picture: picture(`blob:${name}-${opened.length}`) };
  },
});

const unreadable = (name: string): PhotoSource<MadeBitmap> => ({
  name,
  open: () => Promise.reject(new Error(`${name} is empty.`)),
});

describe('the queue', () => {
  it('opens and analyses one photo at a time, in order', async () => {
    const answers: (() => void)[] = [];
    const { queue, phases } = setUp(() => new Promise((resolve) => answers.push(() => resolve(FOUND))));
    queue.add([source('a'), source('b')]);
    queue.add([source('c')]);
    await vi.waitFor(() => expect(phases()).toEqual(['a analysing', 'b queued', 'c queued']));
    expect(opened).toHaveLength(1);
    answers[0]?.();
    await vi.waitFor(() => expect(phases()).toEqual(['a analysed', 'b analysing', 'c queued']));
    answers[1]?.();
    await vi.waitFor(() => expect(answers).toHaveLength(3));
    answers[2]?.();
    await vi.waitFor(() => expect(phases()).toEqual(['a analysed', 'b analysed', 'c analysed']));
  });

  it('goes on with the next photo when a file cannot be opened', async () => {
    const { store, queue, phases } = setUp();
    queue.add([unreadable('bad'), source('good')]);
    await vi.waitFor(() => expect(phases()).toEqual(['good analysed']));
    expect(store.state.value.notices).toEqual([{ message: 'bad is empty.' }]);
  });

  it('opens a photo whose analysis failed once more when asked to, and lets its first picture go', async () => {
    const analyze = vi.fn<() => Promise<Analysis>>().mockRejectedValueOnce(new Error('Lost.')).mockResolvedValue(FOUND);
    const { store, queue, released, phases } = setUp(analyze);
    queue.add([source('a')]);
    await vi.waitFor(() => expect(phases()).toEqual(['a failed']));
    queue.retry(1);
    await vi.waitFor(() => expect(phases()).toEqual(['a analysed']));
    expect(released).toEqual(['blob:a-1']);
    expect(shownPhoto(store.state.value)?.picture?.url).toBe('blob:a-2');
    expect(store.state.value.notices).toEqual([]);
  });
});

describe('a photo that was analysed before', () => {
  const stored: PhotoSource<MadeBitmap> = {
    name: 'old',
    file: 'sha-old',
    open: async () => ({
      picture: picture('blob:old'),
      stored: { analysis: FOUND, chosenFace: 0, kept: { added: 1, copySide: 1600 } },
    }),
  };

  it('is shown as it was measured, without another analysis', async () => {
    const analyze = vi.fn(async () => FOUND);
    const { store, queue, phases } = setUp(analyze);
    queue.add([stored]);
    await vi.waitFor(() => expect(phases()).toEqual(['old analysed']));
    expect(analyze).not.toHaveBeenCalled();
    expect(store.state.value.photos[0]).toMatchObject({ file: 'sha-old', analysis: FOUND, kept: { copySide: 1600 } });
  });

  it('is analysed again in its place when somebody wants that', async () => {
    const analyze = vi.fn(async () => FOUND);
    const { store, queue, released, phases } = setUp(analyze);
    queue.add([stored, source('next')]);
    await vi.waitFor(() => expect(phases()).toEqual(['old analysed', 'next analysed']));
    queue.again(1, source('old'));
    await vi.waitFor(() => expect(phases()).toEqual(['old analysed', 'next analysed']));
    expect(analyze).toHaveBeenCalledTimes(2);
    expect(store.state.value.photos[0]).not.toHaveProperty('kept');
    expect(released).toEqual(['blob:old']);
  });
});

describe('a closed photo', () => {
  it('lets its picture go, and its answer changes nothing', async () => {
    let answer = (_: Analysis): void => undefined;
    const { queue, released, phases } = setUp(() => new Promise((resolve) => (answer = resolve)));
    queue.add([source('a')]);
    await vi.waitFor(() => expect(phases()).toEqual(['a analysing']));
    queue.remove(1);
    expect(released).toEqual(['blob:a-1']);
    answer(FOUND);
    queue.add([source('b')]);
    await vi.waitFor(() => expect(phases()).toEqual(['b analysing']));
  });

  it('that was still being opened is not analysed, and nothing of it is kept', async () => {
    const analyze = vi.fn(async () => FOUND);
    const { queue, released, phases } = setUp(analyze);
    queue.add([source('a')]);
    queue.remove(1);
    await vi.waitFor(() => expect(released).toEqual(['blob:a-1']));
    expect(opened[0]?.closed).toBe(true);
    expect(analyze).not.toHaveBeenCalled();
    expect(phases()).toEqual([]);
  });

  it('that waits for its turn is never opened', async () => {
    const { queue, phases } = setUp();
    queue.add([source('a'), source('b'), source('c')]);
    queue.remove(2);
    await vi.waitFor(() => expect(phases()).toEqual(['a analysed', 'c analysed']));
    expect(opened.map(({ of }) => of)).toEqual(['a', 'c']);
  });
});
