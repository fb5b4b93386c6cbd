import { defineConfig } from 'vite';
import { fileHash } from './tools/build/file-hash.ts';
import { HEADERS, headers } from './tools/build/headers.ts';
import { heicNotice } from './tools/build/heic-notice.ts';
import { licences } from './tools/build/licences.ts';
import { manifestPin } from './tools/build/manifest-pin.ts';
import { offline } from './tools/build/offline.ts';
import { type ChunkGraph, recordChunks } from './tools/build/parts.ts';
import { squeezeWorker } from './tools/build/squeeze-worker.ts';

/** In development only what WebAssembly's threads need. */
const { 'Content-Security-Policy': _, ...DEVELOPMENT } = HEADERS;

/** What the page and its workers load: the shell keeps a backend with all that it needs. */
const graph: ChunkGraph = new Map();

export default defineConfig({
  // Relative addresses: the built site works from any sub-path.
  base: './',
  plugins: [headers(), fileHash(), heicNotice(), licences(), manifestPin(), recordChunks(graph), offline(graph)],
  // Addresses that lead nowhere answer 404.
  appType: 'mpa',
  server: { headers: DEVELOPMENT },
  worker: { format: 'es', plugins: () => [fileHash(), squeezeWorker(), recordChunks(graph)] },
  // The worker's imports are found late in development; optimising them then would reload the page.
  optimizeDeps: {
    include: [
      'comlink',
      'idb-keyval',
      '@tensorflow/tfjs-core',
      '@tensorflow/tfjs-converter',
      '@tensorflow/tfjs-backend-cpu',
      '@tensorflow/tfjs-backend-wasm',
      '@tensorflow/tfjs-backend-webgl',
      '@tensorflow/tfjs-backend-webgpu',
    ],
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: { target: 'es2022', modulePreload: { polyfill: false }, chunkSizeWarningLimit: 800 },
});
