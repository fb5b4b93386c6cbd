import { describe, expect, it } from 'vitest';
import { type FrameSource, runFrames } from '../../src/media/frame-loop';

class Frame {
  closed = false;
  constructor(readonly number: number) {}
  close(): void {
    this.closed = true;
  }
}

/** A camera whose frames come when a test says so; `grab` gives the newest. */
class Source implements FrameSource<Frame> {
  number = 0;
  grabbed: Frame[] = [];
  broken = false;
  #listener: ((takenMs: number) => void) | undefined;

  next(listener: (takenMs: number) => void): () => void {
    this.#listener = listener;
    return () => {
      this.#listener = undefined;
    };
  }

  async grab(): Promise<Frame> {
    if (this.broken) throw new Error('no data yet');
    const frame = new Frame(this.number);
    this.grabbed.push(frame);
    return frame;
  }

  get isAsked(): boolean {
    return this.#listener !== undefined;
  }

  /** The next frame is there. */
  give(): void {
    const listener = this.#listener;
    this.#listener = undefined;
    this.number += 1;
    listener?.(this.number * 10);
  }
}

/** Work that a test ends when it likes. */
const slowWork = () => {
  const ends: (() => void)[] = [];
  const seen: [number, number][] = [];
  const handle = (frame: Frame, takenMs: number): Promise<void> => {
    seen.push([frame.number, takenMs]);
    return new Promise((resolve) => ends.push(resolve));
  };
  return { seen, handle, end: () => ends.shift()?.() };
};

/** Lets everything that is due happen. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('frames', () => {
  it('are worked on one at a time; those that come meanwhile are passed over for the newest', async () => {
    const source = new Source();
    const { seen, handle, end } = slowWork();
    runFrames(source, handle);
    for (let i = 0; i < 5; i++) source.give();
    await settled();
    expect(seen).toEqual([[1, 10]]);
    for (let i = 0; i < 4; i++) source.give();
    await settled();
    expect(seen).toHaveLength(1);
    end();
    await settled();
    expect(seen[1]).toEqual([9, 90]);
    expect(source.grabbed).toHaveLength(2);
  });

  it('wait for a new one when the last was seen', async () => {
    const source = new Source();
    const { seen, handle, end } = slowWork();
    runFrames(source, handle);
    source.give();
    await settled();
    end();
    await settled();
    expect(seen).toHaveLength(1);
    source.give();
    await settled();
    expect(seen).toHaveLength(2);
  });

  it('that cannot be had are passed over', async () => {
    const source = new Source();
    const { seen, handle } = slowWork();
    runFrames(source, handle);
    source.broken = true;
    source.give();
    await settled();
    source.broken = false;
    source.give();
    await settled();
    expect(seen).toEqual([[2, 20]]);
  });

  it('end at once: no more are asked for, and one that was on its way is closed', async () => {
    const source = new Source();
    const { seen, handle } = slowWork();
    const end = runFrames(source, handle);
    source.give();
    end();
    await settled();
    expect(source.isAsked).toBe(false);
    expect(seen).toEqual([]);
    expect(source.grabbed.every(({ closed }) => closed)).toBe(true);
  });
});
