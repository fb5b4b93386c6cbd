import { defineConfig } from '@playwright/test';
import { systemBrowser } from './tools/run/browser.mjs';

// Another port lets two checkouts run their walks at the same time.
const PORT = Number(process.env.FACET_TEST_PORT ?? 4177);
const executablePath = systemBrowser();
const QUIET = ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update'];
// Without a path Playwright would take its headless shell, which has no WebGPU; its channel `chromium` is all of it.
const browser = executablePath ? { executablePath } : { channel: 'chromium' };
const launch = (...flags: string[]) => ({ ...browser, args: [...QUIET, ...flags] });

/** Two real browsers: one that has a (software) WebGPU adapter, one that has none. Tests run on the production build. */
export default defineConfig({
  testDir: 'test/browser',
  testMatch: '**/*.spec.ts',
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  // Requests that a service worker answers can't be altered by a test: only the tests about it let it in.
  use: { baseURL: `http://localhost:${PORT}/`, viewport: { width: 1280, height: 800 }, serviceWorkers: 'block' },
  projects: [
    { name: 'without-webgpu', testIgnore: '**/webgpu.spec.ts', use: { launchOptions: launch() } },
    {
      name: 'with-webgpu',
      testMatch: '**/webgpu.spec.ts',
      use: { launchOptions: launch('--enable-unsafe-webgpu') },
    },
  ],
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --port ${PORT} --strictPort`,
    url: `http://localhost:${PORT}/`,
    reuseExistingServer: false,
  },
});
