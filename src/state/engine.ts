import type { Analysis } from '../domain/analysis';
import type { PhotoBitmap, Ready } from '../domain/analyzer-api';
import type { Covering } from '../domain/covering';
import { faultNameOf, messageOf } from '../domain/errors';
import type { FrameAnalysis, FrameHint } from '../domain/frames';
import type { Square } from '../domain/geometry';
import type { Progress } from '../domain/progress';
import type { Store } from './store';
import { engineFailed, engineProgressed, engineReady, engineStarted } from './transitions';

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
}

/**
 * Makes the analyzer when it is first needed and tells the store how it fares.
 * @param make the analyzer starts as soon as it is made
 */
export const createEngine = <Bitmap extends PhotoBitmap>(
  store: Store,
  make: (listeners: EngineListeners) => Analyzer<Bitmap>,
): Engine<Bitmap> => {
  const listeners: EngineListeners = {
    onProgress: (progress) => store.apply(engineProgressed, progress),
    onReady: (ready) => store.apply(engineReady, ready),
  };
  let made: Analyzer<Bitmap> | undefined;

  const start = (): Analyzer<Bitmap> => {
    store.apply(engineStarted);
    made ??= make(listeners);
    made.start().catch((error: unknown) => store.apply(engineFailed, messageOf(error), faultNameOf(error)));
    return made;
  };

  return {
    load() {
      start();
    },
    analyze: (photo) => start().analyze(photo),
    analyzeFrame: (frame, hint) => start().analyzeFrame(frame, hint),
    cover: (part, square, isWanted) => start().cover(part, square, isWanted),
  };
};
