/** No frame is taken to last less, seconds, until a step tells how long frames last. */
const SHORTEST_S = 1 / 120;

/** So far before a frame's time the one before it is surely shown, and so far behind it itself: times are rounded. Seconds. */
const ASIDE_S = 0.002;

interface Steppable {
  readonly durationS: number;
  /** Time of the frame that is shown, seconds from the start. */
  shownS(): number;
  /** Settles when the frame at that time is shown. */
  seek(timeS: number): Promise<void>;
}

/**
 * Steps through a video, one frame a step. Browsers have no such step and don't say how long a frame lasts, so times beside
 * the shown frame are looked for, further and further away, until another one is shown. Steps that come fast are made one after another.
 */
export class VideoSteps {
  readonly #video: Steppable;
  #last = Promise.resolve();
  #round = 0;
  /** The shortest frame so far, seconds. */
  #frameS: number | undefined;

  constructor(video: Steppable) {
    this.#video = video;
  }

  /** @returns settles when it is made, or called off */
  step(direction: 1 | -1): Promise<void> {
    const round = this.#round;
    this.#last = this.#last.then(() => (direction > 0 ? this.#forward(round) : this.#back(round)));
    return this.#last;
  }

  /** Steps that aren't made yet will not be. */
  callOff(): void {
    this.#round += 1;
  }

  async #forward(round: number): Promise<void> {
    const { shownS } = this.#video;
    const fromS = shownS();
    const frameS = this.#frameS ?? SHORTEST_S;
    // Where frames last differently, the next one may last half as long.
    const distanceS = await this.#look(round, fromS + ASIDE_S, frameS / 2);
    // From far away, another frame may lie between.
    if (distanceS > frameS) await this.#nearest(round, fromS);
    const lastedS = shownS() - fromS;
    if (lastedS > 0) this.#frameS = Math.min(this.#frameS ?? lastedS, lastedS);
  }

  /** Shows the frame right behind the one at a time, where a later one is shown. */
  async #nearest(round: number, fromS: number): Promise<void> {
    const { shownS, seek } = this.#video;
    while (round === this.#round && shownS() > fromS) {
      const foundS = shownS();
      await seek(foundS - ASIDE_S);
      if (shownS() > fromS && shownS() < foundS) continue;
      // Browsers take a frame to last a little longer than it does, and don't show the next one from its time on.
      await this.#look(round, foundS, ASIDE_S);
      return;
    }
  }

  async #back(round: number): Promise<void> {
    await this.#look(round, this.#video.shownS(), -ASIDE_S);
  }

  /**
   * Looks at this distance from a time, then twice as far, until another frame in that direction is shown or there is none.
   * @returns the last distance, seconds
   */
  async #look(round: number, besideS: number, firstS: number): Promise<number> {
    const { shownS, seek, durationS } = this.#video;
    const fromS = shownS();
    let distanceS = firstS;
    for (; round === this.#round; distanceS *= 2) {
      const toS = besideS + distanceS;
      await seek(Math.min(Math.max(toS, 0), durationS));
      // Where frames last differently, a browser may even show an earlier one.
      const isFound = (shownS() - fromS) * firstS > 0;
      if (isFound || toS <= 0 || toS >= durationS) break;
    }
    return distanceS;
  }
}
