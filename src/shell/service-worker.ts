import { type KeepParts, SHARE_PATH, sharedCacheName, shellCacheName, TAKE_OVER } from '../pwa/wire';
import { receiveShared } from './share-target';
import { type BuiltFile, Shell } from './shell';

declare const self: ServiceWorkerGlobalScope & {
  /** The build puts its list of files here. */
  readonly __WB_MANIFEST: readonly BuiltFile[];
};

const { scope } = self.registration;
const shell = new Shell(
  { scope, openCache: () => caches.open(shellCacheName(scope)), fetch: (request) => fetch(request) },
  self.__WB_MANIFEST,
);

self.addEventListener('install', (event) => event.waitUntil(shell.install()));

const takeOver = async (): Promise<void> => {
  await self.clients.claim();
  const windows = await self.clients.matchAll({ type: 'window' });
  // Another tab may still run the build before this one, and fetch a part of it later: it is tidied up next time.
  if (windows.length <= 1) await shell.removeOld();
};
self.addEventListener('activate', (event) => event.waitUntil(takeOver()));

const keepParts = async ({ keep }: KeepParts, port: MessagePort | undefined): Promise<void> => {
  const kept = await shell.keepParts(keep).then(
    () => true,
    () => false,
  );
  port?.postMessage(kept);
};

// Never by itself: a new build takes over when the person says so.
self.addEventListener('message', (event) => {
  const message: KeepParts | typeof TAKE_OVER = event.data;
  event.waitUntil(message === TAKE_OVER ? self.skipWaiting() : keepParts(message, event.ports[0]));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method === 'POST' && request.url === new URL(SHARE_PATH, scope).href) {
    event.respondWith(receiveShared(request, () => caches.open(sharedCacheName(scope)), scope));
    return;
  }
  const answer = shell.answer(request);
  if (answer) event.respondWith(answer);
});
