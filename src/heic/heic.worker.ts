import integrity from 'libheif-js/libheif-wasm/libheif.wasm?integrity';
import wasmUrl from 'libheif-js/libheif-wasm/libheif.wasm?url';
import { HEIC_READY, type HeicAnswer, type HeicRequest } from '../domain/heic-api';
import { ifAllowed } from '../domain/if-allowed';
import { showLife } from '../domain/worker-life';
import { colorSpaceOf } from './color-space';
import { decodeHeic } from './decode-heic';
import { startLibheif } from './libheif';

const locks = ifAllowed(() => navigator.locks);
showLife(
  locks,
  `facet-heic-${Math.random()}`,
  (sign) => postMessage(sign),
  () => performance.now(),
);

type Answer = HeicAnswer<ImageBitmap, Blob>;

const lib = (async () => {
  const response = await fetch(wasmUrl, { integrity, redirect: 'error' });
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return startLibheif(await response.arrayBuffer());
})();

const answer = async (request: HeicRequest): Promise<Answer> => {
  const decoded = await decodeHeic(await lib, request);
  if (decoded.kind !== 'pixels') return decoded;
  const { data, width, height } = decoded;
  const pixels = new ImageData(data, width, height, { colorSpace: colorSpaceOf(request.bytes) });
  // The page makes the picture then.
  if (typeof OffscreenCanvas === 'undefined') return { kind: 'decoded', bitmap: await createImageBitmap(pixels) };
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.putImageData(pixels, 0, 0);
  const picture = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 });
  return { kind: 'decoded', bitmap: canvas.transferToImageBitmap(), picture };
};

const send = async (request: HeicRequest): Promise<void> => {
  const given = await answer(request);
  postMessage(given, { transfer: given.kind === 'decoded' ? [given.bitmap] : [] });
};

/** An error here ends the worker for the page: it listens to `error` and starts a new one for the next photo. */
const fail = (error: unknown): void => reportError(error);

addEventListener('message', ({ data }: MessageEvent<HeicRequest>) => void send(data).catch(fail));
lib.then(() => postMessage(HEIC_READY)).catch(fail);
