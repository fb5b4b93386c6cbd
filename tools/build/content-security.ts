import type { Plugin } from 'vite';

/**
 * What the page may load and run: its own files, and nothing of any other origin. Nothing here can send a photo away.
 * `blob:` and `data:` are the person's own pictures and the icon. WebAssembly is code of ours that needs a permission of
 * its own; text is never run as code.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self' blob:",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "style-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
].join('; ');

/** For hosts that send headers, which also bind the workers. */
export const CONTENT_SECURITY = { 'Content-Security-Policy': POLICY };

/** For hosts that send none, the built page says it itself. Development needs scripts in the page and is left alone. */
export const contentSecurity = (): Plugin => ({
  name: 'facet:content-security',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY },
      // Before anything that it shall rule.
      injectTo: 'head-prepend',
    },
  ],
});
