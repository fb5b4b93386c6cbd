import { Fault } from '../domain/errors';
import type { Size } from '../domain/geometry';
import { mayMove } from './animation';
import { isTransformed, opensAvif, transformedAvif } from './avif';
import { stillOf } from './canvas';
import { checkImage, type Decoder, damagedImage, MAX_PIXELS, tooManyPixels, unsupportedImage } from './check-image';
import { endedJpeg } from './decode-cut';
import { decodeHeicFile, type OnHeicWait } from './decode-heic';
import { withinTime } from './decode-limit';
import { isInvisible, isOpaqueKind } from './opaque';
import type { ImageType } from './sniff';
import { storedTurn } from './stored-turn';
import { uprightBitmap } from './turned-bitmap';

/** Whatever some browser decodes is tried: which ones this browser decodes can't be asked beforehand. */
const BROWSER: Decoder = {
  name: 'this browser',
  types: new Set<ImageType>(['jpeg', 'png', 'gif', 'webp', 'avif', 'heic', 'jxl', 'bmp', 'ico', 'tiff']),
  // Its decoder needs more than twice the memory of the others.
  mostPixels: { avif: 48_000_000 },
};

/** Kinds that only some browsers decode: one that fails is more likely unsupported than damaged. */
const NOT_EVERYWHERE: ReadonlySet<ImageType> = new Set<ImageType>(['jxl', 'avif', 'tiff']);

/** A decoded photo: its first frame, turned as its EXIF orientation says. */
export interface DecodedPhoto {
  /** Handed over to the analyzer, which closes it. */
  readonly bitmap: ImageBitmap;
  /** What the stage shows; the address must be revoked when the photo is let go. */
  readonly picture: Size & {
    readonly url: string;
    /** The file ends too early: its last rows, or some of its detail, are missing. */
    readonly cut?: boolean;
    /** The file is an animation: this is its first frame. */
    readonly firstFrame?: boolean;
  };
}

const readBytes = async (name: string, blob: Blob): Promise<Uint8Array<ArrayBuffer>> => {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch {
    throw new Fault('DamagedImage', `${name} can't be read. If it is a folder, open the photos in it instead.`);
  }
};

/** Pixels, and a file that this browser shows as they are. */
interface Decoded {
  readonly bitmap: ImageBitmap;
  readonly picture: Blob;
  readonly cut?: boolean;
  readonly firstFrame?: boolean;
}

interface Known {
  readonly type: ImageType;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The fault for a file that the browser gave up on. */
const undecodable = async (name: string, { type, bytes }: Known): Promise<Fault> => {
  const isKnown = !NOT_EVERYWHERE.has(type) || (type === 'avif' && (await opensAvif()));
  if (!isKnown) return unsupportedImage(name, type, BROWSER);
  return type === 'avif' && isTransformed(bytes) ? transformedAvif(name) : damagedImage(name, type);
};

const decodeByBrowser = async (name: string, blob: Blob, known: Known): Promise<Decoded> => {
  let bitmap: ImageBitmap | undefined;
  try {
    const turn = storedTurn(known.bytes, known.type);
    if (turn) {
      bitmap = await uprightBitmap(turn, `image/${known.type}`);
      return { bitmap, picture: await stillOf(bitmap) };
    }
    const ended = known.type === 'jpeg' ? await endedJpeg(known.bytes) : undefined;
    const picture = ended ?? blob;
    bitmap = await createImageBitmap(picture, { imageOrientation: 'from-image' });
    if (isOpaqueKind(known.bytes, known.type) && isInvisible(bitmap)) throw new Error('nothing was decoded');
    return { bitmap, picture, ...(ended && { cut: true }) };
  } catch {
    bitmap?.close();
    throw await undecodable(name, known);
  }
};

/** Whatever the browser can decode, it does: only a HEIC photo that it can't goes to the built-in decoder. */
const decode = async (name: string, blob: Blob, known: Known, onHeicWait: OnHeicWait | undefined): Promise<Decoded> => {
  const { type, bytes } = known;
  if (type === 'heic') {
    const bitmap = await createImageBitmap(blob, { imageOrientation: 'from-image' }).catch(() => undefined);
    return bitmap ? { bitmap, picture: blob } : decodeHeicFile(name, bytes, onHeicWait);
  }
  const decoded = await decodeByBrowser(name, blob, known);
  try {
    if (!mayMove(bytes, type)) return decoded;
    return { ...decoded, picture: await stillOf(decoded.bitmap), firstFrame: true };
  } catch {
    decoded.bitmap.close();
    throw damagedImage(name, type);
  }
};

/**
 * Decodes a photo file.
 * @param name what messages call the file
 * @param onHeicWait hears when a HEIC photo waits for the built-in decoder
 * @throws Fault, worded for the person who opened the file
 */
export const decodeFile = async (name: string, blob: Blob, onHeicWait?: OnHeicWait): Promise<DecodedPhoto> => {
  const bytes = await readBytes(name, blob);
  const type = checkImage(name, bytes, BROWSER);
  const decoding = decode(name, blob, { type, bytes }, onHeicWait);
  // The built-in decoder of HEIC watches its own time, and may have to be fetched first.
  const inTime = type === 'heic' ? decoding : withinTime(name, decoding, (late) => late.bitmap.close());
  const { bitmap, picture, ...notes } = await inTime;
  const { width, height } = bitmap;
  if (width * height > MAX_PIXELS) {
    // Not every header says how large the picture is.
    bitmap.close();
    throw tooManyPixels(name, `${width} × ${height}`);
  }
  return { bitmap, picture: { url: URL.createObjectURL(picture), width, height, ...notes } };
};
