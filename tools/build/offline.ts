import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { PluginOption } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { SHARE_FIELD, SHARE_PATH } from '../../src/pwa/wire.ts';
import { type ChunkGraph, type Part, partsOfFiles } from './parts.ts';

/** Background of the page in the light theme, which app windows and splash screens start with. */
const LIGHT = '#ffffff';
const ACCENT = '#0d7377';

/** What installed Facet opens, by kind and the endings that systems know them by. */
const OPENS = {
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/png': ['.png'],
  'image/webp': ['.webp'],
  'image/gif': ['.gif'],
  'image/avif': ['.avif'],
  'image/heic': ['.heic', '.heif'],
  'image/bmp': ['.bmp'],
};

const icon = (file: string, sizes: string, purpose: 'any' | 'maskable') => ({
  src: `icons/${file}`,
  sizes,
  type: file.endsWith('.svg') ? 'image/svg+xml' : 'image/png',
  purpose,
});

/** A picture of the page for whoever is asked whether to install it; README.md shows them too. */
const screenshot = (file: string, sizes: string, form_factor: 'narrow' | 'wide', label: string) => ({
  src: `screenshots/${file}`,
  sizes,
  type: 'image/png',
  form_factor,
  label,
});

/** The web manifest. Every address is relative to it, so it works from any sub-path. */
export const WEB_MANIFEST = {
  id: './',
  name: 'Facet: 40 face attributes, on your device',
  short_name: 'Facet',
  description: 'Finds every face in a photo and estimates 40 attributes of each, without sending it anywhere.',
  lang: 'en',
  start_url: './',
  scope: './',
  display: 'standalone' as const,
  theme_color: ACCENT,
  background_color: LIGHT,
  categories: ['photo', 'utilities'],
  icons: [
    icon('icon.svg', 'any', 'any'),
    icon('icon-192.png', '192x192', 'any'),
    icon('icon-512.png', '512x512', 'any'),
    icon('icon-maskable-192.png', '192x192', 'maskable'),
    icon('icon-maskable-512.png', '512x512', 'maskable'),
  ],
  screenshots: [
    screenshot('photo.png', '1280x800', 'wide', 'A photo with three faces, and the attributes of one'),
    screenshot('album.png', '390x844', 'narrow', 'An album of faces'),
  ],
  share_target: {
    action: `./${SHARE_PATH}`,
    method: 'POST' as const,
    enctype: 'multipart/form-data',
    params: { files: [{ name: SHARE_FIELD, accept: ['image/*'] }] },
  },
  file_handlers: [{ action: './', accept: OPENS }],
  // An open window keeps its photos and gets the new ones too.
  launch_handler: { client_mode: ['focus-existing' as const, 'auto' as const] },
};

const integrity = (file: string): string =>
  `sha256-${createHash('sha256').update(readFileSync(file)).digest('base64')}`;

/** Nobody needs an asset that no code loads, as a licence; other files without code are the page's own pictures. */
const partsOf = (url: string, parts: ReadonlyMap<string, readonly Part[]>): { readonly parts?: readonly Part[] } => {
  const own = parts.get(url);
  if (!own) return url.startsWith('assets/') ? { parts: [] } : {};
  return own.length > 0 ? { parts: own } : {};
};

/**
 * The web manifest, and the service worker with the list of the built files that the page needs, each with the parts it
 * belongs to. Models are none of them: the room `models` keeps those. Nor are the manifest's screenshots.
 * @param graph the chunks of the page and its workers, as {@link recordChunks} noted them
 */
export const offline = (graph: ChunkGraph): PluginOption => {
  let outDir = '';
  return [
    {
      name: 'facet:out-dir',
      configResolved: ({ root, build }) => {
        outDir = resolve(root, build.outDir);
      },
    },
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/shell',
      filename: 'service-worker.ts',
      // `src/pwa/register.ts` does it: a script in the page's text would break a strict Content-Security-Policy.
      injectRegister: false,
      // They are files of the build like all others.
      includeManifestIcons: false,
      manifest: WEB_MANIFEST,
      injectManifest: {
        rollupFormat: 'iife',
        globPatterns: ['**/*.{html,js,css,wasm,svg,png,webp,jpg,txt}'],
        globIgnores: ['models/**', 'screenshots/**', 'service-worker.js'],
        // Vite names these by their bytes.
        dontCacheBustURLsMatching: /^assets\/.*-[\w-]{8}\.\w+$/,
        // A file that is missing offline breaks the page: none is left out in silence for its size.
        maximumFileSizeToCacheInBytes: 8_000_000,
        manifestTransforms: [
          async (entries) => {
            const parts = partsOfFiles(graph);
            return {
              manifest: entries.map((entry) => ({
                ...entry,
                integrity: integrity(join(outDir, entry.url)),
                ...partsOf(entry.url, parts),
              })),
              warnings: [],
            };
          },
        ],
      },
    }),
  ];
};
