import type { Analysis } from '../../domain/analysis';
import type { BackendName, PhotoBitmap, Ready } from '../../domain/analyzer-api';
import type { Covering } from '../../domain/covering';
import { faultNameOf, messageOf } from '../../domain/errors';
import type { FrameAnalysis, FrameHint } from '../../domain/frames';
import type { Square } from '../../domain/geometry';
import type { Progress } from '../../domain/progress';
import type { Store } from './store';
import { backendWanted, engineFailed, engineProgressed, engineReady, engineStarted } from './transitions';

/** What analyses photos. It starts anew by itself after a fault, so one is enough for the life of the page. */
export interface Analyzer<Bitmap extends PhotoBitmap> {
  /** Starts, or starts again after a failure; rejects when that is impossible. */
  start(): Promise<unknown>;
  /** Waits until it has started. Takes over the bitmap. */
  analyze(photo: Bitmap): Promise<Analysis>;
  /** A frame of a video, fast. Takes over the bitmap. */
  analyzeFrame(frame: Bitmap, hint: FrameHint): Promise<FrameAnalysis>;
  /** What each place of a face carries of its scores. Takes over the bitmap. */
  cover(part: Bitmap, square: Square<'photo'>, isWanted: () => boolean): Promise<Covering>;
  /** Ends it for good. */
  dispose(): void;
}

export interface EngineListeners {
  readonly onProgress: (progress: Progress) => void;
  readonly onReady: (ready: Ready) => void;
}

export interface Engine<Bitmap extends PhotoBitmap> {
  /** Loads the nets unless that is under way or done; how it goes is in the state. */
  load(): void;
  /** Waits for the nets, loading them once more if that failed before. Takes over the bitmap. */
  analyze(photo: Bitmap): Promise<Analysis>;
  /** The same for a frame of a video. */
  analyzeFrame(frame: Bitmap, hint: FrameHint): Promise<FrameAnalysis>;
  /** See {@link Analyzer.cover}. */
  cover: Analyzer<Bitmap>['cover'];
  /** Loads the nets onto another backend, or, without a name, onto the fastest. What is being analysed is finished before. */
  use(backend: BackendName | undefined): void;
}

/** An analyzer, and how many photos and frames it still has. */
interface Used<Bitmap extends PhotoBitmap> {
  readonly analyzer: Analyzer<Bitmap>;
  open: number;
  isReplaced: boolean;
}

/**
 * Makes the analyzer when it is first needed and tells the store how it fares.
 * @param make the analyzer starts as soon as it is made
 */
export const createEngine = <Bitmap extends PhotoBitmap>(
  store: Store,
  make: (listeners: EngineListeners) => Analyzer<Bitmap>,
): Engine<Bitmap> => {
  let used: Used<Bitmap> | undefined;

  /** One that was replaced has nothing to tell any more. */
  const made = (): Used<Bitmap> => {
    const isCurrent = (): boolean => used === one;
    const analyzer = make({
      onProgress: (progress) => isCurrent() && store.apply(engineProgressed, progress),
      onReady: (ready) => isCurrent() && store.apply(engineReady, ready),
    });
    const one: Used<Bitmap> = { analyzer, open: 0, isReplaced: false };
    return one;
  };

  const start = (): Used<Bitmap> => {
    store.apply(engineStarted);
    used ??= made();
    const one = used;
    one.analyzer.start().catch((error: unknown) => {
      if (used === one) store.apply(engineFailed, messageOf(error), faultNameOf(error));
    });
    return one;
  };

  const run = async <T>(work: (analyzer: Analyzer<Bitmap>) => Promise<T>): Promise<T> => {
    const one = start();
    one.open += 1;
    try {
      return await work(one.analyzer);
    } finally {
      one.open -= 1;
      if (one.isReplaced && one.open === 0) one.analyzer.dispose();
    }
  };

  return {
    load() {
      start();
    },
    analyze: (photo) => run((analyzer) => analyzer.analyze(photo)),
    analyzeFrame: (frame, hint) => run((analyzer) => analyzer.analyzeFrame(frame, hint)),
    cover: (part, square, isWanted) => run((analyzer) => analyzer.cover(part, square, isWanted)),
    use(backend) {
      if (used) used.isReplaced = true;
      if (used?.open === 0) used.analyzer.dispose();
      used = undefined;
      store.apply(backendWanted, backend);
      start();
    },
  };
};
