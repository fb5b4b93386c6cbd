/**
 * How many tests passed and failed.
 * @typedef {{ passed: number, failed: number }} Tally
 */

/**
 * A runner that ended badly without a failed test (a file that doesn't load, a server that doesn't start) counts as one.
 * @param {Tally | undefined} tally undefined where the runner wrote no report
 * @param {boolean} succeeded whether the runner ended with 0
 * @returns {Tally}
 */
export const orFailure = (tally, succeeded) => {
  const { passed, failed } = tally ?? { passed: 0, failed: 0 };
  return { passed, failed: succeeded && tally ? failed : Math.max(1, failed) };
};

/**
 * @param {unknown} report vitest's JSON report
 * @returns {Tally | undefined}
 */
export const tallyVitest = (report) => {
  if (!report) return undefined;
  const { numPassedTests, numFailedTests } = /** @type {Record<string, number>} */ (report);
  return { passed: numPassedTests ?? 0, failed: numFailedTests ?? 0 };
};

/**
 * @param {unknown} report Playwright's JSON report
 * @returns {Tally | undefined}
 */
export const tallyPlaywright = (report) => {
  if (!report) return undefined;
  const { stats } = /** @type {{ stats: { expected: number, unexpected: number, flaky: number } }} */ (report);
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
};

/**
 * @param {readonly Tally[]} tallies
 * @returns {Tally}
 */
export const sum = (tallies) => ({
  passed: tallies.reduce((total, { passed }) => total + passed, 0),
  failed: tallies.reduce((total, { failed }) => total + failed, 0),
});
