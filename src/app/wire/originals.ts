import type { AlbumPhoto, AlbumPhotoId } from '../../domain/album';
import type { Origin } from '../../domain/album-store';
import type { DecodedPhoto } from '../../media/decode-file';
import { fingerprint } from '../../media/fingerprint';
import { chooseFile, fileAt } from '../../media/origin';
import type { Album } from '../../state/album/album';
import type { Picture } from '../../state/page/app-state';
import type { Found } from '../../state/photo/stage-originals';

interface Parts {
  readonly page: Document;
  readonly album: Pick<Album<ImageBitmap>, 'keeper'>;
  /** See `decodeFile`. */
  decode(name: string, file: Blob): Promise<DecodedPhoto>;
}

/** What the stage shows of a photo of the album, and how much of it that is. */
export interface PictureOfAlbum {
  readonly picture: Picture;
  /** Longest side of a smaller copy in pixels; 0 where no picture is kept at all; absent for the original. */
  readonly copySide?: number;
}

/** A file may have been moved or changed since it was chosen. */
const isReadable = (file: Blob): Promise<boolean> =>
  file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );

/** Stands where no picture is kept: a plain area of the photo's shape. */
const PLAIN = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><path fill="#8884" d="M0 0h4v4H0z"/></svg>';

const addressOf = (bytes: BlobPart, type: string): string => URL.createObjectURL(new Blob([bytes], { type }));

/** The files of the album's photos: those of this visit, and where the others lie. */
export class Originals {
  readonly #parts: Parts;
  /** This visit's files: that costs no memory, and a file shows more than the reduced copy that is kept. */
  readonly #files = new Map<AlbumPhotoId, Blob>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Names a file by its content and remembers it for this visit. */
  async identify(name: string, file: Blob): Promise<AlbumPhotoId> {
    const id = await fingerprint(name, file);
    this.#files.set(id, file);
    return id;
  }

  /** The original, if it can be had without asking anybody. */
  async atHand(id: AlbumPhotoId, name: string): Promise<Blob | undefined> {
    const file = this.#files.get(id);
    if (file && (await isReadable(file))) return file;
    const origin = await this.#parts.album.keeper.origin(id);
    return origin && this.#sameFile(id, name, await fileAt(origin, { ask: false }));
  }

  /** The photo as it is at hand: the original, or the reduced copy that was kept. */
  async photoFile({ id, name }: Pick<AlbumPhoto, 'id' | 'name'>): Promise<Blob | undefined> {
    const file = await this.atHand(id, name);
    if (file) return file;
    const kept = await this.#parts.album.keeper.picture(id);
    return kept && new Blob([kept]);
  }

  /** What to show of a photo. Its boxes are in pixels of its size, whatever the picture is made from. */
  async pictureOf({ id, name, size }: AlbumPhoto): Promise<PictureOfAlbum> {
    const file = await this.atHand(id, name);
    const original = file && (await this.#pictureFrom(name, file).catch(() => undefined));
    if (original) return { picture: original };
    const copy = await this.#parts.album.keeper.picture(id);
    if (!copy) return { picture: { ...size, url: addressOf(PLAIN, 'image/svg+xml') }, copySide: 0 };
    const url = addressOf(copy, 'image/jpeg');
    return { picture: { ...size, url }, copySide: await this.#longestSide(copy) };
  }

  /** Asks for the original: by the handle that is kept, where the person allows it, else by choosing the file. */
  async find(id: AlbumPhotoId, name: string): Promise<Found> {
    const origin = await this.#parts.album.keeper.origin(id);
    const known = origin && (await this.#sameFile(id, name, await fileAt(origin, { ask: true })));
    if (known) return { kind: 'original', picture: await this.#pictureFrom(name, known) };
    const chosen = await chooseFile(this.#parts.page);
    if (!chosen) return { kind: 'none' };
    const same = await this.#sameFile(id, name, chosen);
    return same
      ? { kind: 'original', picture: await this.#pictureFrom(name, same) }
      : { kind: 'other', name: chosen.name };
  }

  /** Notes where a photo's file lies, for later visits. A browser that can't keep that costs only a question then. */
  async noteOrigin(id: AlbumPhotoId, origin: Promise<Origin | undefined> | undefined): Promise<void> {
    const known = await origin?.catch(() => undefined);
    if (known) await this.#parts.album.keeper.keepOrigin(id, known);
  }

  /** The file, if its content is what the album knows. */
  async #sameFile(id: AlbumPhotoId, name: string, file: File | undefined): Promise<File | undefined> {
    const found = file && (await fingerprint(name, file).catch(() => undefined));
    if (found !== id || !file) return undefined;
    this.#files.set(id, file);
    return file;
  }

  async #pictureFrom(name: string, file: Blob): Promise<Picture> {
    const { bitmap, picture } = await this.#parts.decode(name, file);
    bitmap.close();
    return picture;
  }

  async #longestSide(copy: BlobPart): Promise<number> {
    const bitmap = await createImageBitmap(new Blob([copy]));
    const side = Math.max(bitmap.width, bitmap.height);
    bitmap.close();
    return side;
  }
}
