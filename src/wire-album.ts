import {
  type AlbumPhoto,
  type AlbumPhotoId,
  type FaceKey,
  isSameFace,
  splitFaceKey,
  storedAnalysis,
} from './domain/album';
import { type Analysis, facesOf } from './domain/analysis';
import { ifAllowed } from './domain/if-allowed';
import type { DecodedPhoto } from './media/decode-file';
import { copyForAlbum } from './media/face-pictures';
import type { HandedFile } from './media/folder';
import { Album } from './state/album';
import type { AlbumSource, OpenedForAlbum } from './state/album-source';
import { albumPhotoWithId } from './state/album-state';
import { faceFrom, faceVisited, placeInAlbum } from './state/album-walk';
import { type Photo, type PhotoId, type Picture, photoWithId, shownPhoto } from './state/app-state';
import type { PhotoQueue, PhotoSource } from './state/photo-queue';
import { StageFaces } from './state/stage-faces';
import { StageKeeping } from './state/stage-keeping';
import { type OriginalTools, StageOriginals } from './state/stage-originals';
import type { Store } from './state/store';
import { wantedThresholds } from './state/thresholds';
import { faceChosen, noticeAdded, photoShown } from './state/transitions';
import type { Turns } from './state/turns';
import { createAlbumStore } from './storage/album-store';
import { albumChannel, joinTabs } from './storage/tabs';
import { withTimeLimit } from './storage/time-limit';
import { Originals } from './wire-originals';

interface Parts {
  readonly store: Store;
  readonly turns: Turns;
  readonly queue: PhotoQueue<ImageBitmap>;
  /** Takes over the bitmap. */
  analyze(bitmap: ImageBitmap): Promise<Analysis>;
  /** The picture is shown no more. */
  release(picture: Picture): void;
  readonly words: OriginalTools['words'];
  readonly page: Document;
  /** See `decodeFile`. */
  decode(name: string, file: Blob): Promise<DecodedPhoto>;
}

/** What messages call a file, wherever it lies. */
const fileName = (path: string): string => path.split('/').at(-1) ?? path;

/** Nothing of it would be lost: it can be opened from the album as it is. */
const isOnlyKept = (photo: Photo): boolean =>
  photo.phase === 'analysed' ? photo.kept !== undefined && !photo.takenAway : photo.picture === undefined;

/** Ties the album to files, to the stage and to what the browser keeps. */
export class WiredAlbum {
  readonly album: Album<ImageBitmap>;
  readonly #parts: Parts;
  readonly #originals: Originals;
  readonly keeping: StageKeeping<ImageBitmap>;
  readonly faces: StageFaces;
  readonly originals: StageOriginals;

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
    const wanted = wantedThresholds(store);
    this.album = new Album<ImageBitmap>({
      ...tabs,
      store: kept,
      turns,
      analyze,
      models,
      thresholds: () => wanted.value,
    });
    this.#originals = new Originals({ ...parts, album: this.album });
    this.originals = new StageOriginals(store, {
      ...parts,
      find: (file, name) => this.#originals.find(file, name),
    });
    this.faces = new StageFaces(store, this.album);
    this.keeping = new StageKeeping({ ...parts, album: this.album });
  }

  /** Adds files to the album without putting them on the stage. */
  add(files: readonly HandedFile[]): void {
    this.album.add(files.map(({ file, path, origin }) => this.#forAlbum(path, file, origin)));
  }

  /**
   * A photo for the stage. Nothing of it is kept: only {@link keeping} does that.
   * @param read gets the file; asked again when the photo is tried again
   */
  forStage(name: string, read: () => Promise<Blob>, origin?: HandedFile['origin']): PhotoSource<ImageBitmap> {
    let file: Blob | undefined;
    return {
      name,
      open: async () => {
        file = await read();
        return this.#parts.decode(name, file);
      },
      identify: async () => file && this.#originals.identify(name, file).catch(() => undefined),
      forAlbum: () => file && this.#forAlbum(name, file, origin),
    };
  }

  /** Puts the photo of a face on the stage, with that face chosen. */
  openFace(key: FaceKey): void {
    const { id, index } = splitFaceKey(key);
    const { store, queue } = this.#parts;
    const photo = albumPhotoWithId(this.album.state.value, id);
    const open = store.state.value.photos.find(({ file }) => file === id);
    if (!photo) return;
    this.album.apply(faceVisited, key, this.album.stops.value);
    if (!open) {
      queue.add([this.#fromAlbum(photo, index)]);
      return;
    }
    store.apply(photoShown, open.id);
    const wanted = photo.faces.find((face) => face.index === index);
    if (open.phase !== 'analysed' || !wanted) return;
    const at = facesOf(open.analysis).findIndex(({ face }) => isSameFace(face, wanted.face));
    store.apply(faceChosen, open.id, at);
  }

  /** Goes to the face before or after, in the order of the album; a photo that is only what the album keeps is closed. */
  step(step: 'previous' | 'next'): void {
    const { store, queue } = this.#parts;
    const left = shownPhoto(store.state.value);
    const stops = this.album.stops.value;
    const place = placeInAlbum(this.album.state.value, stops, left);
    const to = place && faceFrom(place, stops, step);
    if (!left || to === undefined) return;
    this.openFace(to);
    if (left.file !== splitFaceKey(to).id && isOnlyKept(left)) queue.remove(left.id);
  }

  /** Analyses a photo of the album again, from its original; its results in the album stay as they are. */
  async analyseAgain(id: PhotoId): Promise<void> {
    const { store, queue, words } = this.#parts;
    const photo = photoWithId(store.state.value, id);
    if (photo?.phase !== 'analysed' || !photo.file) return;
    const file = await this.#originals.atHand(photo.file, photo.name);
    if (file)
      queue.again(
        id,
        this.forStage(photo.name, async () => file),
      );
    else store.apply(noticeAdded, words.failed(photo.name));
  }

  /** The photo as it is at hand: the original, or the reduced copy that was kept. */
  async photoFile(id: AlbumPhotoId): Promise<Blob | undefined> {
    const photo = albumPhotoWithId(this.album.state.value, id);
    return photo && this.#originals.photoFile(photo);
  }

  #forAlbum(name: string, file: Blob, origin: HandedFile['origin']): AlbumSource<ImageBitmap> {
    return {
      name,
      bytes: file.size,
      identify: () => this.#originals.identify(fileName(name), file),
      open: () => this.#openForAlbum(fileName(name), file),
      kept: (id) => void this.#originals.noteOrigin(id, origin),
    };
  }

  async #openForAlbum(name: string, file: Blob): Promise<OpenedForAlbum<ImageBitmap>> {
    const { bitmap, picture } = await this.#parts.decode(name, file);
    URL.revokeObjectURL(picture.url);
    return { bitmap, size: picture, pictures: copyForAlbum(bitmap) };
  }

  /** A photo of the album: nothing is analysed, what was measured is shown. */
  #fromAlbum(clicked: AlbumPhoto, index: number): PhotoSource<ImageBitmap> {
    return {
      name: clicked.name,
      file: clicked.id,
      open: async () => {
        // It may have lost a face while it waited for its turn.
        const photo = albumPhotoWithId(this.album.state.value, clicked.id) ?? clicked;
        const { picture, copySide } = await this.#originals.pictureOf(photo);
        const at = photo.faces.findIndex((face) => face.index === index);
        const kept = { added: photo.added, ...(copySide !== undefined && { copySide }) };
        return { picture, stored: { analysis: storedAnalysis(photo), chosenFace: Math.max(0, at), kept } };
      },
    };
  }
}
