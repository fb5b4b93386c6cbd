import { afterEach, vi } from 'vitest';
import type { AnalyzerOptions } from '../../src/analyzer/analyzer';
import { AnalyzerClient, type Surroundings } from '../../src/analyzer/analyzer-client';
import type { PhotoPixels } from '../../src/domain/analyzer-api';
import { FakeBitmap, FakeWorker, type Script } from './fake-worker';
import { MadeLocks } from './made-locks';

/** Long enough for a busy machine; tests that wait for a limit set their own. */
export const LIMITS = { start: 20_000, analyze: 20_000 };

export const never = () => new Promise<never>(() => {});
export const bitmap = (width = 1) => new FakeBitmap(width) as FakeBitmap & ImageBitmap;
/** A little later: time for whatever should not happen. */
export const soon = () => new Promise((resolve) => setTimeout(resolve, 20));

/** Waits for messages to arrive; vi.waitUntil would advance the fake clock meanwhile. */
export const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
};

/** Pixels of a photo, as the page would read them. */
export const madePixels = ({ width }: ImageBitmap): PhotoPixels => ({
  width,
  height: 1,
  data: new Uint8ClampedArray(4 * width),
});

const open: AnalyzerClient[] = [];
afterEach(() => {
  vi.useRealTimers();
  for (const client of open.splice(0)) client.dispose();
});

/** A client whose first worker follows the first script, and so on; further workers follow the last. */
export const clientOf = (
  scripts: readonly Script[] = [{}],
  options: Partial<AnalyzerOptions> = {},
  limits = LIMITS,
  pixels: Pick<Surroundings, 'readsPixels' | 'pixelsOf'> = { readsPixels: () => true, pixelsOf: madePixels },
) => {
  const workers: FakeWorker[] = [];
  const connect = () => {
    const worker = new FakeWorker(scripts[Math.min(workers.length, scripts.length - 1)]);
    workers.push(worker);
    return worker;
  };
  const copies: FakeBitmap[] = [];
  const copy = async ({ width }: ImageBitmap): Promise<ImageBitmap> => {
    const made = bitmap(width);
    copies.push(made);
    return made;
  };
  const locks = new MadeLocks();
  const surroundings = { connect, copy, locks, ...pixels };
  const client = new AnalyzerClient({ modelsUrl: 'https://site.test/models/', ...options }, surroundings, limits);
  open.push(client);
  return { client, workers, copies, locks };
};
