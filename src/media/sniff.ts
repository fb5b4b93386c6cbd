import { cameraRaw } from './camera-raw';
import { latin1 } from './latin1';

/** Kinds of picture files that are told apart by their first bytes, whatever their name says. */
export type ImageType = 'jpeg' | 'png' | 'gif' | 'webp' | 'avif' | 'heic' | 'jxl' | 'bmp' | 'ico' | 'tiff' | 'svg';

/** Magic numbers at the start of a file, as Latin-1. */
const MAGIC: readonly (readonly [string, ImageType])[] = [
  ['\xff\xd8\xff', 'jpeg'],
  ['\x89PNG\r\n\x1a\n', 'png'],
  ['GIF87a', 'gif'],
  ['GIF89a', 'gif'],
  ['BM', 'bmp'],
  ['\0\0\x01\0', 'ico'],
  ['II*\0', 'tiff'],
  ['MM\0*', 'tiff'],
  ['II+\0', 'tiff'],
  ['MM\0+', 'tiff'],
  ['\xff\x0a', 'jxl'],
  ['\0\0\0\x0cJXL ', 'jxl'],
];

const HEIC_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1', 'mif2'];

/** AVIF and HEIC share the box `ftyp`: the brands in it tell them apart. */
const sniffHeif = (bytes: Uint8Array): ImageType | undefined => {
  if (latin1(bytes, 4, 4) !== 'ftyp') return undefined;
  const end = Math.min(new DataView(bytes.buffer, bytes.byteOffset).getUint32(0), bytes.length);
  const brands: string[] = [];
  for (let at = 8; at + 4 <= end; at += 4) brands.push(latin1(bytes, at, 4));
  if (brands.includes('avif') || brands.includes('avis')) return 'avif';
  return brands.some((brand) => HEIC_BRANDS.includes(brand)) ? 'heic' : undefined;
};

/** SVG is text: an `<svg` before any other element, after an optional byte order mark, prolog and comments. */
const isSvg = (bytes: Uint8Array): boolean => {
  const text = latin1(bytes, 0, 4096).replace(/^\xef\xbb\xbf/, '');
  // One piece at a time: a single pattern for any number of them takes exponential time on made-up files.
  const piece = /\s+|<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!(?!--)[^>]*>/y;
  let end = 0;
  while (piece.test(text)) end = piece.lastIndex;
  return /^<svg[\s>/]/i.test(text.slice(end, end + 5));
};

/**
 * Tells a file's kind by its first bytes.
 * @returns undefined for anything that isn't a picture file we know; see `otherKind` for those
 */
export const sniffImageType = (bytes: Uint8Array): ImageType | undefined => {
  const start = latin1(bytes, 0, 12);
  const magic = MAGIC.find(([text]) => start.startsWith(text));
  // Most camera raw files are TIFFs by their first bytes.
  if (magic) return magic[1] === 'tiff' && cameraRaw(bytes) ? undefined : magic[1];
  if (start.startsWith('RIFF') && start.slice(8) === 'WEBP') return 'webp';
  if (bytes.length >= 12) {
    const heif = sniffHeif(bytes);
    if (heif) return heif;
  }
  return isSvg(bytes) ? 'svg' : undefined;
};
