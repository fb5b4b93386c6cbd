import type { PictureWords } from './export/format';
import { EXPORT_FORMATS } from './export/formats';
import { type DecodedPhoto, decodeFile } from './media/decode-file';
import { fetchPhoto } from './media/fetch-photo';
import { type Handed, handedOver } from './media/folder';
import { listenForFiles } from './media/intake';
import { isAdding } from './state/album-state';
import { runningBackend } from './state/chosen-backend';
import { isWorking } from './state/offline';
import { PhotoQueue } from './state/photo-queue';
import { createStore } from './state/store';
import { noticeAdded, noticeDismissed, placeShown } from './state/transitions';
import { Turns } from './state/turns';
import { mountAlbum } from './ui/album-mount';
import { mountCamera } from './ui/camera-mount';
import { mountViews } from './ui/mount';
import { texts } from './ui/texts';
import { percentage } from './ui/words';
import { WiredAlbum } from './wire-album';
import { wireCamera } from './wire-camera';
import { wireEngine } from './wire-engine';
import { thresholdsOf, WiredExport } from './wire-export';
import { startOffline } from './wire-offline';

/** The composition root: makes store, analyzer and views and wires them. */
const store = createStore();
const { engine, chooseBackend } = wireEngine(store);

const turns = new Turns();
const queue = new PhotoQueue<ImageBitmap>(store, {
  turns,
  analyze: (bitmap) => engine.analyze(bitmap),
  release: ({ url }) => URL.revokeObjectURL(url),
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

const wired = new WiredAlbum({ store, turns, queue, decode, analyze: (bitmap) => engine.analyze(bitmap) });

/** More photos than somebody would look at one by one. */
const MANY = 12;

const open = ({ files, fromFolder, faults }: Handed): void => {
  for (const { message, name } of faults) store.apply(noticeAdded, message, name);
  if (!fromFolder && files.length <= MANY && store.state.value.place !== 'album') {
    queue.add(files.map(({ file }) => wired.forStage(file)));
  } else if (files.length > 0) {
    wired.add(files);
    store.apply(placeShown, 'album');
  }
};

const openExample = (name: string, url: string): void => {
  queue.add([{ name, open: async () => decode(name, await fetchPhoto(name, url)) }]);
};

listenForFiles(document, open);
const { offline, used } = startOffline({
  isLoading: () => ['idle', 'loading'].includes(store.state.value.engine.kind),
  backend: () => runningBackend(store.state.value),
  isBusy: () => isWorking(store.state.value.photos) || isAdding(wired.album.state.value),
  isWorthKeeping: () => isAdding(wired.album.state.value) && wired.album.state.value.photos.length > 0,
  openFiles: (files) => open(handedOver(files)),
});
mountViews(document, {
  store,
  offline,
  actions: {
    openFiles: (files) => open(handedOver(files)),
    openExample,
    retryPhoto: (id) => queue.retry(id),
    closePhoto: (id) => queue.remove(id),
    chooseBackend,
    loadAgain: () => engine.load(),
  },
});

const exportWords: PictureWords = {
  label: (name) => texts.value.attributes[name],
  percentage,
  drawnAt: (scale, photo) => texts.value.album.export.drawnAt(scale, photo.width, photo.height),
};

const exports = new WiredExport({
  page: document,
  album: wired.album,
  decode,
  photoFile: (id) => wired.photoFile(id),
  context: () => ({ words: exportWords, ...thresholdsOf(store.state.value.engine) }),
  onMissing: (count) => store.apply(noticeAdded, texts.value.album.export.missing(count)),
});
mountAlbum(document, wired.album, {
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
});
mountCamera(document, { store, camera });
void wired.album.open();

// Two frames on, the page has been painted: only now do the nets compete for the connection and the processor.
requestAnimationFrame(() => requestAnimationFrame(() => engine.load()));
