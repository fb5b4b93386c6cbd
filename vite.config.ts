import { minifySync } from 'rolldown/utils';
import { defineConfig, type Plugin } from 'vite';

/** Cross-origin isolation: lets wasm use threads, and is what the served build promises. */
const ISOLATION = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

/** Vite 8 mangles ES workers but keeps their whitespace, which nearly doubles what a visitor downloads. */
const squeezeWorker = (): Plugin => ({
  name: 'facet:squeeze-worker',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue;
      const codegen = { removeWhitespace: true };
      chunk.code = minifySync(chunk.fileName, chunk.code, { compress: false, mangle: false, codegen }).code;
    }
  },
});

export default defineConfig({
  // Relative addresses: the built site works from any sub-path.
  base: './',
  server: { headers: ISOLATION },
  preview: { headers: ISOLATION },
  worker: { format: 'es', plugins: () => [squeezeWorker()] },
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
