import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type AlbumStore, StorageBlocked } from '../../src/domain/album-store';
import { withTimeLimit } from '../../src/storage/time-limit';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A store of which each call answers when it is told to. */
const setUp = () => {
  const answers: (() => void)[] = [];
  const call = vi.fn(() => new Promise<never>((resolve) => answers.push(() => resolve(undefined as never))));
  const names = ['readAll', 'read', 'ids', 'add', 'mark', 'noteRemoval', 'purge', 'thumbs', 'picture'] as const;
  const slow = Object.fromEntries(names.map((name) => [name, call])) as unknown as AlbumStore;
  const onBack = vi.fn();
  return { store: withTimeLimit(slow, onBack, 1000), call, onBack, answers };
};

it('a call that hangs is refused after its time, and the others at once, without being made', async () => {
  const { store, call } = setUp();
  const reading = expect(store.readAll()).rejects.toThrow(StorageBlocked);
  await vi.advanceTimersByTimeAsync(1000);
  await reading;
  await expect(store.mark(undefined)).rejects.toThrow(StorageBlocked);
  expect(call).toHaveBeenCalledOnce();
});

it('when the browser answers in the end, that is told once, and calls are made again', async () => {
  const { store, call, onBack, answers } = setUp();
  const hanging = Promise.allSettled([store.readAll(), store.ids()]);
  await vi.advanceTimersByTimeAsync(1000);
  await hanging;
  for (const answer of answers) answer();
  await vi.advanceTimersByTimeAsync(0);
  expect(onBack).toHaveBeenCalledOnce();
  const again = store.ids();
  expect(call).toHaveBeenCalledTimes(3);
  answers[2]?.();
  await again;
});

it('a device that is merely slow gets more time, instead of being taken for blocked again and again', async () => {
  const { store, onBack, answers } = setUp();
  const first = Promise.allSettled([store.readAll()]);
  await vi.advanceTimersByTimeAsync(1500);
  await first;
  answers[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  const second = store.readAll();
  await vi.advanceTimersByTimeAsync(1500);
  answers[1]?.();
  await second;
  expect(onBack).toHaveBeenCalledOnce();
});
