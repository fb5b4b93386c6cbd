import { expect, it } from 'vitest';
import { orFailure, sum, tallyVitest } from '../../../tools/run/tally.mjs';

it('walks that could not be started count as one failed test', () => {
  const engines = orFailure(tallyVitest(undefined), false);
  expect(sum([{ passed: 3, failed: 0 }, engines])).toEqual({ passed: 3, failed: 1 });
});
