import { effect } from '@preact/signals';
import { ifAllowed } from '../../domain/if-allowed';
import { listenForLaunchFiles, type OnFiles, type Shared, takeSharedFiles } from '../../pwa/incoming';
import { keepInstallOffer } from '../../pwa/install';
import { findLimits } from '../../pwa/limits';
import { registerOffline } from '../../pwa/register';
import { askPersistence, browserStorage, clearEverything, type StorageHost, storageUsed } from '../../pwa/storage';
import { Offline } from '../../state/offline/offline';

/** What the rest of the page gives. */
export interface OfflineWiring {
  /** Whether the nets are still on their way; reads signals. */
  readonly isLoading: () => boolean;
  /** The backend that the page analyses photos with; undefined until there is one. Reads signals. */
  readonly backend: () => string | undefined;
  /** Whether photos are being worked on, or wait for it; reads signals. */
  readonly isBusy: () => boolean;
  /** Whether the album has got something on this visit; reads signals. */
  readonly isWorthKeeping: () => boolean;
  /** Opens files as if they had been dropped on the page. */
  readonly openFiles: OnFiles;
  /** Puts photos that another app shared on the stage, however many they are. */
  readonly openShared: (shared: Shared) => void;
}

/** How long, at most, a first visit gives the nets before the page itself is kept for later, milliseconds. */
const PATIENCE_MS = 30_000;

/** @param isSo reads signals */
const whenTrue = (isSo: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    const stop = effect(() => {
      if (!isSo()) return;
      resolve();
      // Not at once: the first run may come before `stop` is there.
      queueMicrotask(() => stop());
    });
  });

/** When the nets are there, or won't come. */
const whenCalm = (isLoading: () => boolean): Promise<unknown> =>
  Promise.race([new Promise((resolve) => setTimeout(resolve, PATIENCE_MS)), whenTrue(() => !isLoading())]);

/** Removes all that is kept; the service worker goes too, or it would keep the page again. */
const clear = async (host: StorageHost, container: ServiceWorkerContainer | undefined): Promise<void> => {
  const registration = await container?.getRegistration(document.baseURI);
  await registration?.unregister();
  await clearEverything(host);
};

export interface WiredOffline {
  readonly offline: Offline;
  /** The page used a part of the build that only some visitors do: it is kept for visits without a network. */
  readonly used: (part: 'heic') => void;
}

/** Wires the rooms `pwa` and `state`: the page as an app. Nothing of it is needed for the first photo. */
export const startOffline = (wiring: OfflineWiring): WiredOffline => {
  const { isLoading, backend, isBusy, isWorthKeeping, openFiles, openShared } = wiring;
  const scope = new URL('./', document.baseURI).href;
  const host = browserStorage();
  const container = ifAllowed(() => navigator.serviceWorker);
  const reload = (): void => location.reload();
  const installer = keepInstallOffer(window, {
    onOffer: (offered) => offline.installOffered(offered),
    onInstalled: () => void offline.persist(),
  });
  const offline: Offline = new Offline({
    limits: findLimits(),
    applyUpdate: () => shell.applyUpdate(),
    look: () => shell.look(),
    install: () => installer.install(),
    measure: () => storageUsed(host),
    persist: () => askPersistence(host),
    clear: () => clear(host, container),
    reload,
    isBusy,
    isWorthKeeping,
  });
  const parts = new Set<string>();
  const shell = registerOffline(
    new URL('service-worker.js', scope).href,
    {
      onOfflineReady: (first) => offline.ready(first),
      onUpdate: () => offline.updateFound(),
      onUnavailable: () => offline.unavailable(),
    },
    {
      container,
      page: document,
      reload,
      now: Date.now,
      whenCalm: whenCalm(isLoading),
      whenUsable: whenTrue(() => backend() !== undefined),
      usedParts: () => [...parts, backend() ?? []].flat(),
    },
  );
  listenForLaunchFiles(window.launchQueue, openFiles);
  takeSharedFiles(host.caches, scope).then(
    openShared,
    // Where the caches may not be read, nothing can have been put into them.
    () => undefined,
  );
  return {
    offline,
    used: (part) => {
      parts.add(part);
      shell.keepUsed();
    },
  };
};
