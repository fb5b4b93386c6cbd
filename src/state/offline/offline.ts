import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Limit } from '../../domain/limits';
import type { Photo } from '../page/app-state';

/** What is kept on this device. */
export interface Kept {
  /** As the browser estimates it: everything of this site. */
  readonly bytes: number;
  /** Whether the browser has promised to remove it only when asked. */
  readonly persistent: boolean;
}

/** The page as an app: what it needs no network for, and what waits for the person's word. */
export interface OfflineState {
  /** Whether the page starts without a network. */
  readonly shell: 'unknown' | 'ready' | 'unavailable';
  /** It became so on this visit, and nobody has read that yet. */
  readonly isNews: boolean;
  /** A new version; `when-idle` is wanted as soon as no photo is being worked on. */
  readonly update: 'none' | 'offered' | 'postponed' | 'when-idle';
  /** How the question for a new version went. */
  readonly looking: 'no' | 'running' | 'newest' | 'failed';
  /** Whether the browser would install the page now. */
  readonly canInstall: boolean;
  /** Undefined where the browser doesn't tell. */
  readonly kept: Kept | undefined;
  /** Removing everything; `done` ends in a new start of the page. */
  readonly clearing: 'no' | 'running' | 'done' | 'failed';
}

const INITIAL: OfflineState = {
  shell: 'unknown',
  isNews: false,
  update: 'none',
  looking: 'no',
  canInstall: false,
  kept: undefined,
  clearing: 'no',
};

/** What the browser does; passed in, so that all of this is tested in Node. */
export interface OfflineTools {
  /** What this browser lacks. */
  readonly limits: readonly Limit[];
  /** Shows the new version: the page is loaded again. */
  readonly applyUpdate: () => void;
  /** Asks the server for a new version, which {@link Offline.updateFound} hears of. */
  readonly look: () => Promise<unknown>;
  readonly install: () => Promise<unknown>;
  readonly measure: () => Promise<Kept | undefined>;
  /** Asks the browser to keep everything for good. */
  readonly persist: () => Promise<unknown>;
  readonly clear: () => Promise<void>;
  readonly reload: () => void;
  /** Whether photos are being worked on, or wait for it; reads signals. */
  readonly isBusy: () => boolean;
  /** Whether something is here that a person would miss, made on this visit; reads signals. */
  readonly isWorthKeeping: () => boolean;
}

/** Whether any photo is being worked on, or waits for it. */
export const isWorking = (photos: readonly Photo[]): boolean =>
  photos.some(({ phase }) => phase === 'queued' || phase === 'opening' || phase === 'analysing');

/** The one place where {@link OfflineState} changes. */
export class Offline {
  readonly #state = signal(INITIAL);
  readonly #tools: OfflineTools;
  #hasAsked = false;
  readonly state: ReadonlySignal<OfflineState> = this.#state;

  constructor(tools: OfflineTools) {
    this.#tools = tools;
    effect(() => {
      if (this.#state.value.update === 'when-idle' && !tools.isBusy()) tools.applyUpdate();
    });
    // Once a visit: some browsers ask the person.
    effect(() => {
      if (this.#hasAsked || !tools.isWorthKeeping()) return;
      this.#hasAsked = true;
      void this.persist();
    });
  }

  /** What this browser lacks, or forbids. */
  get limits(): readonly Limit[] {
    return this.#tools.limits;
  }

  /** Whether photos are being worked on, or wait for it: nothing may be removed or reloaded under them. */
  isBusy(): boolean {
    return this.#tools.isBusy();
  }

  /** @param first whether the page became ready on this visit */
  ready(first: boolean): void {
    this.#change({ shell: 'ready', isNews: first });
    void this.measure();
  }

  unavailable(): void {
    this.#change({ shell: 'unavailable' });
  }

  /** The person has read that the page is ready. */
  newsRead(): void {
    this.#change({ isNews: false });
  }

  updateFound(): void {
    this.#change({ update: 'offered' });
  }

  /** Looks for a new version because somebody wants to know. */
  async look(): Promise<void> {
    this.#change({ looking: 'running' });
    this.#change({
      looking: await this.#tools.look().then(
        () => 'newest' as const,
        () => 'failed' as const,
      ),
    });
  }

  /** The person wants the new version: now, or when no photo is being worked on. */
  update(): void {
    this.#change({ update: 'when-idle' });
  }

  /** Not now. Once all tabs with Facet are closed, the next one has it all the same. */
  postpone(): void {
    this.#change({ update: 'postponed' });
  }

  installOffered(canInstall: boolean): void {
    this.#change({ canInstall });
  }

  async install(): Promise<void> {
    await this.#tools.install();
  }

  async measure(): Promise<void> {
    this.#change({ kept: await this.#tools.measure() });
  }

  /** Something is worth keeping: the browser is asked to. */
  async persist(): Promise<void> {
    if (this.#state.peek().kept?.persistent) return;
    await this.#tools.persist();
    await this.measure();
  }

  /** Removes everything that is kept on this device. */
  async clear(): Promise<void> {
    this.#change({ clearing: 'running' });
    try {
      await this.#tools.clear();
      this.#change({ clearing: 'done', shell: 'unknown', isNews: false });
    } catch {
      this.#change({ clearing: 'failed' });
    }
    await this.measure();
  }

  /** After everything was removed: the page as on a first visit. */
  startAfresh(): void {
    this.#tools.reload();
  }

  #change(change: Partial<OfflineState>): void {
    this.#state.value = { ...this.#state.peek(), ...change };
  }
}
