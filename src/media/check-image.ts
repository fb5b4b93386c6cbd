import { Fault } from '../domain/errors';
import type { Size } from '../domain/geometry';
import { readHeaderSize } from './header-size';
import { type ImageType, sniffImageType } from './sniff';

/** Photos above this many pixels are refused before decoding: 400 MB of pixels is more than a phone can hold. */
export const MAX_PIXELS = 100_000_000;

/** Who is going to decode the file, as the subject of a sentence, and what it can decode. */
export interface Decoder {
  readonly name: string;
  readonly types: ReadonlySet<ImageType>;
}

const LABELS: Record<ImageType, string> = {
  jpeg: 'a JPEG photo',
  png: 'a PNG picture',
  gif: 'a GIF picture',
  webp: 'a WebP picture',
  avif: 'an AVIF picture',
  heic: 'a HEIC photo',
  jxl: 'a JPEG XL picture',
  bmp: 'a BMP picture',
  ico: 'an icon file',
  tiff: 'a TIFF picture',
  svg: 'an SVG drawing',
};

/** The fault for a photo with more pixels than {@link MAX_PIXELS}. @param size in pixels, as `width × height` */
export const tooManyPixels = (fileName: string, size: string): Fault =>
  new Fault(
    'ImageTooLarge',
    `${fileName} says that it is ${size} pixels large. Photos up to ${MAX_PIXELS / 1e6} megapixels can be opened: make it smaller and try again.`,
  );

/** A PNG, GIF or JPEG that declares no pixels at all can't be a photo. */
const checkSize = (fileName: string, { width, height }: Size): void => {
  if (width === 0 || height === 0) {
    throw new Fault(
      'DamagedImage',
      `${fileName} says that it is ${width} × ${height} pixels large. It may be damaged.`,
    );
  }
  if (width * height > MAX_PIXELS) throw tooManyPixels(fileName, `${width} × ${height}`);
};

/** The fault for a kind of picture that the decoder can't decode. */
export const unsupportedImage = (fileName: string, type: ImageType, decoder: Decoder): Fault =>
  new Fault(
    'UnsupportedFormat',
    `${fileName} is ${LABELS[type]}, which ${decoder.name} can't open. Save it as JPEG or PNG and try again.`,
  );

/**
 * Looks at a file's first bytes, without decoding it.
 * @param fileName what messages call the file
 * @returns the kind of picture, which `decoder` can decode and whose claimed size is acceptable
 * @throws Fault `EmptyFile`, `NotAnImage`, `UnsupportedFormat`, `ImageTooLarge` or `DamagedImage`
 */
export const checkImage = (fileName: string, bytes: Uint8Array, decoder: Decoder): ImageType => {
  if (bytes.length === 0) throw new Fault('EmptyFile', `${fileName} is empty: it holds no bytes at all.`);
  const type = sniffImageType(bytes);
  if (!type) {
    throw new Fault('NotAnImage', `${fileName} is no picture, whatever its name says. JPEG, PNG and WebP photos work.`);
  }
  if (!decoder.types.has(type)) throw unsupportedImage(fileName, type, decoder);
  const size = readHeaderSize(bytes, type);
  if (size) checkSize(fileName, size);
  return type;
};

/** The fault for a file that passed {@link checkImage} but that its decoder gave up on. */
export const damagedImage = (fileName: string, type: ImageType): Fault =>
  new Fault('DamagedImage', `${fileName} looks like ${LABELS[type]}, but is damaged or cut off: it can't be decoded.`);
