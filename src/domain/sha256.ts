/** The part of the browser that is used; pages without a secure address have none. */
interface Surroundings {
  readonly crypto?: {
    readonly subtle?: { digest(algorithm: 'SHA-256', bytes: ArrayBuffer): Promise<ArrayBuffer> };
  };
}

const ownOfTheBrowser = () => {
  try {
    return (globalThis as Surroundings).crypto?.subtle;
  } catch {
    // Naming it throws where it is forbidden.
    return undefined;
  }
};

/** The SHA-256 of some bytes, in hex: by the browser, or by a library where the browser hides its own. */
export const sha256 = async (bytes: ArrayBuffer): Promise<string> => {
  const subtle = ownOfTheBrowser();
  const hash = subtle
    ? new Uint8Array(await subtle.digest('SHA-256', bytes))
    : (await import('@noble/hashes/sha2.js')).sha256(new Uint8Array(bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
};
