/** What is amiss with a download: no byte came for ten seconds; or it broke off, or was refused, and is tried again. */
export type DownloadTrouble = 'stalled' | 'retrying';

/** What the analyzer is doing while it gets ready. */
export type Progress =
  | {
      readonly phase: 'download';
      readonly source: 'network' | 'cache';
      readonly loadedBytes: number;
      /** 0 as long as it isn't known. */
      readonly totalBytes: number;
      readonly trouble?: DownloadTrouble;
    }
  | { readonly phase: 'backend' }
  | { readonly phase: 'warm-up' }
  | { readonly phase: 'ready' };
