// `npm run test:lib`: the packed library in strangers' folders, on the build that is in `dist`.
import { rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { giveUp, ROOT, readJson, runPackage } from './command.mjs';
import { orFailure, tallyVitest } from './tally.mjs';

const REPORT = '.cache/library.json';

/**
 * Packs the library and uses it as a stranger would.
 * @returns {import('./tally.mjs').Tally}
 */
export const tryLibrary = () => {
  rmSync(ROOT + REPORT, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`];
  const succeeded = runPackage('vitest/vitest.mjs', ['run', '--config', 'test/lib/vitest.config.ts', ...reporters]);
  return orFailure(tallyVitest(readJson(REPORT)), succeeded);
};

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { passed, failed } = tryLibrary();
  if (failed > 0) giveUp(`${passed} passed, ${failed} failed`);
  console.log(`${passed} passed, 0 failed`);
}
