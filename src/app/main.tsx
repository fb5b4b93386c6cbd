// First: from here on the browser starts no script but this page's own.
import './trusted-types';
import { faultNameOf, messageOf } from '../domain/errors';
import type { PictureWords } from '../export/format';
import { EXPORT_FORMATS } from '../export/formats';
import { texts } from '../i18n';
import { percentage } from '../i18n/words';
import { type DecodedPhoto, decodeFile } from '../media/decode-file';
import { photoPart } from '../media/face-bitmap';
import { fetchFiles, fetchPhoto } from '../media/fetch-photo';
import { type Handed, handedOver, withHandles } from '../media/folder';
import { listenForFiles } from '../media/intake';
import { isAdding } from '../state/album/state';
import { isWorking } from '../state/offline/offline';
import type { Picture } from '../state/page/app-state';
import { runningBackend } from '../state/page/chosen-backend';
import { createStore } from '../state/page/store';
import { noticeAdded, noticeDismissed, placeShown } from '../state/page/transitions';
import { Turns } from '../state/page/turns';
import { Coverings } from '../state/photo/coverings';
import { PhotoQueue } from '../state/photo/queue';
import { mountAlbum } from '../ui/album/mount';
import { mountCamera } from '../ui/camera/mount';
import { mountViews } from '../ui/page/mount';
import { exampleUrls } from '../ui/page/start';
import { WiredAlbum } from './wire/album';
import { wireCamera } from './wire/camera';
import { wireEngine } from './wire/engine';
import { thresholdsOf, WiredExport } from './wire/export';
import { startOffline } from './wire/offline';
import { wirePhoto } from './wire/photo';
import { wireVideo } from './wire/video';

/** The composition root: makes store, analyzer and views and wires them. */
const store = createStore();
const { engine, chooseBackend } = wireEngine(store);

const turns = new Turns();
const release = ({ url }: Picture): void => URL.revokeObjectURL(url);
const queue: PhotoQueue<ImageBitmap> = new PhotoQueue<ImageBitmap>(store, {
  turns,
  analyze: (bitmap) => engine.analyze(bitmap),
  correct: (file, analysis) => wired.album.notFaces.without(file, analysis),
  release,
});

/** The first HEIC photo waits for its decoder to be fetched; until then the page says so. */
const onHeicWait = (name: string): (() => void) => {
  const message = texts.value.offline.heicWait(name);
  store.apply(noticeAdded, message);
  return () => {
    store.apply(noticeDismissed, message);
    used('heic');
  };
};

const decode = (name: string, file: Blob): Promise<DecodedPhoto> => decodeFile(name, file, onHeicWait);

const wired: WiredAlbum = new WiredAlbum({
  page: document,
  store,
  turns,
  queue,
  decode,
  release,
  analyze: (bitmap) => engine.analyze(bitmap),
  words: {
    other: (chosen, wanted) => texts.value.album.original.other(chosen, wanted),
    failed: (wanted) => texts.value.album.original.failed(wanted),
  },
});

/** More photos than somebody would look at one by one. */
const MANY = 12;

/** Puts photos on the stage, where nothing of them is kept unless somebody asks for it. */
const lookAt = (files: Handed['files']): void => {
  queue.add(files.map(({ file, origin }) => wired.forStage(file.name, async () => file, origin)));
};

/** @param intoAlbum whether also a few photos go into the album: somebody is there */
const openPhotos = ({ files, fromFolder, faults }: Handed, intoAlbum = store.state.value.place === 'album'): void => {
  for (const { message, name } of faults) store.apply(noticeAdded, message, name);
  if (!fromFolder && files.length <= MANY && !intoAlbum) {
    lookAt(files);
  } else if (files.length > 0) {
    wired.add(files);
    store.apply(placeShown, 'album');
  }
};

const video = wireVideo({ page: document, store, analyze: (frame, hint) => engine.analyzeFrame(frame, hint) });

const open = (handed: Handed, intoAlbum?: boolean): void => {
  void video.take(handed).then((isVideo) => {
    if (!isVideo) openPhotos(handed, intoAlbum);
  });
};

const openExample = (name: string, url: string): void => {
  queue.add([wired.forStage(name, () => fetchPhoto(name, url))]);
};

const addExamples = (): void => {
  fetchFiles(exampleUrls(document)).then(
    (files) => wired.add(handedOver(files).files),
    (error: unknown) => store.apply(noticeAdded, messageOf(error), faultNameOf(error)),
  );
};

listenForFiles(document, (handed) => open(handed));
const { offline, used } = startOffline({
  isLoading: () => ['idle', 'loading'].includes(store.state.value.engine.kind),
  backend: () => runningBackend(store.state.value),
  isBusy: () => isWorking(store.state.value.photos) || isAdding(wired.album.state.value),
  isWorthKeeping: () => wired.album.hasGrown.value,
  openFiles: (files, handles) => open(withHandles(handedOver(files), handles), false),
  openShared: ({ files, leftOut }) => {
    lookAt(handedOver(files).files);
    if (leftOut > 0) store.apply(noticeAdded, texts.value.offline.sharedLeftOut(leftOut));
  },
});
const words: PictureWords = {
  label: (name) => texts.value.attributes[name],
  percentage,
  drawnAt: (scale, photo) => texts.value.album.export.drawnAt(scale, photo.width, photo.height),
};
const coverings = new Coverings<ImageBitmap>(store, {
  part: (picture, box) => photoPart(picture.url, box, picture),
  cover: (part, square, isWanted) => engine.cover(part, square, isWanted),
});
mountViews(document, {
  store,
  offline,
  coverings,
  album: wired.album,
  actions: {
    ...wirePhoto({ page: document, store, words }),
    openFiles: (files) => open(handedOver(files)),
    openExample,
    retryPhoto: (id) => queue.retry(id),
    closePhoto: (id) => queue.remove(id),
    chooseBackend,
    keepPhoto: (id) => void wired.keeping.keep(id),
    openOriginal: (id) => void wired.originals.open(id),
    analyseAgain: (id) => void wired.analyseAgain(id),
    takeFaceAway: (id) => void wired.faces.takeAway(id),
    giveFaceBack: (id) => void wired.faces.giveBack(id),
    stepInAlbum: (step) => wired.step(step),
    loadAgain: () => engine.load(),
  },
});

const exports = new WiredExport({
  page: document,
  album: wired.album,
  decode,
  photoFile: (id) => wired.photoFile(id),
  context: () => ({ words, ...thresholdsOf(store.state.value.engine) }),
  onMissing: (count) => store.apply(noticeAdded, texts.value.album.export.missing(count)),
});
mountAlbum(document, wired.album, store, {
  openExamples: addExamples,
  openFace: (key) => wired.openFace(key),
  exports: EXPORT_FORMATS,
  exportFaces: (kind, keys, sensitive) => void exports.exportFaces(kind, keys, sensitive),
  cancelExport: () => exports.cancel(),
});
const camera = wireCamera({
  page: document,
  store,
  analyze: (frame, hint) => engine.analyzeFrame(frame, hint),
  openFiles: (files) => open(handedOver(files)),
  video: video.file,
});
mountCamera(document, { store, camera, video: video.file, saveTable: () => video.saveTable() });
void wired.album.open();
// While this page was out of sight, its storage may have been cleared.
document.addEventListener('visibilitychange', () => document.hidden || void wired.album.check());
window.addEventListener('focus', () => void wired.album.check());

// Two frames on, the page has been painted: only now do the nets compete for the connection and the processor.
requestAnimationFrame(() => requestAnimationFrame(() => engine.load()));
