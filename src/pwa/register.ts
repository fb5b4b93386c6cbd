import { TAKE_OVER } from './wire';

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

/** Tells about the worker that is there and the ones that come. */
const follow = (registration: ServiceWorkerRegistration, { onOfflineReady, onUpdate }: OfflineListeners): void => {
  if (registration.active) onOfflineReady(false);
  if (registration.active && registration.waiting) onUpdate();
  const followNew = (): void => {
    const worker = registration.installing;
    if (!worker) return;
    const isFirst = !registration.active;
    if (isFirst) whenState(worker, 'activated', () => onOfflineReady(true));
    else whenState(worker, 'installed', onUpdate);
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
    follow(registration, { ...listeners, onUpdate });
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
  };
};
