// `npm run test:engines`: the walks in Firefox and WebKit, on the build that is in `dist`. Both are Debian's packages.
import { rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { giveUp, ROOT, readJson, runPackage } from './command.mjs';
import { ensureEngines } from './ensure-engines.mjs';
import { orFailure, tallyVitest } from './tally.mjs';

const REPORT = '.cache/engines.json';

/**
 * Runs the walks.
 * @returns {import('./tally.mjs').Tally} nothing on systems other than Linux, whose WebKit and Firefox nobody drives so
 */
export const walkEngines = () => {
  if (process.platform !== 'linux') {
    console.log('The walks in Firefox and WebKit are left out: they need Linux.');
    return { passed: 0, failed: 0 };
  }
  rmSync(ROOT + REPORT, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`];
  const succeeded =
    ensureEngines() &&
    runPackage('vitest/vitest.mjs', ['run', '--config', 'test/engines/vitest.config.ts', ...reporters]);
  return orFailure(tallyVitest(readJson(REPORT)), succeeded);
};

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { passed, failed } = walkEngines();
  if (failed > 0) giveUp(`${passed} passed, ${failed} failed`);
  console.log(`${passed} passed, 0 failed`);
}
