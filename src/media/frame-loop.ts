/** Where frames come from; tests bring their own. */
export interface FrameSource<Frame> {
  /**
   * Calls back once, when the next frame is there.
   * @param listener gets the time at which it came, ms on `performance.now`'s clock.
   * @returns takes the wish back.
   */
  next(listener: (takenMs: number) => void): () => void;
  /** The frame that is there now. Rejects when there is none. */
  grab(): Promise<Frame>;
}

/**
 * Hands over frames one at a time: while one is worked on, those that come are passed over, and then the newest has its
 * turn. So nothing piles up, however slow the machine is.
 * @param handle takes over the frame; must not reject.
 * @returns ends it; a frame that is worked on is finished.
 */
export const runFrames = <Frame extends { close(): void }>(
  source: FrameSource<Frame>,
  handle: (frame: Frame, takenMs: number) => Promise<void>,
): (() => void) => {
  let ended = false;
  let busy = false;
  let newest: number | undefined;
  let forget = (): void => undefined;

  const work = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    while (newest !== undefined && !ended) {
      const takenMs = newest;
      newest = undefined;
      const frame = await source.grab().catch(() => undefined);
      if (ended) frame?.close();
      else if (frame !== undefined) await handle(frame, takenMs);
    }
    busy = false;
  };

  const listen = (): void => {
    forget = source.next((takenMs) => {
      newest = takenMs;
      listen();
      void work();
    });
  };

  listen();
  return () => {
    ended = true;
    forget();
  };
};
