import { Fault } from '../domain/errors';
import type { Size } from '../domain/geometry';
import { readHeaderSize } from './header-size';
import { jpegStructure } from './jpeg-structure';
import { otherKind } from './other-kinds';
import { type ImageType, sniffImageType } from './sniff';

/** Photos above this many pixels are refused before decoding: 400 MB of pixels is more than a phone can hold. */
export const MAX_PIXELS = 100_000_000;

/** Who is going to decode the file, as the subject of a sentence, and what it can decode. */
export interface Decoder {
  readonly name: string;
  readonly types: ReadonlySet<ImageType>;
  /** Kinds of which it can't hold {@link MAX_PIXELS}, and how many it can. */
  readonly mostPixels?: Partial<Record<ImageType, number>>;
}

/** A progressive JPEG goes through the picture again and again; more than this many pixels in all take too long. */
const MAX_SCANNED = 1_500_000_000;

/** What kinds of photos are called where those that work are listed; the others are rarely photos. */
const KIND_NAMES: Partial<Record<ImageType, string>> = {
  jpeg: 'JPEG',
  png: 'PNG',
  webp: 'WebP',
  gif: 'GIF',
  avif: 'AVIF',
  heic: 'HEIC',
};

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

/** The fault for a photo with more pixels than may be. @param size in pixels, as `width × height` */
export const tooManyPixels = (fileName: string, size: string, type?: ImageType, most = MAX_PIXELS): Fault => {
  const kind = type && most < MAX_PIXELS ? `${KIND_NAMES[type] ?? type.toUpperCase()} pictures` : 'Photos';
  return new Fault(
    'ImageTooLarge',
    `${fileName} says that it is ${size} pixels large. ${kind} up to ${most / 1e6} megapixels can be opened: make it smaller and try again.`,
  );
};

/** A PNG, GIF or JPEG that declares no pixels at all can't be a photo. */
const checkSize = (fileName: string, { width, height }: Size, type: ImageType, most: number): void => {
  if (width === 0 || height === 0) {
    throw new Fault(
      'DamagedImage',
      `${fileName} says that it is ${width} × ${height} pixels large. It may be damaged.`,
    );
  }
  if (width * height > most) throw tooManyPixels(fileName, `${width} × ${height}`, type, most);
};

/** A small file can make a decoder work for minutes: some hundred scans through a large picture. */
const checkScans = (fileName: string, { width, height }: Size, bytes: Uint8Array): void => {
  const { scans } = jpegStructure(bytes);
  if (scans * width * height <= MAX_SCANNED) return;
  const message = `${fileName} is made of ${scans} scans of ${width} × ${height} pixels, which would take too long to decode. Save it again as an ordinary JPEG, or smaller.`;
  throw new Fault('ImageTooLarge', message);
};

/** The fault for a kind of picture that the decoder can't decode. */
export const unsupportedImage = (fileName: string, type: ImageType, decoder: Decoder): Fault =>
  new Fault(
    'UnsupportedFormat',
    `${fileName} is ${LABELS[type]}, which ${decoder.name} can't open. Save it as JPEG or PNG and try again.`,
  );

/** "JPEG, PNG and WebP photos work." */
const whatWorks = (types: ReadonlySet<ImageType>): string => {
  const kinds = Object.entries(KIND_NAMES).flatMap(([type, label]) => (types.has(type as ImageType) ? [label] : []));
  return `${kinds.slice(0, -1).join(', ')} and ${kinds.at(-1)} photos work.`;
};

/** The fault for a file that is no picture: what it is, and what to do or what works. */
const noPicture = (fileName: string, bytes: Uint8Array, types: ReadonlySet<ImageType>): Fault => {
  const kind = otherKind(bytes);
  const rest = kind?.advice ?? whatWorks(types);
  if (!kind) return new Fault('NotAnImage', `${fileName} is no picture, whatever its name says. ${rest}`);
  if (kind.fault !== 'NotAnImage') return new Fault(kind.fault, `${fileName} is ${kind.label}. ${rest}`);
  return new Fault('NotAnImage', `${fileName} is no picture but ${kind.label}. ${rest}`);
};

/**
 * Tells what kind of picture a file is.
 * @param bytes the whole file or its first 4 KiB
 * @param types kinds to name as those that work
 * @throws Fault that says what a file is that is none: `NotAnImage`, `UnsupportedFormat`, `CameraRaw` or `DamagedImage`
 */
export const pictureType = (
  fileName: string,
  bytes: Uint8Array,
  types: ReadonlySet<ImageType> = new Set(Object.keys(KIND_NAMES) as ImageType[]),
): ImageType => {
  const type = sniffImageType(bytes);
  if (!type) throw noPicture(fileName, bytes, types);
  return type;
};

/**
 * Looks at a file's first bytes, without decoding it.
 * @param fileName what messages call the file
 * @returns the kind of picture, which `decoder` can decode and whose claimed size is acceptable
 * @throws Fault `EmptyFile`, `NotAnImage`, `CameraRaw`, `UnsupportedFormat`, `ImageTooLarge` or `DamagedImage`
 */
export const checkImage = (fileName: string, bytes: Uint8Array, decoder: Decoder): ImageType => {
  if (bytes.length === 0) throw new Fault('EmptyFile', `${fileName} is empty: it holds no bytes at all.`);
  const type = pictureType(fileName, bytes, decoder.types);
  if (!decoder.types.has(type)) throw unsupportedImage(fileName, type, decoder);
  const size = readHeaderSize(bytes, type);
  if (size) checkSize(fileName, size, type, decoder.mostPixels?.[type] ?? MAX_PIXELS);
  if (size && type === 'jpeg') checkScans(fileName, size, bytes);
  return type;
};

/** The fault for a file that passed {@link checkImage} but that its decoder gave up on. */
export const damagedImage = (fileName: string, type: ImageType): Fault =>
  new Fault('DamagedImage', `${fileName} looks like ${LABELS[type]}, but is damaged or cut off: it can't be decoded.`);
