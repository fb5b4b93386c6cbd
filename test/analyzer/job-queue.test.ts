import { describe, expect, it } from 'vitest';
import { JobQueue } from '../../src/analyzer/job-queue';

/** Work that ends when the test says so, and the log of what began and ended. */
const workshop = () => {
  const log: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => async () => {
    log.push(`${name} begins`);
    await new Promise<void>((resolve) => ends.set(name, resolve));
    log.push(`${name} ends`);
    return name;
  };
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  const end = async (name: string) => {
    await settle();
    ends.get(name)?.();
    await settle();
  };
  return { log, work, end, settle };
};

describe('jobs', () => {
  it('run one at a time, in the order in which they came', async () => {
    const { log, work, end } = workshop();
    const queue = new JobQueue();
    const answers = ['a', 'b', 'c'].map((name) => queue.add(work(name)));
    for (const name of ['a', 'b', 'c']) await end(name);
    expect(await Promise.all(answers)).toEqual(['a', 'b', 'c']);
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('that fail do not stop the next', async () => {
    const queue = new JobQueue();
    const failing = queue.add(() => Promise.reject(new Error('broken')));
    const next = queue.add(async () => 'fine');
    await expect(failing).rejects.toThrow('broken');
    expect(await next).toBe('fine');
  });
});

describe('a cancelled job', () => {
  it('that waits is never begun', async () => {
    const { log, work, end } = workshop();
    const queue = new JobQueue();
    const controller = new AbortController();
    const first = queue.add(work('a'));
    const second = queue.add(work('b'), controller.signal);
    controller.abort();
    await expect(second).rejects.toMatchObject({ name: 'Cancelled' });
    await end('a');
    await first;
    expect(log).toEqual(['a begins', 'a ends']);
  });

  it('that runs rejects at once, and the next waits for its end', async () => {
    const { log, work, end, settle } = workshop();
    const queue = new JobQueue();
    const controller = new AbortController();
    const first = queue.add(work('a'), controller.signal);
    const second = queue.add(work('b'));
    await settle();
    controller.abort();
    await expect(first).rejects.toMatchObject({ name: 'Cancelled' });
    await settle();
    expect(log).toEqual(['a begins']);
    await end('a');
    await end('b');
    expect(await second).toBe('b');
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('can know it while it runs', async () => {
    const queue = new JobQueue();
    const controller = new AbortController();
    const seen: boolean[] = [];
    const job = queue.add(async (isCancelled) => {
      seen.push(isCancelled());
      controller.abort();
      seen.push(isCancelled());
    }, controller.signal);
    await expect(job).rejects.toMatchObject({ name: 'Cancelled' });
    expect(seen).toEqual([false, true]);
  });

  it('may be cancelled before it came', async () => {
    const { log, work } = workshop();
    const job = new JobQueue().add(work('a'), AbortSignal.abort());
    await expect(job).rejects.toMatchObject({ name: 'Cancelled' });
    expect(log).toEqual([]);
  });
});

it('a signal that outlives its jobs keeps none of them', async () => {
  const listeners = new Set<unknown>();
  const { signal } = new AbortController();
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (type: string, listener: EventListener) => {
    listeners.add(listener);
    addEventListener.call(signal, type, listener);
  };
  signal.removeEventListener = (type: string, listener: EventListener) => {
    listeners.delete(listener);
    removeEventListener.call(signal, type, listener);
  };
  const queue = new JobQueue();
  await queue.add(async () => 1, signal);
  await queue.add(() => Promise.reject(new Error('broken')), signal).catch(() => {});
  await new Promise((resolve) => setTimeout(resolve));
  expect(listeners.size).toBe(0);
});

it('cancelling all rejects what waits and what runs', async () => {
  const { work, settle } = workshop();
  const queue = new JobQueue();
  const jobs = [queue.add(work('a')), queue.add(work('b'))];
  await settle();
  queue.cancelAll();
  const outcomes = await Promise.allSettled(jobs);
  expect(outcomes.map((outcome) => outcome.status)).toEqual(['rejected', 'rejected']);
});
