import type { Analysis } from '../domain/analysis';
import type { PhotoBitmap } from '../domain/analyzer-api';
import type { AlbumSource, OpenedForAlbum } from './album-source';
import type { ImportState } from './album-state';
import { isHopeless, refusal, refusedFile } from './import-faults';
import type { PhotoAhead, ReadyPhoto } from './photo-ahead';
import { PhotoLine } from './photo-line';
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

/**
 * Adds photos to the album in the order in which they came; can be paused, resumed and cancelled between two photos.
 * One is analysed at a time, so a fault of the analyzer belongs to the one photo that it has. Meanwhile the next is decoded
 * and reduced, and the one before is kept.
 */
export class AlbumImport<Bitmap extends PhotoBitmap> {
  readonly #tools: ImportTools<Bitmap>;
  readonly #line: PhotoLine<Bitmap>;
  /** Settles when the photo that was analysed last has been kept or refused. */
  #kept: Promise<void> = Promise.resolve();
  #state: ImportState = { ...NOTHING, phase: 'over' };
  /** Milliseconds from the end of one photo to the end of the next, oldest first. */
  #took: number[] = [];
  #lastEnd = 0;
  #running = false;
  /** Counts the lists of files: an answer that comes after its list was cancelled must not count in the next. */
  #list = 0;

  constructor(tools: ImportTools<Bitmap>) {
    this.#tools = tools;
    this.#line = new PhotoLine(tools.has);
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
    this.#line.add(sources);
    this.#change({ ...before, total: before.total + sources.length });
    void this.#run();
  }

  /** The photo that is being analysed is finished, no other is begun. */
  pause(): void {
    if (this.#state.phase !== 'running') return;
    this.#line.unprepare();
    this.#change({ ...this.#state, phase: 'paused' });
  }

  resume(): void {
    if (this.#state.phase !== 'paused') return;
    const { problem: _, ...state } = this.#state;
    this.#lastEnd = Date.now();
    this.#change({ ...state, phase: 'running' });
    void this.#run();
  }

  /** Leaves the photos that wait alone; what was added stays. */
  cancel(): void {
    if (this.#state.phase !== 'running' && this.#state.phase !== 'paused') return;
    this.#line.clear();
    this.#end('cancelled');
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    this.#lastEnd = Date.now();
    while (this.#state.phase === 'running') {
      const next = this.#line.take();
      if (next) await this.#process(next);
      else await this.#kept;
      // While the last photo was kept, more may have come.
      if (!next && this.#line.isEmpty && this.#state.phase === 'running') this.#end('over');
    }
    this.#running = false;
  }

  async #process(photo: PhotoAhead<Bitmap>): Promise<void> {
    const { source } = photo;
    const list = this.#list;
    this.#change({ ...this.#state, current: source.name });
    const ready = await photo.ready;
    if (ready.kind === 'known') this.#done(list, { known: [...this.#state.known, source.name] });
    else if (ready.kind === 'failed') this.#done(list, this.#refuse(photo, ready.error));
    else if (ready.kind === 'opened') await this.#add(photo, ready, list);
  }

  /** Analyses a photo when it is its turn; it is kept while the next is analysed. */
  async #add(photo: PhotoAhead<Bitmap>, ready: ReadyPhoto<Bitmap>, list: number): Promise<void> {
    const end = this.#line.begin(ready.id);
    const analysis = await this.#tools.turns
      .take(() => this.#analyse(photo, ready, list), { urgent: false })
      .catch((error: unknown) => this.#done(list, this.#refuse(photo, error)));
    if (!analysis) return end();
    // The pictures of two photos are never made at the same time.
    await this.#kept;
    this.#kept = this.#keep(photo, ready, analysis)
      .catch((error: unknown) => this.#refuse(photo, error))
      .then((result) => this.#done(list, result))
      .finally(end);
  }

  /** @returns undefined when somebody paused or cancelled before it was the photo's turn */
  async #analyse(photo: PhotoAhead<Bitmap>, { opened }: ReadyPhoto<Bitmap>, list: number) {
    const { phase } = this.#state;
    if (phase === 'running' && list === this.#list) {
      this.#line.prepare();
      return this.#tools.analyze(opened.bitmap);
    }
    if (phase === 'paused' && list === this.#list) this.#line.putBack(photo);
    else photo.leave();
    return undefined;
  }

  /** @returns what a kept photo changes */
  async #keep({ source }: PhotoAhead<Bitmap>, { id, opened }: ReadyPhoto<Bitmap>, analysis: Analysis) {
    const found = await this.#tools.keep(source, id, opened, analysis);
    const { added, faces, faceless } = this.#state;
    return {
      added: added + 1,
      faces: faces + found,
      ...(found === 0 && { faceless: [...faceless, source.name] }),
    };
  }

  /** @returns what a fault changes; undefined when it stops everything, and this file waits again */
  #refuse(photo: PhotoAhead<Bitmap>, error: unknown): Partial<ImportState> | undefined {
    const refused = refusal(photo.source.name, error);
    if (!isHopeless(refused)) return refusedFile(this.#state, refused);
    if (this.#state.phase === 'cancelled') return undefined;
    this.#line.putBack(photo);
    this.#change({ ...this.#state, phase: 'paused', problem: refused });
    return undefined;
  }

  /** One more file has been dealt with. */
  #done(list: number, result: Partial<ImportState> | undefined): void {
    if (!result || list !== this.#list) return;
    const now = Date.now();
    this.#took.push(now - this.#lastEnd);
    this.#lastEnd = now;
    const done = this.#state.done + 1;
    this.#change({ ...this.#state, ...result, done, ...timeLeft(this.#took, this.#state.total - done) });
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
