import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HEIC_READY, type HeicRequest } from '../../src/domain/heic-api';
import { heicFault } from '../../src/media/decode-heic';
import { HeicDecoder, type HeicWorker, type HeicWorkerAnswer } from '../../src/media/heic-decoder';
import { MadeLocks } from '../analyzer/made-locks';

const LIMITS = { startMs: 1_000, photoMs: 2_000, idleMs: 3_000 };
const DAMAGED: HeicWorkerAnswer = { kind: 'damaged', reason: 'it ends early' };

class MadeWorker extends EventTarget {
  readonly requests: HeicRequest[] = [];
  ended = false;

  postMessage(request: HeicRequest): void {
    this.requests.push(request);
  }
  say(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
  terminate(): void {
    this.ended = true;
  }
}

let locks: MadeLocks;
let workers: MadeWorker[];
let decoder: HeicDecoder;

const request = (): HeicRequest => ({ bytes: new Uint8Array(4), maxPixels: 100 });
const newest = (): MadeWorker => workers.at(-1) as MadeWorker;
/** Lets promises go on. */
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  locks = new MadeLocks();
  decoder = new HeicDecoder(
    () => {
      const worker = new MadeWorker();
      workers.push(worker);
      // Its listeners don't know which event they get; the real one's do.
      return worker as unknown as HeicWorker;
    },
    locks,
    LIMITS,
  );
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the worker that decodes HEIC photos', () => {
  it('starts with the first photo and serves the next ones too, one at a time', async () => {
    expect(workers).toEqual([]);
    const both = Promise.all([decoder.decode(request()), decoder.decode(request())]);
    await settle();
    newest().say(HEIC_READY);
    expect([decoder.isReady, newest().requests.length]).toEqual([true, 1]);
    newest().say(DAMAGED);
    await settle();
    expect(newest().requests.length).toBe(2);
    newest().say(DAMAGED);
    expect(await both).toEqual([DAMAGED, DAMAGED]);
    expect(workers.length).toBe(1);
  });

  it('goes when no photo has come for a while, and comes back', async () => {
    const first = decoder.decode(request());
    await settle();
    newest().say(HEIC_READY);
    newest().say(DAMAGED);
    await first;
    await vi.advanceTimersByTimeAsync(LIMITS.idleMs);
    expect([workers[0]?.ended, decoder.isReady]).toEqual([true, false]);
    void decoder.decode(request());
    await settle();
    expect(workers.length).toBe(2);
  });
});

describe('a photo always gets an answer', () => {
  const outcomeAfter = async (what: (worker: MadeWorker) => unknown) => {
    const outcome = decoder.decode(request());
    await settle();
    await what(newest());
    return outcome;
  };

  it('when the decoder cannot be fetched', async () => {
    expect(await outcomeAfter((worker) => worker.dispatchEvent(new Event('error')))).toEqual({ kind: 'no-decoder' });
    expect(newest().ended).toBe(true);
  });

  it('when fetching it takes for ever', async () => {
    expect(await outcomeAfter(() => vi.advanceTimersByTimeAsync(LIMITS.startMs))).toEqual({ kind: 'no-decoder' });
  });

  /** Starts the decoder, and does something to it, for each of the workers in turn. */
  const outcomeAfterAll = async (...each: readonly ((worker: MadeWorker) => unknown)[]) => {
    const outcome = decoder.decode(request());
    for (const what of each) {
      await settle();
      newest().say(HEIC_READY);
      await what(newest());
    }
    return outcome;
  };
  const breakDown = (worker: MadeWorker) => worker.dispatchEvent(new Event('error'));
  const hang = () => vi.advanceTimersByTimeAsync(LIMITS.photoMs);
  const endFromOutside = async (worker: MadeWorker) => {
    worker.say({ signOfLife: { lock: `lock ${workers.length}` } });
    locks.release(`lock ${workers.length}`);
    await settle();
  };
  const answer = (worker: MadeWorker) => worker.say(DAMAGED);

  it.each([
    ['breaks down', breakDown],
    ['hangs', hang],
    ['is ended from outside', endFromOutside],
  ])('when the worker %s over it: from a new worker', async (_, what) => {
    expect(await outcomeAfterAll(what, answer)).toEqual(DAMAGED);
    expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
    expect(newest().requests[0]?.bytes).toHaveLength(4);
  });

  it.each([
    ['break down', breakDown],
    ['hang', hang],
    ['are ended from outside', endFromOutside],
  ])('when two workers %s over it: it is given up, and the next photo gets a new one', async (_, what) => {
    expect(await outcomeAfterAll(what, what)).toEqual({ kind: 'gave-up' });
    expect(workers.map(({ ended }) => ended)).toEqual([true, true]);
    expect(await outcomeAfterAll(answer)).toEqual(DAMAGED);
  });
});

describe('in words', () => {
  it.each([
    [{ kind: 'unsupported', reason: '' }, 'holiday.heic is a kind of HEIC photo that neither'],
    [{ kind: 'too-large', reason: '30000 × 20000' }, 'holiday.heic says that it is 30000 × 20000 pixels large'],
    [{ kind: 'no-decoder' }, "the built-in decoder couldn't be fetched. Connect to the network"],
    [{ kind: 'gave-up' }, 'the built-in decoder gave up on it'],
    [DAMAGED, 'holiday.heic looks like a HEIC photo, but is damaged or cut off'],
  ] as const)('%o', (outcome, words) => {
    expect(heicFault('holiday.heic', outcome as Parameters<typeof heicFault>[1]).message).toContain(words);
  });
});
