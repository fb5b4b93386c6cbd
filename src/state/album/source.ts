import type { AlbumFace, AlbumPhotoId, AlbumPictures } from '../../domain/album';
import type { PhotoBitmap } from '../../domain/analyzer-api';
import type { Size } from '../../domain/geometry';

/** A photo that was opened to be kept. */
export interface OpenedForAlbum<Bitmap extends PhotoBitmap> {
  /** For the analyzer, which takes it over. */
  readonly bitmap: Bitmap;
  /** In pixels, after EXIF orientation. */
  readonly size: Size;
  /** The pictures to keep, made from a reduced copy: the bitmap is gone by the time the faces are known. */
  pictures(faces: readonly AlbumFace[]): Promise<AlbumPictures>;
}

/** A file that may become a photo of the album. */
export interface AlbumSource<Bitmap extends PhotoBitmap> {
  readonly name: string;
  /** The file's size. */
  readonly bytes: number;
  /**
   * Finds out which photo it is without decoding it.
   * @throws Fault `NotAnImage` or `EmptyFile` for a file that is no picture
   */
  identify(): Promise<AlbumPhotoId>;
  /** Told once the photo is kept on this device. */
  kept?(id: AlbumPhotoId): void;
  /** @throws Fault, worded for the person who added the file */
  open(): Promise<OpenedForAlbum<Bitmap>>;
}
