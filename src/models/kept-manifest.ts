import type { Manifest } from '../domain/manifest';
import { type Fetch, fetchManifest } from './fetch-model';
import { parseManifest } from './manifest';
import { MANIFEST_KEY, ModelCache, type ModelStore } from './model-cache';
import { withTimeLimit } from './time-limit';

/** How long a server may take to name its models while others are at hand: a bad connection is worse than none. */
const SERVER_LIMIT_MS = 5_000;

/** A manifest as it is kept. */
export const manifestBytes = (manifest: Manifest): ArrayBuffer =>
  new TextEncoder().encode(JSON.stringify(manifest)).buffer;

const readKept = async (store: ModelStore): Promise<Manifest | undefined> => {
  const bytes = await new ModelCache(store).readBytes(MANIFEST_KEY);
  try {
    return bytes && parseManifest(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    // Kept by a version of Facet that wrote it another way, or damaged: the server has the right one.
    return undefined;
  }
};

/**
 * The manifest of the server; where that can't be had, the one whose models are kept on this device, so that Facet works
 * without a network.
 * @param baseUrl the folder of models: absolute, ending with a slash
 * @throws Fault `ModelMissing` or `ManifestInvalid`, as {@link fetchManifest}, when none is kept
 */
export const readManifest = async (fetch: Fetch, store: ModelStore, baseUrl: string): Promise<Manifest> => {
  const fetching = fetchManifest(fetch, baseUrl);
  // It may fail before the store has answered; that is told below.
  fetching.catch(() => undefined);
  const kept = await readKept(store);
  return kept ? withTimeLimit(fetching, SERVER_LIMIT_MS, 'no answer').catch(() => kept) : fetching;
};
