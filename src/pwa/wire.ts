/*
 * What the page and its service worker agree on. Caches belong to a whole origin, where two copies of Facet may live on
 * two paths: every name holds the scope, so that neither touches the other's.
 */

/** Everything that Facet keeps on this device, in caches and databases, is called by a name that begins so. */
export const OWN_PREFIX = 'facet';

/** @param scope address of the folder that the service worker serves, ending with a slash */
export const shellCacheName = (scope: string): string => `${OWN_PREFIX}-shell@${new URL(scope).pathname}`;

/** Photos that another app shared wait here until the page takes them. */
export const sharedCacheName = (scope: string): string => `${OWN_PREFIX}-shared@${new URL(scope).pathname}`;

/** Where the system posts shared photos to, relative to the scope; the web manifest names it too. */
export const SHARE_PATH = 'share-target';

/** Field of that form which holds the files; the web manifest names it too. */
export const SHARE_FIELD = 'photos';

/** Header of a waiting photo that holds its file name, percent-encoded. */
export const NAME_HEADER = 'X-Facet-Name';

/** Header of an entry beside the waiting photos that says how many were left out because they were too many. */
export const LEFT_OUT_HEADER = 'X-Facet-Left-Out';

/** Message of the page to a waiting service worker: take over now. */
export const TAKE_OVER = 'facet:take-over';

/** Message of the page to its service worker: keep the files of these parts too. It answers on the port: whether it could. */
export interface KeepParts {
  readonly keep: readonly string[];
}
