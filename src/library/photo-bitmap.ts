import { Fault } from '../domain/errors';
import type { PhotoNoteName } from '../export/photo-record';
import { Canvas } from '../media/canvas';
import { MAX_PIXELS, tooManyPixels } from '../media/check-image';
import { decodeFile } from '../media/decode-file';

/** Whatever a page has of a photo. Files are turned as their EXIF orientation says; of animations the first frame counts. */
export type PhotoSource =
  | Blob
  | ImageBitmap
  | ImageData
  | HTMLImageElement
  | HTMLVideoElement
  | HTMLCanvasElement
  | OffscreenCanvas
  | VideoFrame;

/** A photo's pixels, in a bitmap of our own. */
export interface OwnBitmap {
  readonly bitmap: ImageBitmap;
  readonly file?: string;
  readonly notes: readonly PhotoNoteName[];
}

const KINDS = 'a Blob, File, ImageBitmap, ImageData, VideoFrame, or an <img>, <video> or <canvas> element';

type Drawable = Exclude<PhotoSource, Blob>;

/** By name, because an object of another window is an instance of that window's class; older browsers lack some. */
const kindOf = (photo: unknown): string => Object.prototype.toString.call(photo).slice(8, -1);
const DRAWABLE: ReadonlySet<string> = new Set([
  'ImageBitmap',
  'ImageData',
  'HTMLImageElement',
  'HTMLVideoElement',
  'HTMLCanvasElement',
  'OffscreenCanvas',
  'VideoFrame',
]);

const isBlob = (photo: unknown): photo is Blob => ['Blob', 'File'].includes(kindOf(photo));
const isDrawable = (photo: unknown): photo is Drawable => DRAWABLE.has(kindOf(photo));

const notAPhoto = (photo: unknown): Fault => {
  const came =
    typeof photo === 'string' ? 'a text' : photo === null || photo === undefined ? String(photo) : kindOf(photo);
  return new Fault(
    'NotAnImage',
    `analyze takes ${KINDS}, but ${came} came. Fetch an address first, and give its blob().`,
  );
};

const fromFile = async (blob: Blob): Promise<OwnBitmap> => {
  const file = 'name' in blob && typeof blob.name === 'string' ? blob.name : undefined;
  const { bitmap, picture } = await decodeFile(file ?? 'The photo', blob);
  // It is for pages that show the photo.
  URL.revokeObjectURL(picture.url);
  const notes: PhotoNoteName[] = [
    ...(picture.cut ? (['cut'] as const) : []),
    ...(picture.firstFrame ? (['first-frame'] as const) : []),
  ];
  return { bitmap, notes, ...(file !== undefined && { file }) };
};

/** A picture on the page may still be on its way, or be none. @throws Fault */
const whenShown = async (photo: Drawable): Promise<void> => {
  if ('decode' in photo) {
    await photo.decode().catch(() => {
      const from = photo.currentSrc ? `The picture at ${photo.currentSrc}` : 'An <img> without a src';
      throw new Fault(
        'DamagedImage',
        `${from} can't be shown: it isn't there, or it is damaged. Give an <img> that shows its picture.`,
      );
    });
  }
  if ('readyState' in photo && photo.readyState < photo.HAVE_CURRENT_DATA) {
    throw new Fault(
      'DamagedImage',
      'This <video> has no picture yet. Wait for its event "loadeddata", then analyse it.',
    );
  }
};

/** Another site's picture may be shown, but not read. @throws Fault `FromElsewhere` */
const checkReadable = (bitmap: ImageBitmap): void => {
  const { context } = new Canvas({ width: 1, height: 1 });
  context.drawImage(bitmap, 0, 0);
  try {
    context.getImageData(0, 0, 1, 1);
  } catch {
    throw new Fault(
      'FromElsewhere',
      'This picture comes from another site, which doesn\'t let this page read its pixels. That site has to send Access-Control-Allow-Origin, and the element needs crossorigin="anonymous".',
    );
  }
};

const copyOf = async (photo: Drawable): Promise<ImageBitmap> => {
  try {
    return await createImageBitmap(photo);
  } catch {
    const what = kindOf(photo);
    throw new Fault(
      'DamagedImage',
      `This ${what} holds no picture: it is empty, or was already closed. Give one that shows something.`,
    );
  }
};

const fromDrawable = async (photo: Drawable): Promise<OwnBitmap> => {
  await whenShown(photo);
  const bitmap = await copyOf(photo);
  try {
    const { width, height } = bitmap;
    if (width * height > MAX_PIXELS) throw tooManyPixels('The photo', `${width} × ${height}`);
    checkReadable(bitmap);
    return { bitmap, notes: [] };
  } catch (error) {
    bitmap.close();
    throw error;
  }
};

/**
 * The pixels of a photo, in a bitmap that is the receiver's; the photo stays the caller's.
 * @throws Fault, as the page has for such a file
 */
export const photoBitmap = async (photo: PhotoSource): Promise<OwnBitmap> => {
  if (isBlob(photo)) return fromFile(photo);
  if (isDrawable(photo)) return fromDrawable(photo);
  throw notAPhoto(photo);
};
