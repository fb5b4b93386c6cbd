import { existsSync, readdirSync } from 'node:fs';
import { browserStarts } from './browser.mjs';
import { run } from './command.mjs';

/** Debian's packages of the engines besides Chromium, and of the screen that nobody sees. */
const PACKAGES = ['firefox-esr', 'webkit2gtk-driver', 'xvfb'];

/** WebKitGTK's small browser lies beside its libraries, in a folder that is called after the machine. */
const miniBrowser = () =>
  readdirSync('/usr/lib')
    .flatMap((folder) => ['4.1', '4.0', '6.0'].map((api) => `/usr/lib/${folder}/webkit2gtk-${api}/MiniBrowser`))
    .find((path) => existsSync(path));

/** @returns {{ FIREFOX_PATH: string, MINI_BROWSER_PATH: string } | undefined} undefined where one is missing */
const installed = () => {
  const firefox = process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr';
  const browser = miniBrowser();
  const isDriven = ['WebKitWebDriver', 'xvfb-run'].every((name) => existsSync(`/usr/bin/${name}`));
  if (!browser || !isDriven || !browserStarts(firefox)) return undefined;
  return { FIREFOX_PATH: firefox, MINI_BROWSER_PATH: browser };
};

/**
 * Finds Firefox and WebKitGTK, or installs Debian's, and puts their paths into the environment.
 * @returns {boolean} whether both are there; if not, the person has been told
 */
export const ensureEngines = () => {
  if (!installed()) {
    console.log('Installing Firefox and WebKit for the tests…');
    run('apt-get', ['update']);
    run('apt-get', ['install', '-y', ...PACKAGES]);
  }
  const found = installed();
  if (found) Object.assign(process.env, found);
  else console.error(`Firefox and WebKit are missing, and could not be installed: ${PACKAGES.join(', ')}.`);
  return found !== undefined;
};
