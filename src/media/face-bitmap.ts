import type { Box, Size } from '../domain/geometry';

/** Part of a photo as pixels, with where it lies in the photo. */
export interface PhotoPart {
  readonly bitmap: ImageBitmap;
  /** The part's upper left corner, photo pixels. */
  readonly x: number;
  readonly y: number;
}

/**
 * The part of a photo that a box covers, as far as it lies in the photo, with a pixel of its surroundings.
 * @param url of a picture that has the photo's size
 * @throws what the browser throws when the picture is gone
 */
export const photoPart = async (url: string, box: Box<'photo'>, photo: Size): Promise<PhotoPart> => {
  const image = new Image();
  image.src = url;
  await image.decode();
  const x = Math.min(Math.max(Math.floor(box.x) - 1, 0), photo.width - 1);
  const y = Math.min(Math.max(Math.floor(box.y) - 1, 0), photo.height - 1);
  const right = Math.max(x + 1, Math.min(Math.ceil(box.x + box.width) + 1, photo.width));
  const bottom = Math.max(y + 1, Math.min(Math.ceil(box.y + box.height) + 1, photo.height));
  // The picture may be a smaller copy of the photo; the part comes in the photo's own pixels all the same.
  const scaleX = image.naturalWidth / photo.width;
  const scaleY = image.naturalHeight / photo.height;
  const size = { resizeWidth: right - x, resizeHeight: bottom - y };
  const part = [x * scaleX, y * scaleY, size.resizeWidth * scaleX, size.resizeHeight * scaleY] as const;
  return { bitmap: await createImageBitmap(image, ...part, size), x, y };
};
