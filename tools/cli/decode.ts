import sharp from 'sharp';
import { Fault } from '../../src/domain/errors';
import { checkImage, type Decoder, damagedImage, MAX_PIXELS } from '../../src/media/check-image';
import type { ImageType } from '../../src/media/sniff';
import type { RgbaPixels } from '../../src/pipeline/pyramid';

/** What sharp's prebuilt libvips decodes. SVG it could draw as well, but a drawing isn't a photo, and it can be a bomb. */
const SHARP: Decoder = {
  name: 'this command',
  types: new Set<ImageType>(['jpeg', 'png', 'gif', 'webp', 'avif', 'tiff']),
};

/** sharp's first line, without what ends it: it often appends libvips's whole log. */
const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0].replace(/[.:]+$/, '');

const readPixels = async (bytes: Uint8Array, ignoreIcc: boolean): Promise<RgbaPixels> => {
  const { data, info } = await sharp(bytes, {
    autoOrient: true,
    // Cut-off files are refused; what only deserves a warning is shown, as browsers do.
    failOn: 'truncated',
    limitInputPixels: MAX_PIXELS,
    ignoreIcc,
  })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
};

/** A photo whose colour profile is broken is still a photo: its bytes are taken as sRGB, as browsers do. */
const readTolerantly = async (bytes: Uint8Array): Promise<RgbaPixels> => {
  try {
    return await readPixels(bytes, false);
  } catch (error) {
    if (!/VipsIcc/.test(firstLine(error))) throw error;
    return readPixels(bytes, true);
  }
};

/** Words what sharp said about a file whose first bytes looked right. */
const faultOf = (fileName: string, type: ImageType, reason: string): Fault => {
  if (/exceeds pixel limit/.test(reason)) {
    const most = MAX_PIXELS / 1e6;
    return new Fault('ImageTooLarge', `${fileName} holds more than ${most} megapixels. Make it smaller and try again.`);
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
 * @param fileName what messages call the file.
 * @throws Fault `EmptyFile`, `NotAnImage`, `UnsupportedFormat`, `ImageTooLarge` (before decoding) or `DamagedImage`.
 */
export const decodePhoto = async (fileName: string, bytes: Uint8Array): Promise<RgbaPixels> => {
  const type = checkImage(fileName, bytes, SHARP);
  try {
    return await readTolerantly(bytes);
  } catch (error) {
    throw faultOf(fileName, type, firstLine(error));
  }
};
