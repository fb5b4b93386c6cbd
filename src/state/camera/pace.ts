/** The last so many milliseconds count: a rate that follows what happens, but doesn't flicker. */
const WINDOW_MS = 2_000;

/** Measures how many frames are analysed a second, and how old they are by then. */
export class Pace {
  #frames: { readonly doneMs: number; readonly latencyMs: number }[] = [];

  /**
   * Counts one more frame.
   * @returns frames a second, absent until there are two; the mean age of the frames when they were done.
   */
  after(takenMs: number, doneMs: number): { readonly rate?: number; readonly latencyMs: number } {
    this.#frames = this.#frames.filter((frame) => doneMs - frame.doneMs <= WINDOW_MS);
    this.#frames.push({ doneMs, latencyMs: doneMs - takenMs });
    const count = this.#frames.length;
    const latencyMs = this.#frames.reduce((sum, frame) => sum + frame.latencyMs, 0) / count;
    const elapsed = doneMs - this.#frames[0].doneMs;
    return elapsed > 0 ? { rate: ((count - 1) * 1000) / elapsed, latencyMs } : { latencyMs };
  }
}
