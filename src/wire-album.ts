import { type AlbumPhoto, type AlbumPhotoId, type FaceKey, splitFaceKey } from './domain/album';
import { type Analysis, facesOf } from './domain/analysis';
import { messageOf } from './domain/errors';
import type { DecodedPhoto } from './media/decode-file';
import { copyForAlbum } from './media/face-pictures';
import { fingerprint } from './media/fingerprint';
import type { HandedFile } from './media/folder';
import { Album } from './state/album';
import type { AlbumSource, OpenedForAlbum } from './state/album-source';
import { albumPhotoWithId } from './state/album-state';
import { type PhotoId, photoWithId } from './state/app-state';
import { nearestFace } from './state/nearest-face';
import type { PhotoQueue, PhotoSource } from './state/photo-queue';
import type { Store } from './state/store';
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

/** What the rest of the page wants from the album. */
export interface WiredAlbum {
  readonly album: Album<ImageBitmap>;
  /** Adds files to the album without putting them on the stage. */
  add(files: readonly HandedFile[]): void;
  /** A file for the stage that goes into the album as soon as it is analysed. */
  forStage(file: File): PhotoSource<ImageBitmap>;
  /** Puts the photo of a face on the stage, with that face chosen. */
  openFace(key: FaceKey): void;
  /** The photo as it is at hand: this visit's file, or the reduced copy that was kept. */
  photoFile(id: AlbumPhotoId): Promise<Blob | undefined>;
}

/** Builds the album from its parts. Files of this visit are remembered as files: that costs no memory. */
export const wireAlbum = ({ store, turns, queue, analyze, decode }: Parts): WiredAlbum => {
  const files = new Map<AlbumPhotoId, File>();
  const onStage = new Map<AlbumPhotoId, PhotoId>();
  const tabs = joinTabs((news) => void album.heard(news));
  const models = (): string => {
    const { engine } = store.state.value;
    return engine.kind === 'ready' ? engine.ready.manifest.version : '';
  };
  const album = new Album<ImageBitmap>({ ...tabs, store: createAlbumStore(), turns, analyze, models });

  const identify = async (file: File): Promise<AlbumPhotoId> => {
    const id = await fingerprint(file.name, file);
    files.set(id, file);
    return id;
  };

  const openForAlbum = async (file: File): Promise<OpenedForAlbum<ImageBitmap>> => {
    const { bitmap, picture } = await decode(file.name, file);
    URL.revokeObjectURL(picture.url);
    return { bitmap, size: picture, pictures: copyForAlbum(bitmap) };
  };

  const forAlbum = ({ file, path }: HandedFile): AlbumSource<ImageBitmap> => ({
    name: path,
    bytes: file.size,
    identify: () => identify(file),
    open: () => openForAlbum(file),
  });

  const photoFile = async (id: AlbumPhotoId): Promise<Blob | undefined> => {
    const file = files.get(id);
    if (file) return file;
    const kept = await album.keeper.picture(id);
    return kept && new Blob([kept]);
  };

  /** What the stage does once a photo from the album is analysed again. */
  const choose = ({ faces, size }: AlbumPhoto, index: number, id: PhotoId, analysis: Analysis): void => {
    const wanted = faces.find((face) => face.index === index);
    if (!wanted) return;
    const scale = analysis.photo.width / size.width;
    store.apply(faceChosen, id, nearestFace(facesOf(analysis), wanted.face, scale));
  };

  const fromAlbum = (photo: AlbumPhoto, index: number): PhotoSource<ImageBitmap> => ({
    name: photo.name,
    async open() {
      const file = await photoFile(photo.id);
      if (!file) throw new Error(`${photo.name} isn't kept on this device, only its faces are. Open the file again.`);
      return decode(photo.name, file);
    },
    analysed: async (id, analysis) => choose(photo, index, id, analysis),
  });

  return {
    album,
    photoFile,
    add: (handed) => album.add(handed.map(forAlbum)),
    forStage(file) {
      let pictures: OpenedForAlbum<ImageBitmap>['pictures'] | undefined;
      return {
        name: file.name,
        async open() {
          const opened = await decode(file.name, file);
          pictures = copyForAlbum(opened.bitmap);
          return opened;
        },
        async analysed(photo, analysis) {
          if (!pictures) return;
          try {
            const id = await identify(file);
            onStage.set(id, photo);
            await album.keep({ name: file.name, bytes: file.size }, id, { size: analysis.photo, pictures }, analysis);
          } catch (error) {
            store.apply(noticeAdded, `${file.name} couldn't be added to the album: ${messageOf(error)}`);
          }
        },
      };
    },
    openFace(key) {
      const { id, index } = splitFaceKey(key);
      const photo = albumPhotoWithId(album.state.value, id);
      if (!photo) return;
      const open = photoWithId(store.state.value, onStage.get(id) ?? -1);
      if (open?.phase === 'analysed') {
        store.apply(photoShown, open.id);
        choose(photo, index, open.id, open.analysis);
        return;
      }
      const [shown] = queue.add([fromAlbum(photo, index)]);
      if (shown !== undefined) onStage.set(id, shown);
    },
  };
};
