import type { Manifest } from '../domain/manifest';
import { type Fetch, fetchManifest, type Patience } from './fetch-model';
import { parseManifest } from './manifest';
import { checkDigest } from './manifest-digest';
import { MANIFEST_KEY, ModelCache, type ModelStore } from './model-cache';
import { withTimeLimit } from './time-limit';

/** How long a server may take to name its models while others are at hand: a bad connection is worse than none. */
const SERVER_LIMIT_MS = 5_000;

/** A manifest as it is kept. */
export const manifestBytes = (manifest: Manifest): ArrayBuffer =>
  new TextEncoder().encode(JSON.stringify(manifest)).buffer;

const readKept = async (store: ModelStore, pinned: string | undefined): Promise<Manifest | undefined> => {
  const bytes = await new ModelCache(store).readBytes(MANIFEST_KEY);
  try {
    return bytes && (await checkDigest(parseManifest(JSON.parse(new TextDecoder().decode(bytes))), pinned));
  } catch {
    // Kept by a version of Facet that wrote it another way, of other models, or damaged: the server has the right one.
    return undefined;
  }
};

/**
 * The manifest of the server; where that can't be had, the one whose models are kept on this device, so that Facet works
 * without a network. A page that knows which manifest is the right one doesn't ask the server when that is kept.
 * @param baseUrl the folder of models: absolute, ending with a slash
 * @param pinned digest of the only manifest that is accepted; any whole one if absent
 * @throws Fault `ModelMissing` or `ManifestInvalid`, as {@link fetchManifest}, when none is kept
 */
export const readManifest = async (
  fetch: Fetch,
  store: ModelStore,
  baseUrl: string,
  pinned?: string,
  patience?: Patience,
): Promise<Manifest> => {
  if (pinned !== undefined) {
    return (await readKept(store, pinned)) ?? fetchManifest(fetch, baseUrl, pinned, patience);
  }
  const fetching = fetchManifest(fetch, baseUrl, undefined, patience);
  // It may fail before the store has answered; that is told below.
  fetching.catch(() => undefined);
  const kept = await readKept(store, undefined);
  return kept ? withTimeLimit(fetching, SERVER_LIMIT_MS, 'no answer').catch(() => kept) : fetching;
};
