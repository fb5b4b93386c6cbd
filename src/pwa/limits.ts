import { ifAllowed } from '../domain/if-allowed';

/** The parts of the browser that are asked for; each may throw where it is forbidden. */
const FOUND = {
  insecure: () => isSecureContext,
  tabs: () => {
    new BroadcastChannel('facet-probe').close();
    return navigator.locks !== undefined;
  },
  settings: () => localStorage !== undefined && localStorage !== null,
  canvas: () => new OffscreenCanvas(1, 1).getContext('2d') !== null,
};

/** What this browser lacks or forbids, by name. Whether it keeps the page, the models and the album shows when they are kept. */
export const findLimits = (): (keyof typeof FOUND)[] =>
  (Object.keys(FOUND) as (keyof typeof FOUND)[]).filter((limit) => ifAllowed(FOUND[limit]) !== true);
