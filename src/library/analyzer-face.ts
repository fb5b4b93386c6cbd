/// <reference lib="esnext.disposable" preserve="true" />
import type { PhotoRecord } from '../export/photo-record';

export interface AnalyzeOptions {
  /** Once it is aborted the call rejects with a Fault `Cancelled`, at once. */
  readonly signal?: AbortSignal | undefined;
}

/** Analyses photos one after the other; the same in a page and in Node, which only differ in what they take as a photo. */
export interface PhotoAnalyzer<Photo> extends AsyncDisposable {
  /** Where the nets run. */
  readonly backend: string;
  /** Version of the models. */
  readonly models: string;
  /**
   * Finds every face in a photo and the 40 attributes of each. A photo without a face has an empty list of faces.
   * Waits its turn: one photo at a time, in the order of the calls. The photo stays the caller's.
   * @returns the fields of `contract/photo.schema.json`, as the command's `--json` has them
   * @throws Fault, named by its kind, with a message for people: what happened, what was expected, what to do. The next
   *   photo works again.
   */
  analyze(photo: Photo, options?: AnalyzeOptions): Promise<PhotoRecord>;
  /** Lets go of nets and memory; whatever is open rejects with a Fault `Cancelled`. A second time it does nothing. */
  dispose(): void;
}
