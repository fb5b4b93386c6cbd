import sharp from 'sharp';
import { Fault } from '../../src/domain/errors';
import type { Size } from '../../src/domain/geometry';
import { mayMove } from '../../src/media/animation';
import { checkImage, type Decoder, damagedImage, MAX_PIXELS } from '../../src/media/check-image';
import { isMostlyThere, withEnds } from '../../src/media/cut-jpeg';
import { jpegStructure } from '../../src/media/jpeg-structure';
import type { PhotoNote } from '../../src/media/photo-notes';
import type { ImageType } from '../../src/media/sniff';
import type { RgbaPixels } from '../../src/pipeline/pyramid';

/** A photo's pixels, and what should be known about it. */
export interface DecodedPixels extends RgbaPixels {
  /** Size of the photo itself after EXIF orientation; larger than the pixels where it was reduced. */
  readonly photo: Size;
  readonly notes: readonly PhotoNote[];
}

/** What sharp's prebuilt libvips decodes. SVG it could draw as well, but a drawing isn't a photo, and it can be a bomb. */
export const SHARP: Decoder = {
  name: 'this command',
  types: new Set<ImageType>(['jpeg', 'png', 'gif', 'webp', 'avif', 'tiff']),
  // These are decoded as a whole before they can be reduced; more would need more than 600 MB.
  mostPixels: { avif: 24_000_000, gif: 48_000_000 },
};

/** Larger photos are reduced while they are decoded, to what is still more than the pyramid reads of a photo. */
const LARGEST_WHOLE = 25_000_000;
const REDUCED = { pixels: 6_000_000, shorterSide: 1400 };

/** A photo that takes longer to decode is refused, seconds. */
const TIME_LIMIT = 30;

interface Way {
  readonly ignoreIcc: boolean;
  readonly seconds: number;
}

/** sharp's first line, without what ends it: it often appends libvips's whole log. */
const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0].replace(/[.:]+$/, '');

const readPixels = async (bytes: Uint8Array, { ignoreIcc, seconds }: Way): Promise<Omit<DecodedPixels, 'notes'>> => {
  // Cut-off files are refused; what only deserves a warning is shown, as browsers do.
  const image = sharp(bytes, { autoOrient: true, failOn: 'truncated', limitInputPixels: MAX_PIXELS, ignoreIcc });
  const { width: storedWidth, height: storedHeight, autoOrient } = await image.metadata();
  const photo = autoOrient ?? { width: storedWidth, height: storedHeight };
  const pixels = photo.width * photo.height;
  if (pixels > LARGEST_WHOLE) {
    const shorter = Math.min(photo.width, photo.height);
    const scale = Math.min(1, Math.max(Math.sqrt(REDUCED.pixels / pixels), REDUCED.shorterSide / shorter));
    const [width, height] = [photo.width, photo.height].map((side) => Math.max(1, Math.round(side * scale)));
    image.resize(width, height, { fit: 'fill' });
  }
  const { data, info } = await image
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .timeout({ seconds })
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data, photo: { width: photo.width, height: photo.height } };
};

/** A photo whose colour profile is broken is still a photo: its bytes are taken as sRGB, as browsers do. */
const readTolerantly = async (bytes: Uint8Array, seconds: number): Promise<Omit<DecodedPixels, 'notes'>> => {
  try {
    return await readPixels(bytes, { ignoreIcc: false, seconds });
  } catch (error) {
    if (!/VipsIcc/.test(firstLine(error))) throw error;
    return readPixels(bytes, { ignoreIcc: true, seconds });
  }
};

/** Decodes a JPEG that lacks its end, if most of it is there. @param whole whether all of it is there, if less finely */
const readCut = async (bytes: Uint8Array, whole: boolean, seconds: number): Promise<DecodedPixels> => {
  const [ended, filled] = withEnds(bytes);
  const photo = await readTolerantly(ended, seconds);
  if (!whole && !isMostlyThere(photo, await readTolerantly(filled, seconds)))
    throw new Error('more than the end is missing');
  return { ...photo, notes: ['cut'] };
};

/** libvips knows an animated AVIF by its first frame, which is stored as in a still one, but only under that name. */
const asStill = (bytes: Uint8Array): Uint8Array => {
  const still = Uint8Array.from(bytes);
  still.set(
    [...'avif'].map((letter) => letter.charCodeAt(0)),
    8,
  );
  return still;
};

const read = async (bytes: Uint8Array, type: ImageType, seconds: number): Promise<DecodedPixels> => {
  if (type === 'jpeg') {
    const { ended, wholeBeforeLast } = jpegStructure(bytes);
    if (!ended) return readCut(bytes, wholeBeforeLast, seconds);
  }
  const moves = mayMove(bytes, type);
  const photo = await readTolerantly(moves && type === 'avif' ? asStill(bytes) : bytes, seconds);
  return { ...photo, notes: moves ? ['first-frame'] : [] };
};

/** Words what sharp said about a file whose first bytes looked right. */
const faultOf = (fileName: string, type: ImageType, reason: string, seconds: number): Fault => {
  if (/exceeds pixel limit/.test(reason)) {
    const most = MAX_PIXELS / 1e6;
    return new Fault('ImageTooLarge', `${fileName} holds more than ${most} megapixels. Make it smaller and try again.`);
  }
  if (/timeout/.test(reason)) {
    const message = `${fileName} takes longer than ${seconds} seconds to decode, which is given up. Save it again, smaller.`;
    return new Fault('ImageTooLarge', message);
  }
  if (/unsupported image format/.test(reason)) {
    return new Fault(
      'UnsupportedFormat',
      `${fileName} is a kind of ${type.toUpperCase()} that ${SHARP.name} can't open. Save it as JPEG or PNG and try again.`,
    );
  }
  return new Fault('DamagedImage', `${damagedImage(fileName, type).message} (${reason}.)`);
};

/**
 * Decodes a photo: first frame, EXIF orientation applied, sRGB, 8 bits, alpha kept (the pyramid composites it on white).
 * Photos above 25 megapixels come reduced. A JPEG that lacks its end is decoded where at most a tenth of its rows is
 * missing, or only detail.
 * @param fileName what messages call the file.
 * @param seconds how long decoding may take.
 * @throws Fault `EmptyFile`, `NotAnImage`, `CameraRaw`, `UnsupportedFormat`, `ImageTooLarge` (before decoding, or when it
 * takes too long) or `DamagedImage`.
 */
export const decodePhoto = async (
  fileName: string,
  bytes: Uint8Array,
  seconds: number = TIME_LIMIT,
): Promise<DecodedPixels> => {
  const type = checkImage(fileName, bytes, SHARP);
  try {
    return await read(bytes, type, seconds);
  } catch (error) {
    throw faultOf(fileName, type, firstLine(error), seconds);
  }
};
