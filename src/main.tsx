import { createAnalyzer } from './analyzer/create-analyzer';
import { decodeFile } from './media/decode-file';
import { fetchPhoto } from './media/fetch-photo';
import { type Handed, handedOver } from './media/folder';
import { listenForFiles } from './media/intake';
import { chosenBackend } from './state/chosen-backend';
import { createEngine } from './state/engine';
import { PhotoQueue } from './state/photo-queue';
import { createStore } from './state/store';
import { noticeAdded } from './state/transitions';
import { mountViews } from './ui/mount';

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

const queue = new PhotoQueue<ImageBitmap>(store, {
  analyze: (bitmap) => engine.analyze(bitmap),
  release: ({ url }) => URL.revokeObjectURL(url),
});

const open = ({ files, faults }: Handed): void => {
  for (const { message, name } of faults) store.apply(noticeAdded, message, name);
  queue.add(files.map(({ file }) => ({ name: file.name, open: () => decodeFile(file.name, file) })));
};

const openExample = (name: string, url: string): void =>
  queue.add([{ name, open: async () => decodeFile(name, await fetchPhoto(name, url)) }]);

listenForFiles(document, open);
mountViews(document, {
  store,
  actions: {
    openFiles: (files) => open(handedOver(files)),
    openExample,
    retryPhoto: (id) => queue.retry(id),
    closePhoto: (id) => queue.remove(id),
    loadAgain: () => engine.load(),
  },
});

// Two frames on, the page has been painted: only now do the nets compete for the connection and the processor.
requestAnimationFrame(() => requestAnimationFrame(() => engine.load()));
