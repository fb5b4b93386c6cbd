import { Fault, isFault, messageOf } from '../domain/errors';
import type { Manifest, ModelFile } from '../domain/manifest';
import { checkModelFile, damaged } from './check-file';
import { parseManifest } from './manifest';
import { checkDigest } from './manifest-digest';

/** The part of `fetch` that is used; tests pass their own. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const requested = async (fetch: Fetch, url: string, init: RequestInit): Promise<Response> => {
  const response = await fetch(url, init).catch((error: unknown) => {
    throw new Fault('ModelMissing', `Couldn't reach ${url} (${messageOf(error)}). Check the connection and try again.`);
  });
  if (response.ok) return response;
  throw new Fault(
    'ModelMissing',
    `The model file ${url} isn't there: the server answered ${response.status}. Upload the folder of models again.`,
  );
};

/**
 * Fetches and checks `manifest.json` in the folder `baseUrl` (absolute, ending with a slash).
 * @param pinned digest of the only manifest that is accepted; see {@link checkDigest}.
 * @throws Fault `ModelMissing` when it can't be fetched, `ManifestInvalid` when it isn't a valid manifest.
 */
export const fetchManifest = async (fetch: Fetch, baseUrl: string, pinned?: string): Promise<Manifest> => {
  // The manifest names the versions of all else, so a cached copy is only used after asking the server.
  const response = await requested(fetch, new URL('manifest.json', baseUrl).href, { cache: 'no-cache' });
  const body = await response.text();
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch (error) {
    const start = JSON.stringify(body.slice(0, 30));
    throw new Fault(
      'ManifestInvalid',
      `The models' manifest isn't JSON (${messageOf(error)}): it begins with ${start}.`,
    );
  }
  return checkDigest(parseManifest(json), pinned);
};

/** Reads a body of a known size into one buffer. `onBytes` gets the number of bytes that have come so far. */
const download = async (
  file: ModelFile,
  response: Response,
  onBytes: (loaded: number) => void,
): Promise<ArrayBuffer> => {
  const bytes = new Uint8Array(file.bytes);
  let loaded = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const chunk = await reader?.read().catch((error: unknown) => {
      const so = `${loaded} of ${file.bytes} bytes`;
      throw new Fault(
        'ModelMissing',
        `The download of ${file.path} broke off after ${so} (${messageOf(error)}). Try again.`,
      );
    });
    if (chunk === undefined || chunk.value === undefined) break;
    if (loaded + chunk.value.length > file.bytes) {
      await reader?.cancel();
      throw damaged(file, `it should have ${file.bytes} bytes, but has more`);
    }
    bytes.set(chunk.value, loaded);
    loaded += chunk.value.length;
    onBytes(loaded);
  }
  return loaded === bytes.length ? bytes.buffer : bytes.buffer.slice(0, loaded);
};

/**
 * Fetches one model file and checks its size and SHA-256.
 * @param onBytes gets the number of bytes of this file so far; it may fall back when a stale copy is fetched anew.
 * @throws Fault `ModelMissing` (not there, connection lost) or `ModelDamaged` (size or hash differs).
 */
export const fetchModelFile = async (
  fetch: Fetch,
  baseUrl: string,
  file: ModelFile,
  options: { readonly onBytes: (loaded: number) => void; readonly signal: AbortSignal },
): Promise<ArrayBuffer> => {
  const attempt = async (cache: RequestCache) => {
    const response = await requested(fetch, new URL(file.path, baseUrl).href, { cache, signal: options.signal });
    return checkModelFile(file, await download(file, response, options.onBytes));
  };
  try {
    return await attempt('default');
  } catch (error) {
    if (!isFault(error, 'ModelDamaged')) throw error;
    // After an update the HTTP cache may still hold the old file under the same address: ask the server itself once.
    return attempt('reload');
  }
};
