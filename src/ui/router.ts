import { computed, effect } from '@preact/signals';
import type { Album } from '../state/album';
import { albumAddressVisited, albumQuery } from '../state/album-address';
import { type Place, photoWithId } from '../state/app-state';
import { addressOf, addressVisited, splitAddress } from '../state/places';
import type { Store } from '../state/store';

/** How far each place was scrolled when it was left. */
const scrolled = new Map<Place, number>();

/** What had the focus in each place when it was left. */
const focused = new Map<Place, HTMLElement>();

/** Shows one place and hides the others; each keeps how far it was scrolled. */
const showPlace = (page: Document, from: Place | undefined, to: Place): void => {
  const root = page.documentElement;
  if (from) scrolled.set(from, root.scrollTop);
  const { activeElement } = page;
  const holdsFocus = from !== undefined && page.getElementById(from)?.contains(activeElement);
  if (holdsFocus && activeElement instanceof HTMLElement) focused.set(from, activeElement);
  root.dataset.place = to;
  for (const element of page.querySelectorAll<HTMLElement>('main > [id]')) element.hidden = element.id !== to;
  root.scrollTop = scrolled.get(to) ?? 0;
  // What was focused is hidden now: the keyboard goes on at the place that is shown, where it was before.
  const before = focused.get(to);
  if (holdsFocus) (before?.isConnected ? before : page.getElementById(to))?.focus({ preventScroll: true });
};

/** Marks the current place in the navigation; the way to the photo leads to the one on the stage. */
const markPlace = (page: Document, place: Place, shown: number | undefined, query: string): void => {
  for (const link of page.querySelectorAll<HTMLAnchorElement>('[data-to]')) {
    const to = link.dataset.to as Place;
    link.href = addressOf(to, shown, query);
    if (to === place) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
};

/** Whether an address names a photo that was closed. */
const isDead = (store: Store, hash: string): boolean => {
  const [, name, id] = hash.split('/');
  return name === 'photo' && id !== undefined && !photoWithId(store.state.peek(), Number(id));
};

/**
 * Ties the page's address to the place that the state names: a new place is a new entry of the history, so that Back
 * goes back; another photo on the stage, or one that was closed, or another filter of the album changes the entry that is there.
 */
export const route = (page: Document, store: Store, album: Pick<Album<never>, 'state' | 'apply'>): void => {
  const view = page.defaultView;
  if (!view) return;
  const visit = (): void => {
    const { place, query } = splitAddress(view.location.hash);
    // Before the place: whoever comes there sees at once what the address says.
    if (place === addressOf('album')) album.apply(albumAddressVisited, query);
    store.apply(addressVisited, place);
  };
  view.addEventListener('hashchange', visit);
  // Each place remembers how far it was scrolled; the browser would scroll the one that is about to be left.
  view.history.scrollRestoration = 'manual';
  visit();
  // Nothing else of the state may write the address: a link that was just followed has changed it, and its event is
  // still to come.
  const place = computed(() => store.state.value.place);
  const shown = computed(() => store.state.value.shown);
  const query = computed(() => albumQuery(album.state.value));
  let from: Place | undefined;
  effect(() => {
    const to = place.value;
    const address = addressOf(to, shown.value, query.value);
    const before = view.location.hash || addressOf('start');
    if (before !== address) {
      const isThere = splitAddress(before).place === splitAddress(address).place;
      const stays = from === undefined || from === to || isThere || isDead(store, before);
      // Whoever comes from the album goes back to it by going back.
      if (stays) view.history.replaceState(view.history.state, '', address);
      else view.history.pushState({ from }, '', address);
    }
    if (from !== to) showPlace(page, from, to);
    markPlace(page, to, shown.value, query.value);
    from = to;
  });
};
