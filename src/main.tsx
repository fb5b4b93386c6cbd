import { createAnalyzer } from './analyzer/create-analyzer';
import type { PictureWords } from './export/to-png';
import { type DecodedPhoto, decodeFile } from './media/decode-file';
import { photoPart } from './media/face-bitmap';
import { fetchPhoto } from './media/fetch-photo';
import { type Handed, handedOver } from './media/folder';
import { listenForFiles } from './media/intake';
import { isAdding } from './state/album-state';
import { chosenBackend } from './state/chosen-backend';
import { Coverings } from './state/coverings';
import { createEngine } from './state/engine';
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
import { WiredExport } from './wire-export';
import { startOffline } from './wire-offline';
import { wirePhoto } from './wire-photo';

/** The composition root: makes store, analyzer and views and wires them. */
const store = createStore();
const backend = chosenBackend(store, location.search);

const engine = createEngine<ImageBitmap>(store, (listeners) =>
  createAnalyzer({
    // Beside the page, from whatever sub-path it is served.
    modelsUrl: new URL('models/', document.baseURI).href,
    ...(backend && { backend }),
    ...listeners,
  }),
);

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
  return () => store.apply(noticeDismissed, message);
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
const offline = startOffline({
  isLoading: () => ['idle', 'loading'].includes(store.state.value.engine.kind),
  isBusy: () => isWorking(store.state.value.photos) || isAdding(wired.album.state.value),
  isWorthKeeping: () => isAdding(wired.album.state.value) && wired.album.state.value.photos.length > 0,
  openFiles: (files) => open(handedOver(files)),
});
const words: PictureWords = { label: (name) => texts.value.attributes[name], percentage };
const coverings = new Coverings<ImageBitmap>(store, {
  part: (picture, box) => photoPart(picture.url, box, picture),
  cover: (part, square, isWanted) => engine.cover(part, square, isWanted),
});
mountViews(document, {
  store,
  offline,
  coverings,
  actions: {
    ...wirePhoto({ page: document, store, words }),
    openFiles: (files) => open(handedOver(files)),
    openExample,
    retryPhoto: (id) => queue.retry(id),
    closePhoto: (id) => queue.remove(id),
    loadAgain: () => engine.load(),
  },
});

const exports = new WiredExport({
  page: document,
  album: wired.album,
  decode,
  photoFile: (id) => wired.photoFile(id),
  words,
  onMissing: (count) => store.apply(noticeAdded, texts.value.album.export.missing(count)),
});
mountAlbum(document, wired.album, store, {
  openFace: (key) => wired.openFace(key),
  exportFaces: (kind, keys) => void exports.exportFaces(kind, keys),
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
