/** What the analyzer is doing while it gets ready. */
export type Progress =
  | {
      readonly phase: 'download';
      readonly source: 'network' | 'cache';
      readonly loadedBytes: number;
      readonly totalBytes: number;
    }
  | { readonly phase: 'backend' }
  | { readonly phase: 'warm-up' }
  | { readonly phase: 'ready' };
