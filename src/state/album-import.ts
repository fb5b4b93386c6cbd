import type { Analysis } from '../domain/analysis';
import type { PhotoBitmap } from '../domain/analyzer-api';
import { type FaultName, faultNameOf, messageOf } from '../domain/errors';
import type { AlbumSource, OpenedForAlbum } from './album-source';
import type { ImportState, RefusedFile } from './album-state';
import { timeLeft } from './time-left';
import type { Turns } from './turns';

export interface ImportTools<Bitmap extends PhotoBitmap> {
  readonly turns: Turns;
  /** Takes over the bitmap. */
  analyze(bitmap: Bitmap): Promise<Analysis>;
  /** Whether the album has this photo already. */
  has(id: string): boolean;
  /** Puts an analysed photo into the album. @returns how many faces it has */
  keep(source: AlbumSource<Bitmap>, id: string, opened: OpenedForAlbum<Bitmap>, analysis: Analysis): Promise<number>;
  /** Told after each file, and when somebody pauses, goes on or stops. */
  onChange(state: ImportState): void;
}

const NOTHING: ImportState = {
  phase: 'running',
  total: 0,
  done: 0,
  added: 0,
  faces: 0,
  faceless: [],
  known: [],
  others: [],
  refused: [],
};

/** Faults that no other photo would fare better with: adding waits until somebody tries again. */
const HOPELESS: readonly FaultName[] = ['ModelMissing', 'ModelDamaged', 'ManifestInvalid', 'NoBackend'];

const refusal = (name: string, error: unknown): RefusedFile => {
  const fault = faultNameOf(error);
  return { name, message: messageOf(error), ...(fault && { fault }) };
};

/** Adds photos to the album one after the other; can be paused, resumed and cancelled between two photos. */
export class AlbumImport<Bitmap extends PhotoBitmap> {
  readonly #tools: ImportTools<Bitmap>;
  #waiting: AlbumSource<Bitmap>[] = [];
  #state: ImportState = { ...NOTHING, phase: 'over' };
  /** Milliseconds that the last photos took, oldest first. */
  #took: number[] = [];
  #running = false;
  /** Counts the lists of files: an answer that comes after its list was cancelled must not count in the next. */
  #list = 0;

  constructor(tools: ImportTools<Bitmap>) {
    this.#tools = tools;
  }

  /** Queues files up behind those that are waiting. */
  add(sources: readonly AlbumSource<Bitmap>[]): void {
    const { phase } = this.#state;
    const goesOn = phase === 'running' || phase === 'paused';
    if (!goesOn) {
      this.#took = [];
      this.#list += 1;
    }
    const before = goesOn ? this.#state : NOTHING;
    this.#waiting.push(...sources);
    this.#change({ ...before, total: before.total + sources.length });
    void this.#run();
  }

  /** The photo whose turn it is is finished, no other is begun. */
  pause(): void {
    if (this.#state.phase === 'running') this.#change({ ...this.#state, phase: 'paused' });
  }

  resume(): void {
    if (this.#state.phase !== 'paused') return;
    const { problem: _, ...state } = this.#state;
    this.#change({ ...state, phase: 'running' });
    void this.#run();
  }

  /** Leaves the photos that wait alone; what was added stays. */
  cancel(): void {
    if (this.#state.phase !== 'running' && this.#state.phase !== 'paused') return;
    this.#waiting = [];
    this.#end('cancelled');
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    while (this.#state.phase === 'running') {
      const next = this.#waiting.shift();
      if (!next) this.#end('over');
      else await this.#tools.turns.take(() => this.#process(next), { urgent: false });
    }
    this.#running = false;
  }

  async #process(source: AlbumSource<Bitmap>): Promise<void> {
    // Somebody may have paused or cancelled while a photo that is looked at had its turn.
    if (this.#state.phase === 'paused') this.#waiting.unshift(source);
    if (this.#state.phase !== 'running') return;
    this.#change({ ...this.#state, current: source.name });
    const list = this.#list;
    const started = Date.now();
    const result = await this.#look(source).catch((error: unknown) => this.#refuse(source, error));
    if (!result || list !== this.#list) return;
    this.#took.push(Date.now() - started);
    const done = this.#state.done + 1;
    this.#change({ ...this.#state, ...result, done, ...timeLeft(this.#took, this.#state.total - done) });
  }

  /** Identifies, opens, analyses and keeps one photo. @returns what that changes */
  async #look(source: AlbumSource<Bitmap>): Promise<Partial<ImportState>> {
    const { has, analyze, keep } = this.#tools;
    const id = await source.identify();
    if (has(id)) return { known: [...this.#state.known, source.name] };
    const opened = await source.open();
    const faces = await keep(source, id, opened, await analyze(opened.bitmap));
    const { added, faceless } = this.#state;
    return {
      added: added + 1,
      faces: this.#state.faces + faces,
      ...(faces === 0 && { faceless: [...faceless, source.name] }),
    };
  }

  /** @returns what a fault changes; undefined when it stops everything, and this file waits again */
  #refuse(source: AlbumSource<Bitmap>, error: unknown): Partial<ImportState> | undefined {
    const refused = refusal(source.name, error);
    if (refused.fault === 'NotAnImage') return { others: [...this.#state.others, source.name] };
    if (!refused.fault || !HOPELESS.includes(refused.fault)) return { refused: [...this.#state.refused, refused] };
    if (this.#state.phase === 'cancelled') return undefined;
    this.#waiting.unshift(source);
    this.#change({ ...this.#state, phase: 'paused', problem: refused });
    return undefined;
  }

  #end(phase: 'over' | 'cancelled'): void {
    const { current: _, millisecondsLeft: __, problem: ___, ...state } = this.#state;
    this.#change({ ...state, phase });
  }

  #change(state: ImportState): void {
    this.#state = state;
    this.#tools.onChange(state);
  }
}
