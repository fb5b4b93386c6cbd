import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { type Driver, LISTEN } from './driver';

/** Settings of `about:config`. */
export type Preferences = Readonly<Record<string, string | number | boolean>>;

/** Nothing is fetched but what the page asks for. */
const QUIET: Preferences = {
  'app.update.enabled': false,
  'browser.safebrowsing.downloads.remote.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
};

/** Firefox, over WebDriver BiDi. */
export const startFirefox = async (executablePath: string, preferences: Preferences = {}): Promise<Driver> => {
  const profile = mkdtempSync(join(tmpdir(), 'facet-firefox-'));
  const errors: string[] = [];
  const start = async (): Promise<{ browser: Browser; page: Page }> => {
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath,
      headless: true,
      userDataDir: profile,
      protocolTimeout: 120_000,
      extraPrefsFirefox: { ...QUIET, ...preferences },
    });
    const page = await browser.newPage();
    await page.evaluateOnNewDocument(LISTEN);
    return { browser, page };
  };
  let { browser, page } = await start();
  const takeErrors = async (): Promise<void> => {
    const unheard = await page.evaluate(() => {
      const { unheard: kept = [] } = window as { unheard?: string[] };
      return kept.splice(0);
    });
    errors.push(...unheard);
  };
  return {
    async open(address) {
      await takeErrors();
      // Firefox reports requests that a page aborts itself as failures of the navigation.
      await page.goto(address, { waitUntil: 'domcontentloaded', timeout: 60_000 });
    },
    async restart() {
      await browser.close();
      ({ browser, page } = await start());
    },
    run: (work, ...given) => page.evaluate(work as unknown as (...all: unknown[]) => never, ...given),
    async errors() {
      await takeErrors();
      return errors;
    },
    async close() {
      await browser.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
};
