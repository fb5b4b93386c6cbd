import type { HeicRefused, HeicRequest } from '../domain/heic-api';
import type { Libheif } from './libheif';

/** Pixels of a picture, sRGB or {@link file://./color-space.ts} says otherwise; 8 bits, RGBA, row by row. */
export interface HeicPixels {
  readonly kind: 'pixels';
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** How libheif answers where something went wrong. */
interface HeifError {
  readonly code: { readonly value: number };
  readonly message: string;
}

/** What `heif_js_decode_image2` gives: one interleaved channel, whose rows may be longer than the picture is wide. */
interface HeifPicture {
  readonly image: never;
  readonly channels: readonly {
    readonly width: number;
    readonly height: number;
    readonly stride: number;
    readonly data: Uint8Array;
  }[];
}

/** libheif's codes for what it can't do: file type, feature, encoder or decoder plug-in. */
const UNSUPPORTED: ReadonlySet<number> = new Set([3, 4, 7]);

const isError = (answer: unknown): answer is HeifError =>
  typeof answer === 'object' && answer !== null && 'code' in answer && 'message' in answer;

const refusal = ({ code, message }: HeifError): HeicRefused => ({
  kind: UNSUPPORTED.has(code.value) ? 'unsupported' : 'damaged',
  reason: message,
});

/** Copies the rows one by one: after each, the decoder may have filled up to a round number of bytes. */
const joinRows = ({ channels }: HeifPicture): HeicPixels | HeicRefused => {
  const [channel] = channels;
  if (!channel) return { kind: 'damaged', reason: 'it holds no pixels' };
  const { width, height, stride, data } = channel;
  const joined = new Uint8ClampedArray(width * height * 4);
  for (let row = 0; row < height; row++) {
    joined.set(data.subarray(row * stride, row * stride + width * 4), row * width * 4);
  }
  return { kind: 'pixels', width, height, data: joined };
};

/**
 * Decodes the primary picture of a HEIC file, turned and mirrored as the file says; deeper colours become 8 bits.
 * @param lib a decoder that has started
 */
export const decodeHeic = async (
  lib: Libheif,
  { bytes, maxPixels }: HeicRequest,
): Promise<HeicPixels | HeicRefused> => {
  const context = lib.heif_context_alloc();
  try {
    // `message` is typed as any string that C++ takes; out of it comes text.
    const read = lib.heif_context_read_from_memory(context, bytes) as HeifError;
    if (read.code.value !== 0) return refusal(read);
    const handle = lib.heif_js_context_get_primary_image_handle(context);
    if (isError(handle)) return refusal(handle);
    try {
      const [width, height] = [lib.heif_image_handle_get_width(handle), lib.heif_image_handle_get_height(handle)];
      if (width * height > maxPixels) return { kind: 'too-large', reason: `${width} × ${height}` };
      const decoded: HeifPicture | HeifError = await lib.heif_js_decode_image2(
        handle,
        lib.heif_colorspace.heif_colorspace_RGB,
        lib.heif_chroma.heif_chroma_interleaved_RGBA,
      );
      if (isError(decoded)) return refusal(decoded);
      try {
        return joinRows(decoded);
      } finally {
        lib.heif_image_release(decoded.image);
      }
    } finally {
      lib.heif_image_handle_release(handle);
    }
  } finally {
    lib.heif_context_free(context);
  }
};
