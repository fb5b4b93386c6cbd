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
 * the shown frame are looked for, further and further away, until another one is shown. Steps that come fast are made one
 * after another.
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
    // Where frames last differently, the next one may last half as long.
    await this.#look(round, fromS + ASIDE_S, (this.#frameS ?? SHORTEST_S) / 2);
    const lastedS = shownS() - fromS;
    if (lastedS > 0) this.#frameS = Math.min(this.#frameS ?? lastedS, lastedS);
  }

  #back(round: number): Promise<void> {
    return this.#look(round, this.#video.shownS(), -ASIDE_S);
  }

  /** Looks at this distance from a time, then twice as far, until a frame in that direction is shown or there is none. */
  async #look(round: number, besideS: number, firstS: number): Promise<void> {
    const { shownS, seek, durationS } = this.#video;
    const fromS = shownS();
    for (let distanceS = firstS; round === this.#round; distanceS *= 2) {
      const toS = besideS + distanceS;
      await seek(Math.min(Math.max(toS, 0), durationS));
      // Where frames last differently, browsers may show an earlier one than that of the time.
      const isFound = (shownS() - fromS) * distanceS > 0;
      if (isFound || toS <= 0 || toS >= durationS) return;
    }
  }
}
