import { browserStarts, systemBrowser } from './browser.mjs';
import { giveUp, run, runPackage } from './command.mjs';

/** Playwright's own Chromium, if it has been downloaded and starts. */
const playwrightBrowser = async () => {
  const { chromium } = await import('@playwright/test');
  const path = chromium.executablePath();
  return browserStarts(path) ? path : undefined;
};

/** Debian's and Ubuntu's package, for where Playwright's download is refused or lacks libraries. */
const installSystemPackage = () => {
  if (process.platform !== 'linux') return;
  run('apt-get', ['update']);
  run('apt-get', ['install', '-y', 'chromium']);
};

/**
 * Finds a Chrome or Chromium, or installs one: Playwright's download, else the system's package.
 * @returns {Promise<string>} its path; the program ends where there is none to be had
 */
export const ensureBrowser = async () => {
  const found = systemBrowser() ?? (await playwrightBrowser());
  if (found && browserStarts(found)) return found;
  if (found) return giveUp(`CHROME_PATH names ${found}, which is no browser that starts. Correct or unset it.`);
  console.log('Installing a browser for the tests…');
  runPackage('@playwright/test/cli.js', ['install', 'chromium', '--no-shell']);
  const downloaded = await playwrightBrowser();
  if (downloaded) return downloaded;
  installSystemPackage();
  return (
    systemBrowser() ??
    giveUp('No Chrome or Chromium was found, and none could be installed. Install one, or name it in CHROME_PATH.')
  );
};
