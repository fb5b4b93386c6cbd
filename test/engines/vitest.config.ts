import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The walks in Firefox and WebKit, on the build in `dist`; `npm run test:engines` finds the browsers. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../../', import.meta.url)),
    include: ['test/engines/**/*.walk.ts'],
    testTimeout: 150_000,
    hookTimeout: 60_000,
    // One browser at a time: each wants both cores.
    fileParallelism: false,
  },
});
