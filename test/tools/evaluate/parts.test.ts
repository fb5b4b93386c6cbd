import { describe, expect, it } from 'vitest';
import { ahead } from '../../../tools/lib/ahead';

describe('working ahead', () => {
  it('keeps the order, never more in flight than asked, and fails at the turn of what failed', async () => {
    let running = 0;
    let most = 0;
    const work = async (item: number): Promise<number> => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, item === 0 ? 20 : 1));
      running -= 1;
      if (item === 5) throw new Error('five is broken');
      return item * 10;
    };
    const seen: number[] = [];
    const consume = async (): Promise<void> => {
      for await (const result of ahead([0, 1, 2, 3, 4, 5, 6], work, 3)) seen.push(result);
    };
    await expect(consume()).rejects.toThrow('five is broken');
    expect(seen).toEqual([0, 10, 20, 30, 40]);
    expect(most).toBe(3);
  });
});
