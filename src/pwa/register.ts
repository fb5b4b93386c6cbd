import { type KeepParts, TAKE_OVER } from './wire';

/** What the page is told. */
export interface OfflineListeners {
  /** The page starts without a network from now on. @param first whether that became true on this visit */
  readonly onOfflineReady: (first: boolean) => void;
  /** A new version waits, or took over in another tab: {@link OfflineShell.applyUpdate} shows it. */
  readonly onUpdate: () => void;
  /** This browser, or the way the page is served, keeps nothing for later. */
  readonly onUnavailable: () => void;
}

export interface OfflineShell {
  /** Shows the new version: the page is loaded again. What isn't stored is lost. */
  applyUpdate(): void;
  /** Looks for a new version; rejects where the server can't be asked. */
  look(): Promise<unknown>;
  /** Keeps what the page uses, as {@link RegisterHost.usedParts} tells it now: something was added. */
  keepUsed(): void;
}

/** The parts of the browser that are used; tests bring their own. */
export interface RegisterHost {
  /** Undefined in browsers without service workers, and where the page isn't served securely. */
  readonly container: ServiceWorkerContainer | undefined;
  readonly page: Document;
  readonly reload: () => void;
  readonly now: () => number;
  /** Settles when the page has fetched what it needs itself: on a first visit, nothing is kept before. */
  readonly whenCalm: Promise<unknown>;
  /** Settles when the page can analyse photos, which may be never. */
  readonly whenUsable: Promise<unknown>;
  /** Parts of the build that only some visitors use, and this one does: the backend that was chosen, the HEIC decoder. */
  readonly usedParts: () => readonly string[];
}

/** How often, at most, a page that stays open looks for a new version when somebody comes back to it. */
const LOOK_EVERY_MS = 60 * 60 * 1000;

/** How often a worker that was asked to take over is asked again: a browser that is still busy may let it wait. */
const ASK_EVERY_MS = 2_000;

const whenState = (worker: ServiceWorker, state: ServiceWorkerState, then: () => void): void => {
  const check = (): void => {
    if (worker.state !== state) return;
    worker.removeEventListener('statechange', check);
    then();
  };
  worker.addEventListener('statechange', check);
  check();
};

/**
 * Has a worker keep what the page uses besides that which everybody needs. A first visit fetched it before there was a
 * worker, and a new version has other files for it.
 * @returns whether it is kept
 */
const keepUsed = async (worker: ServiceWorker, { whenUsable, usedParts }: RegisterHost): Promise<boolean> => {
  await whenUsable;
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => {
      port1.close();
      resolve(data === true);
    };
    const message: KeepParts = { keep: usedParts() };
    worker.postMessage(message, [port2]);
  });
};

/** Tells about the worker that is there and the ones that come. */
const follow = (
  registration: ServiceWorkerRegistration,
  { onOfflineReady, onUpdate }: OfflineListeners,
  host: RegisterHost,
): void => {
  const ready = async (worker: ServiceWorker, first: boolean): Promise<void> => {
    if (await keepUsed(worker, host)) onOfflineReady(first);
  };
  const update = async (worker: ServiceWorker): Promise<void> => {
    // Where that fails the new version fetches it on its first start.
    await keepUsed(worker, host);
    onUpdate();
  };
  if (registration.active) void ready(registration.active, false);
  if (registration.active && registration.waiting) void update(registration.waiting);
  const followNew = (): void => {
    const worker = registration.installing;
    if (!worker) return;
    const isFirst = !registration.active;
    if (isFirst) whenState(worker, 'activated', () => void ready(worker, true));
    else whenState(worker, 'installed', () => void update(worker));
  };
  registration.addEventListener('updatefound', followNew);
  followNew();
};

/** A page that stays open for days would never hear of a new version. */
const lookNowAndThen = (registration: ServiceWorkerRegistration, { page, now }: RegisterHost): void => {
  let looked = now();
  page.addEventListener('visibilitychange', () => {
    if (page.visibilityState !== 'visible' || now() - looked < LOOK_EVERY_MS) return;
    looked = now();
    // Without a network there is nothing new to find.
    registration.update().catch(() => undefined);
  });
};

/**
 * Registers the service worker, which keeps the page for visits without a network.
 * @param url its address
 */
export const registerOffline = (url: string, listeners: OfflineListeners, host: RegisterHost): OfflineShell => {
  const { container } = host;
  // While a page still loads, the worker before has its hands full, and the new one couldn't take over.
  const onUpdate = (): void => void host.whenCalm.then(listeners.onUpdate);
  let waiting: ServiceWorkerRegistration | undefined;
  let asked = false;
  let asking: ReturnType<typeof setInterval> | undefined;
  // The first worker takes over a page that had none, and changes nothing; a later one brings a new version.
  let hadController = container?.controller != null;
  container?.addEventListener('controllerchange', () => {
    if (asked) host.reload();
    else if (hadController) onUpdate();
    clearInterval(asking);
    hadController = true;
  });
  const register = async (): Promise<void> => {
    // A page that a service worker gave needs nothing from the network, and may look for a new version at once.
    if (container && !container.controller) await host.whenCalm;
    const registration = await container?.register(url, { updateViaCache: 'none' });
    if (!registration) return listeners.onUnavailable();
    waiting = registration;
    follow(registration, { ...listeners, onUpdate }, host);
    lookNowAndThen(registration, host);
  };
  register().catch(() => listeners.onUnavailable());
  return {
    applyUpdate: () => {
      asked = true;
      const worker = waiting?.waiting;
      // Without one, it took over in another tab already.
      if (!worker) return host.reload();
      const ask = (): void => worker.postMessage(TAKE_OVER);
      ask();
      asking ??= setInterval(ask, ASK_EVERY_MS);
    },
    look: async () => waiting?.update(),
    keepUsed: () => {
      if (waiting?.active) void keepUsed(waiting.active, host);
    },
  };
};
