import { type AlbumPhoto, type AlbumPhotoId, type FaceKey, splitFaceKey } from './domain/album';
import { type Analysis, facesOf } from './domain/analysis';
import { messageOf } from './domain/errors';
import type { DecodedPhoto } from './media/decode-file';
import { copyForAlbum } from './media/face-pictures';
import { fingerprint } from './media/fingerprint';
import type { HandedFile } from './media/folder';
import { Album } from './state/album';
import type { OpenedForAlbum } from './state/album-source';
import { albumPhotoWithId } from './state/album-state';
import { type PhotoId, photoWithId } from './state/app-state';
import { nearestFace } from './state/nearest-face';
import type { PhotoQueue, PhotoSource } from './state/photo-queue';
import type { Store } from './state/store';
import { wantedThresholds } from './state/thresholds';
import { faceChosen, noticeAdded, photoShown } from './state/transitions';
import type { Turns } from './state/turns';
import { createAlbumStore } from './storage/album-store';
import { joinTabs } from './storage/tabs';

interface Parts {
  readonly store: Store;
  readonly turns: Turns;
  readonly queue: PhotoQueue<ImageBitmap>;
  /** Takes over the bitmap. */
  analyze(bitmap: ImageBitmap): Promise<Analysis>;
  /** See `decodeFile`. */
  decode(name: string, file: Blob): Promise<DecodedPhoto>;
}

/** A file may have been moved or changed since it was chosen. */
const isReadable = (file: File): Promise<boolean> =>
  file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );

/** Ties the album to files, to the stage and to what the browser keeps. */
export class WiredAlbum {
  readonly album: Album<ImageBitmap>;
  readonly #parts: Parts;
  /** This visit's files: that costs no memory, and a file shows more than the reduced copy that is kept. */
  readonly #files = new Map<AlbumPhotoId, File>();
  readonly #onStage = new Map<AlbumPhotoId, PhotoId>();

  constructor(parts: Parts) {
    this.#parts = parts;
    const { store, turns, analyze } = parts;
    const tabs = joinTabs((news) => void this.album.heard(news));
    const models = (): string => {
      const { engine } = store.state.value;
      return engine.kind === 'ready' ? engine.ready.manifest.version : '';
    };
    const wanted = wantedThresholds(store);
    this.album = new Album<ImageBitmap>({
      ...tabs,
      store: createAlbumStore(),
      turns,
      analyze,
      models,
      thresholds: () => wanted.value,
    });
  }

  /** Adds files to the album without putting them on the stage. */
  add(files: readonly HandedFile[]): void {
    this.album.add(
      files.map(({ file, path }) => ({
        name: path,
        bytes: file.size,
        identify: () => this.#identify(file),
        open: () => this.#openForAlbum(file),
      })),
    );
  }

  /** A file for the stage that goes into the album as soon as it is analysed. */
  forStage(file: File): PhotoSource<ImageBitmap> {
    let pictures: OpenedForAlbum<ImageBitmap>['pictures'] | undefined;
    return {
      name: file.name,
      open: async () => {
        const opened = await this.#parts.decode(file.name, file);
        pictures = copyForAlbum(opened.bitmap);
        return opened;
      },
      analysed: async (photo, analysis) => {
        if (pictures) await this.#keepFromStage(file, photo, pictures, analysis);
      },
    };
  }

  /** Puts the photo of a face on the stage, with that face chosen. */
  openFace(key: FaceKey): void {
    const { id, index } = splitFaceKey(key);
    const photo = albumPhotoWithId(this.album.state.value, id);
    if (!photo) return;
    const { store, queue } = this.#parts;
    const open = photoWithId(store.state.value, this.#onStage.get(id) ?? -1);
    if (open) {
      store.apply(photoShown, open.id);
      if (open.phase === 'analysed') this.#choose(photo, index, open.id, open.analysis);
      return;
    }
    const [shown] = queue.add([this.#fromAlbum(photo, index)]);
    if (shown !== undefined) this.#onStage.set(id, shown);
  }

  /** The photo as it is at hand: this visit's file, or the reduced copy that was kept. */
  async photoFile(id: AlbumPhotoId): Promise<Blob | undefined> {
    const file = this.#files.get(id);
    if (file && (await isReadable(file))) return file;
    const kept = await this.album.keeper.picture(id);
    return kept && new Blob([kept]);
  }

  async #identify(file: File): Promise<AlbumPhotoId> {
    const id = await fingerprint(file.name, file);
    this.#files.set(id, file);
    return id;
  }

  async #openForAlbum(file: File): Promise<OpenedForAlbum<ImageBitmap>> {
    const { bitmap, picture } = await this.#parts.decode(file.name, file);
    URL.revokeObjectURL(picture.url);
    return { bitmap, size: picture, pictures: copyForAlbum(bitmap) };
  }

  async #keepFromStage(
    file: File,
    photo: PhotoId,
    pictures: OpenedForAlbum<ImageBitmap>['pictures'],
    analysis: Analysis,
  ): Promise<void> {
    try {
      const id = await this.#identify(file);
      this.#onStage.set(id, photo);
      await this.album.keep({ name: file.name, bytes: file.size }, id, { size: analysis.photo, pictures }, analysis);
    } catch (error) {
      const message = `${file.name} couldn't be added to the album: ${messageOf(error)}`;
      this.#parts.store.apply(noticeAdded, message);
    }
  }

  #fromAlbum(photo: AlbumPhoto, index: number): PhotoSource<ImageBitmap> {
    return {
      name: photo.name,
      open: async () => {
        const file = await this.photoFile(photo.id);
        if (!file) throw new Error(`${photo.name} isn't kept on this device, only its faces are. Open the file again.`);
        return this.#parts.decode(photo.name, file);
      },
      analysed: async (id, analysis) => this.#choose(photo, index, id, analysis),
    };
  }

  /** Finds the face again in a new look at its photo, which may have been reduced since. */
  #choose({ faces, size }: AlbumPhoto, index: number, id: PhotoId, analysis: Analysis): void {
    const wanted = faces.find((face) => face.index === index);
    if (!wanted) return;
    const scale = analysis.photo.width / size.width;
    this.#parts.store.apply(faceChosen, id, nearestFace(facesOf(analysis), wanted.face, scale));
  }
}
