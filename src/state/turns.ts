interface Waiting {
  readonly urgent: boolean;
  start(): void;
}

/**
 * Lets one task run at a time, so that one photo is analysed at a time, whoever opens it, and no other is held in memory as
 * pixels but the next one for the album. Tasks start in the order in which they came; urgent ones, which somebody is looking
 * at, before the others.
 */
export class Turns {
  #taken = false;
  #waiting: Waiting[] = [];

  /** Runs the task when it is its turn; settles as the task does. */
  async take<T>(task: () => Promise<T>, { urgent }: { readonly urgent: boolean }): Promise<T> {
    if (this.#taken) await new Promise<void>((start) => this.#waiting.push({ urgent, start }));
    this.#taken = true;
    try {
      return await task();
    } finally {
      this.#passOn();
    }
  }

  /** The turn is handed over without being free in between: nobody can slip in. */
  #passOn(): void {
    const next = this.#waiting.find(({ urgent }) => urgent) ?? this.#waiting[0];
    this.#waiting = this.#waiting.filter((waiting) => waiting !== next);
    this.#taken = next !== undefined;
    next?.start();
  }
}
