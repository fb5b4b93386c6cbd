/** The part of Trusted Types that is used; browsers without them start scripts as they are. */
interface TrustedTypes {
  createPolicy(name: 'default', rules: { createScriptURL(address: string): string }): unknown;
}

/**
 * The only rule by which this page may start a script, its workers and service worker among them: it lies beside the page.
 * There is none by which text becomes markup or code, so the browser refuses both.
 */
const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };

trustedTypes?.createPolicy('default', {
  createScriptURL: (address) => {
    const { href } = new URL(address, document.baseURI);
    if (href.startsWith(new URL('./', document.baseURI).href)) return address;
    throw new TypeError(`This page starts no script from ${href}.`);
  },
});
