import { Fault } from '../domain/errors';
import type { Manifest } from '../domain/manifest';
import { sha256 } from '../domain/sha256';

/** All that {@link Manifest.digest} is computed over: every field that is read, in one order and one form. */
export const contentOf = ({ digest: _, ...content }: Manifest): string => JSON.stringify(content);

const refused = (what: string, todo: string): Fault =>
  new Fault('ManifestInvalid', `The models' manifest can't be used: ${what}. ${todo}`);

const begins = (digest: string): string => `begins with ${digest.slice(0, 12)}`;

/**
 * Proves that a parsed manifest says what was written: the hash over its content is the one in it, and the pinned one.
 * @param pinned the digest of the only manifest that is accepted; any that is whole if absent.
 * @returns the manifest
 * @throws Fault `ManifestInvalid`
 */
export const checkDigest = async (manifest: Manifest, pinned?: string): Promise<Manifest> => {
  const found = await sha256(new TextEncoder().encode(contentOf(manifest)).buffer);
  if (found !== manifest.digest) {
    const what = `it was altered (the SHA-256 of its content ${begins(found)}, but its "digest" ${begins(manifest.digest)})`;
    throw refused(what, 'Put back the manifest.json that belongs to these models.');
  }
  if (pinned !== undefined && found !== pinned) {
    const what = `it belongs to another version of this page (its digest ${begins(found)}; this page's ${begins(pinned)})`;
    throw refused(what, 'Reload the page; if that changes nothing, upload page and models together.');
  }
  return manifest;
};
