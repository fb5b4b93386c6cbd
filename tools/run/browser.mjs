import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Names under which Chrome and Chromium are installed, best first. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** Places outside PATH where desktop installers put the browser. */
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** @param {string} path */
const executable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/**
 * Whether a browser is there and starts. On Linux it may be there and yet not start: libraries are missing, or it is a
 * stub that asks for a snap. Elsewhere `--version` would open a window, so being there has to do.
 * @param {string} path
 */
export const browserStarts = (path) =>
  executable(path) && (process.platform !== 'linux' || spawnSync(path, ['--version']).status === 0);

/**
 * The system's Chrome or Chromium: the one named in `CHROME_PATH`, else the first that is found.
 * @returns {string | undefined} absolute path; undefined when there is none (Playwright then uses its own download)
 */
export const systemBrowser = () => {
  const named = process.env.CHROME_PATH;
  if (named) return named;
  const folders = (process.env.PATH ?? '').split(delimiter).concat('/usr/bin', '/snap/bin');
  const inPath = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...inPath, ...PLACES].find(browserStarts);
};
