import type { AlbumFace, AlbumPictures } from '../domain/album';
import { type Box, type Size, squareAround } from '../domain/geometry';
import { Canvas, smallBlob } from './canvas';

/**
 * Side of a face's small picture, pixels: as many as the face has, so that large tiles are sharp on a screen with double
 * density too, but not more than these and not fewer.
 */
const THUMB_SIDE = { least: 128, most: 512 };

/** Room around a face in its small picture, in sides of its box. */
const THUMB_ROOM = 1.5;

/** Longest side of the working copy, pixels: the nets see no more of a photo than this. */
const COPY_SIDE = 2048;

/** Longest side of the photo that is kept, pixels. */
const KEPT_SIDE = 1600;

/** JPEG, because its encoder is several times faster than WebP's where there is no GPU; quality as cameras' "normal". */
const KEPT = { type: 'image/jpeg', quality: 0.82 };
const THUMB_QUALITY = 0.75;

const bytesOf = async (blob: Blob): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await blob.arrayBuffer());

/** The largest size with the same shape and no side longer than this; never enlarged. */
const within = ({ width, height }: Size, side: number): Size => {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
};

const drawn = (source: CanvasImageSource, from: Box<'photo'>, to: Size): Canvas => {
  const canvas = new Canvas(to);
  const { context } = canvas;
  context.imageSmoothingQuality = 'high';
  // What is transparent lies on white, as the nets see it.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, to.width, to.height);
  context.drawImage(source, from.x, from.y, from.width, from.height, 0, 0, to.width, to.height);
  return canvas;
};

/**
 * Takes a working copy of a photo that is about to be handed over, to make pictures from once its faces are known.
 * @param photo stays the caller's
 * @returns makes the faces' small pictures and, reduced, the photo itself
 */
export const copyForAlbum = (photo: ImageBitmap): ((faces: readonly AlbumFace[]) => Promise<AlbumPictures>) => {
  // The bitmap has no size any more once it is handed over.
  const photoSize = { width: photo.width, height: photo.height };
  const whole = { x: 0, y: 0, ...photoSize };
  const size = within(photo, COPY_SIDE);
  const scale = size.width / photo.width;
  const copy = drawn(photo, whole, size);
  const thumb = async ({ face }: AlbumFace): Promise<Uint8Array<ArrayBuffer>> => {
    const { x, y, width, height } = squareAround(face, THUMB_ROOM, photoSize);
    const from = { x: x * scale, y: y * scale, width: width * scale, height: height * scale };
    const side = Math.min(THUMB_SIDE.most, Math.max(THUMB_SIDE.least, Math.round(from.width)));
    const small = drawn(copy.element, from, { width: side, height: side });
    return bytesOf(await smallBlob(small, THUMB_QUALITY));
  };
  return async (faces) => {
    const kept = drawn(copy.element, { ...size, x: 0, y: 0 }, within(size, KEPT_SIDE));
    return {
      thumbs: await Promise.all(faces.map(thumb)),
      photo: await bytesOf(await kept.toBlob(KEPT.type, KEPT.quality)),
    };
  };
};
