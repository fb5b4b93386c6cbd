import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withinTime } from '../../src/media/decode-limit';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('decoding', () => {
  it('that ends in time gives what it gives, or why it fails', async () => {
    const late = vi.fn();
    expect(await withinTime('a.jpg', Promise.resolve(1), late)).toBe(1);
    await expect(withinTime('a.jpg', Promise.reject(new Error('damaged')), late)).rejects.toThrow('damaged');
    expect(late).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('that takes too long is given up in words, and what comes after all is let go', async () => {
    const late = vi.fn();
    let finish: (value: number) => void = () => undefined;
    const waiting = withinTime(
      'slow.jpg',
      new Promise<number>((resolve) => {
        finish = resolve;
      }),
      late,
    );
    const refused = expect(waiting).rejects.toMatchObject({
      name: 'ImageTooLarge',
      message: expect.stringContaining('slow.jpg takes longer than 60 seconds'),
    });
    await vi.advanceTimersByTimeAsync(60_000);
    await refused;
    finish(7);
    await vi.advanceTimersByTimeAsync(0);
    expect(late).toHaveBeenCalledExactlyOnceWith(7);
  });
});
