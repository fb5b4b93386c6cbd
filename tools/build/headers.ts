import type { Plugin } from 'vite';

/**
 * What the page may load and run: its own files, and nothing of any other origin. Nothing here can send a photo away.
 * `blob:` and `data:` are the person's own pictures and the icon. WebAssembly is code of ours that needs a permission of
 * its own; text is never run as code, and only `src/trusted-types.ts` says which scripts may be started.
 */
const PAGE_POLICY = [
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
  "require-trusted-types-for 'script'",
  'trusted-types default',
];

/** What no page of Facet uses, and so no script in it may; the camera only this origin's. */
const PERMISSIONS = [
  'camera=(self)',
  ...['microphone', 'geolocation', 'display-capture', 'midi', 'payment', 'usb', 'serial', 'bluetooth', 'hid'].map(
    (feature) => `${feature}=()`,
  ),
];

/** What a host sends with every file. Isolation lets WebAssembly use threads and keeps other sites out of the process. */
export const HEADERS: Readonly<Record<string, string>> = {
  // Only a header can say who may frame the page, and only a header binds its workers.
  'Content-Security-Policy': [...PAGE_POLICY, "frame-ancestors 'none'"].join('; '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': PERMISSIONS.join(', '),
};

/** Files that are named by their bytes, and so never change. */
const HASHED = '^/assets/.+-[A-Za-z0-9_-]{8}\\.(js|css|wasm)$';
const FOR_EVER = 'public, max-age=31536000, immutable';
/** All others are asked for anew, which costs a question and no bytes where nothing changed. */
const ASK = 'no-cache';

/** The headers of a path below the site's root, which begins with a slash. */
export const headersFor = (path: string): Readonly<Record<string, string>> => ({
  ...HEADERS,
  'Cache-Control': new RegExp(HASHED).test(path) ? FOR_EVER : ASK,
});

const lines = (indent: string, form: (name: string, value: string) => string, all = HEADERS): string =>
  Object.entries(all)
    .map(([name, value]) => `${indent}${form(name, value)}`)
    .join('\n');

/** Netlify, Cloudflare Pages and others that read this file. They ask anew for all that isn't told otherwise. */
const underscoreHeaders = (): string => `/*
${lines('  ', (name, value) => `${name}: ${value}`)}

/assets/*
  Cache-Control: ${FOR_EVER}
`;

const nginxHeaders = (cache: string): string =>
  lines('    ', (name, value) => `add_header ${name} "${value}" always;`, { ...HEADERS, 'Cache-Control': cache });

const nginx =
  (): string => `# nginx: in a server block whose root is the folder above this file. Addresses that lead nowhere answer 404.
location / {
    try_files $uri $uri/index.html =404;
${nginxHeaders(ASK)}
}

# A location with headers of its own inherits none.
location ~ "${HASHED}" {
    try_files $uri =404;
${nginxHeaders(FOR_EVER)}
}
`;

const caddy =
  (): string => `# Caddy: \`caddy run --config hosting/Caddyfile\` in the built site's folder, or these lines in a site of your own.
:8080 {
	root * .
	encode zstd gzip
	header {
${lines('\t\t', (name, value) => `${name} "${value}"`)}
		Cache-Control "${ASK}"
	}
	@hashed path_regexp ${HASHED}
	header @hashed Cache-Control "${FOR_EVER}"
	file_server
}
`;

/** Header files by their path in the built site. */
export const headerFiles = (): Readonly<Record<string, string>> => ({
  _headers: underscoreHeaders(),
  'hosting/nginx.conf': nginx(),
  'hosting/Caddyfile': caddy(),
});

/**
 * One source for what hosts send: files for the usual ones beside the built page, the same from the server of `npm start`,
 * and in the page itself what a page can say, for hosts that send nothing. Development needs scripts in the page and is
 * left alone.
 */
export const headers = (): Plugin => ({
  name: 'facet:headers',
  generateBundle() {
    for (const [fileName, source] of Object.entries(headerFiles())) this.emitFile({ type: 'asset', fileName, source });
  },
  transformIndexHtml: (_html, { server }) =>
    server
      ? []
      : [
          {
            tag: 'meta',
            attrs: { 'http-equiv': 'Content-Security-Policy', content: PAGE_POLICY.join('; ') },
            // Before anything that it shall rule.
            injectTo: 'head-prepend',
          },
          { tag: 'meta', attrs: { name: 'referrer', content: 'no-referrer' }, injectTo: 'head-prepend' },
        ],
  configurePreviewServer({ middlewares }) {
    middlewares.use(({ url = '/' }, response, next) => {
      const { pathname } = new URL(url, 'http://localhost');
      for (const [name, value] of Object.entries(headersFor(pathname))) response.setHeader(name, value);
      next();
    });
  },
});
