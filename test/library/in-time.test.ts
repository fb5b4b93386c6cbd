import { expect, it } from 'vitest';
import { inTime } from '../../src/library/in-time';

it('work that is cancelled rejects at once with the reason, and what comes too late is let go of', async () => {
  const stop = new AbortController();
  let arrive: (place: string) => void = () => undefined;
  const work = new Promise<string>((resolve) => {
    arrive = resolve;
  });
  const late: string[] = [];
  const outcome = inTime(
    'The walk',
    () => work,
    stop.signal,
    (result) => late.push(result),
  );
  stop.abort('rain');
  await expect(outcome).rejects.toMatchObject({ name: 'Cancelled', message: 'The walk was cancelled.', cause: 'rain' });
  arrive('home');
  await work;
  expect(late).toEqual(['home']);
});

it('work is not begun once it is cancelled, and is heard as it is where nobody cancels', async () => {
  let begun = 0;
  const work = async () => {
    begun += 1;
    return begun;
  };
  await expect(inTime('The walk', work, AbortSignal.abort())).rejects.toMatchObject({ name: 'Cancelled' });
  expect(await inTime('The walk', work, new AbortController().signal)).toBe(1);
  expect(await inTime('The walk', work, undefined)).toBe(2);
});
