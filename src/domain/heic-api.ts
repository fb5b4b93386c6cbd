/*
 * The wire between the page and the worker that decodes HEIC photos where the browser can't. One photo at a time: the
 * page sends bytes, the worker answers once. What the browser calls `ImageBitmap` and `Blob` is left open here.
 */

/** The first message of the worker: the decoder has been fetched and starts. Silence or an error before it means that it can't be had. */
export const HEIC_READY = 'ready';

/** A decoded photo, turned as the file says. */
export interface HeicDecoded<Bitmap, Picture> {
  readonly kind: 'decoded';
  readonly bitmap: Bitmap;
  /** The same as a file that every browser shows; absent where the worker can't write one. */
  readonly picture?: Picture;
}

/** Why there is none. */
export interface HeicRefused {
  /** `unsupported`: a kind of HEIC that the decoder doesn't know; `too-large`: more pixels than allowed. */
  readonly kind: 'damaged' | 'unsupported' | 'too-large';
  /** What the decoder said, or the size in pixels, for the end of a sentence. */
  readonly reason: string;
}

export type HeicAnswer<Bitmap, Picture> = HeicDecoded<Bitmap, Picture> | HeicRefused;

/** What the page sends: a file, and how many pixels it may have. */
export interface HeicRequest {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly maxPixels: number;
}
