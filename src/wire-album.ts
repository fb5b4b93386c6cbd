import { type AlbumPhoto, type AlbumPhotoId, type FaceKey, splitFaceKey } from './domain/album';
import { type Analysis, facesOf } from './domain/analysis';
import type { DecodedPhoto } from './media/decode-file';
import { copyForAlbum } from './media/face-pictures';
import { fingerprint } from './media/fingerprint';
import type { HandedFile } from './media/folder';
import { ifAllowed } from './pwa/storage';
import { Album } from './state/album';
import type { AlbumSource, OpenedForAlbum } from './state/album-source';
import { albumPhotoWithId } from './state/album-state';
import type { PhotoId } from './state/app-state';
import { nearestFace } from './state/nearest-face';
import type { PhotoQueue, PhotoSource } from './state/photo-queue';
import { StageFaces } from './state/stage-faces';
import { StageKeeping } from './state/stage-keeping';
import type { Store } from './state/store';
import { faceChosen, photoShown } from './state/transitions';
import type { Turns } from './state/turns';
import { createAlbumStore } from './storage/album-store';
import { albumChannel, joinTabs } from './storage/tabs';
import { withTimeLimit } from './storage/time-limit';

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
const isReadable = (file: Blob): Promise<boolean> =>
  file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );

/** What messages call a file, wherever it lies. */
const fileName = (path: string): string => path.split('/').at(-1) ?? path;

/** Ties the album to files, to the stage and to what the browser keeps. */
export class WiredAlbum {
  readonly album: Album<ImageBitmap>;
  readonly #parts: Parts;
  /** This visit's files: that costs no memory, and a file shows more than the reduced copy that is kept. */
  readonly #files = new Map<AlbumPhotoId, Blob>();
  readonly keeping: StageKeeping<ImageBitmap>;
  readonly faces: StageFaces;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { store, turns, analyze } = parts;
    const host = { channel: ifAllowed(albumChannel), locks: ifAllowed(() => navigator.locks) };
    const tabs = joinTabs(host, (news) => void this.album.heard(news));
    const models = (): string => {
      const { engine } = store.state.value;
      return engine.kind === 'ready' ? engine.ready.manifest.version : '';
    };
    const kept = withTimeLimit(createAlbumStore(), () => void this.album.storageBack());
    this.album = new Album<ImageBitmap>({ ...tabs, store: kept, turns, analyze, models });
    this.faces = new StageFaces(store, this.album);
    this.keeping = new StageKeeping({ ...parts, album: this.album });
  }

  /** Adds files to the album without putting them on the stage. */
  add(files: readonly HandedFile[]): void {
    this.album.add(files.map(({ file, path }) => this.#forAlbum(path, file)));
  }

  /**
   * A photo for the stage. Nothing of it is kept: only {@link keeping} does that.
   * @param read gets the file; asked again when the photo is tried again
   */
  forStage(name: string, read: () => Promise<Blob>): PhotoSource<ImageBitmap> {
    let file: Blob | undefined;
    return {
      name,
      open: async () => {
        file = await read();
        return this.#parts.decode(name, file);
      },
      identify: async () => file && this.#identify(name, file).catch(() => undefined),
      forAlbum: () => file && this.#forAlbum(name, file),
    };
  }

  /** Puts the photo of a face on the stage, with that face chosen. */
  openFace(key: FaceKey): void {
    const { id, index } = splitFaceKey(key);
    const photo = albumPhotoWithId(this.album.state.value, id);
    if (!photo) return;
    const { store, queue } = this.#parts;
    const open = store.state.value.photos.find(({ file }) => file === id);
    if (!open) {
      queue.add([this.#fromAlbum(photo, index)]);
      return;
    }
    store.apply(photoShown, open.id);
    if (open.phase === 'analysed') this.#choose(photo, index, open.id, open.analysis);
  }

  /** The photo as it is at hand: this visit's file, or the reduced copy that was kept. */
  async photoFile(id: AlbumPhotoId): Promise<Blob | undefined> {
    const file = this.#files.get(id);
    if (file && (await isReadable(file))) return file;
    const kept = await this.album.keeper.picture(id);
    return kept && new Blob([kept]);
  }

  async #identify(name: string, file: Blob): Promise<AlbumPhotoId> {
    const id = await fingerprint(name, file);
    this.#files.set(id, file);
    return id;
  }

  #forAlbum(name: string, file: Blob): AlbumSource<ImageBitmap> {
    return {
      name,
      bytes: file.size,
      identify: () => this.#identify(fileName(name), file),
      open: () => this.#openForAlbum(fileName(name), file),
    };
  }

  async #openForAlbum(name: string, file: Blob): Promise<OpenedForAlbum<ImageBitmap>> {
    const { bitmap, picture } = await this.#parts.decode(name, file);
    URL.revokeObjectURL(picture.url);
    return { bitmap, size: picture, pictures: copyForAlbum(bitmap) };
  }

  #fromAlbum(photo: AlbumPhoto, index: number): PhotoSource<ImageBitmap> {
    return {
      name: photo.name,
      file: photo.id,
      open: async () => {
        const file = await this.photoFile(photo.id);
        if (!file) throw new Error(`${photo.name} isn't kept on this device, only its faces are. Open the file again.`);
        return this.#parts.decode(photo.name, file);
      },
      analysed: (id, analysis) => this.#choose(photo, index, id, analysis),
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
