import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The packed library, as a stranger uses it; on the build in `dist`. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../../', import.meta.url)),
    include: ['test/lib/**/*.test.ts'],
    globalSetup: ['test/lib/pack.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Browsers want both cores.
    fileParallelism: false,
  },
});
