import { Fault, isFault } from '../domain/errors';
import type { Manifest, ModelFile } from '../domain/manifest';
import { checkModelFile, damaged } from './check-file';
import { download, type Fetch, type Patience, TooLong } from './download';
import { parseManifest } from './manifest';
import { checkDigest } from './manifest-digest';

export type { Fetch, Patience } from './download';

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    const start = JSON.stringify(body.slice(0, 30));
    throw new Fault('ManifestInvalid', `The models' manifest isn't JSON: it begins with ${start}.`);
  }
};

/**
 * Fetches and checks `manifest.json` in the folder `baseUrl` (absolute, ending with a slash).
 * @param pinned digest of the only manifest that is accepted; see {@link checkDigest}.
 * @throws Fault `ModelMissing` when it can't be fetched, `ManifestInvalid` when it isn't a valid manifest.
 */
export const fetchManifest = async (
  fetch: Fetch,
  baseUrl: string,
  pinned?: string,
  patience?: Patience,
): Promise<Manifest> => {
  const url = new URL('manifest.json', baseUrl).href;
  // It names the versions of all else, so a cached copy is only used after asking the server.
  const bytes = await download(fetch, { url, name: 'manifest.json', cache: 'no-cache' }, patience);
  return checkDigest(parseManifest(parsed(new TextDecoder().decode(bytes))), pinned);
};

/** The address of a file that the manifest names. @throws Fault `ManifestInvalid` when it leads out of the folder. */
const addressOf = ({ path }: ModelFile, baseUrl: string): string => {
  const { href } = new URL(path, baseUrl);
  if (href.startsWith(baseUrl)) return href;
  throw new Fault('ManifestInvalid', `The models' manifest names a file outside of its folder, ${href}.`);
};

/**
 * Fetches one model file and checks its size and SHA-256.
 * @param onBytes gets the number of bytes of this file so far; it may fall back when it has to be fetched anew.
 * @throws Fault `ModelMissing` (not there, connection lost) or `ModelDamaged` (size or hash differs).
 */
export const fetchModelFile = async (
  fetch: Fetch,
  baseUrl: string,
  file: ModelFile,
  onBytes: (loaded: number) => void,
  patience?: Patience,
): Promise<ArrayBuffer> => {
  const url = addressOf(file, baseUrl);
  const attempt = async (cache: RequestCache): Promise<ArrayBuffer> => {
    const wanted = { url, name: file.path, cache, size: file.bytes, onBytes };
    const bytes = await download(fetch, wanted, patience).catch((error: unknown) => {
      throw error instanceof TooLong ? damaged(file, `it should have ${file.bytes} bytes, but has more`) : error;
    });
    return checkModelFile(file, bytes);
  };
  try {
    return await attempt('default');
  } catch (error) {
    if (!isFault(error, 'ModelDamaged')) throw error;
    // After an update the HTTP cache may still hold the old file under the same address: ask the server itself once.
    return attempt('reload');
  }
};
