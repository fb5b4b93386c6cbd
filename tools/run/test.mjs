// `npm test`: installs what is missing, browsers too, builds, and runs every test. Its last line adds them up.
import { rmSync } from 'node:fs';
import { buildPage } from './build.mjs';
import { ROOT, readJson, runPackage } from './command.mjs';
import { walkEngines } from './engines.mjs';
import { ensureBrowser } from './ensure-browser.mjs';
import { installMissing } from './install.mjs';
import { tryLibrary } from './library.mjs';
import { orFailure, sum, tallyPlaywright, tallyVitest } from './tally.mjs';

const UNIT_REPORT = '.cache/vitest.json';
const BROWSER_REPORT = 'test-results/playwright.json';

installMissing();
process.env.CHROME_PATH = await ensureBrowser();
// A report that an earlier run left must not be taken for this one's.
for (const report of [UNIT_REPORT, BROWSER_REPORT]) rmSync(ROOT + report, { force: true });

buildPage();
const unit = runPackage('vitest/vitest.mjs', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${UNIT_REPORT}`,
]);
const browser = runPackage('@playwright/test/cli.js', ['test']);
const engines = walkEngines();
const library = tryLibrary();

const { passed, failed } = sum([
  orFailure(tallyVitest(readJson(UNIT_REPORT)), unit),
  orFailure(tallyPlaywright(readJson(BROWSER_REPORT)), browser),
  engines,
  library,
]);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
