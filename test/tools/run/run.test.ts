import { describe, expect, it } from 'vitest';
import { isNodeSupported, missingPackages } from '../../../tools/run/install.mjs';
import { orFailure, sum, tallyPlaywright, tallyVitest } from '../../../tools/run/tally.mjs';

describe('installing what is missing', () => {
  const wanted = {
    packages: {
      '': { version: '0.1.0' },
      'node_modules/vite': { version: '8.3.8' },
      'node_modules/@esbuild/win32-x64': { version: '0.27.0', optional: true },
    },
  };

  it('asks for every package when nothing is installed', () => {
    expect(missingPackages(wanted, undefined)).toEqual(['node_modules/vite']);
  });

  it('asks for a package that is there in another version', () => {
    const installed = { packages: { 'node_modules/vite': { version: '7.0.0' } } };
    expect(missingPackages(wanted, installed)).toEqual(['node_modules/vite']);
  });

  it('asks for nothing when only packages for other systems are missing', () => {
    const installed = { packages: { 'node_modules/vite': { version: '8.3.8' } } };
    expect(missingPackages(wanted, installed)).toEqual([]);
  });

  it.each([
    ['18.20.0', false],
    ['20.18.3', false],
    ['20.19.0', true],
    ['21.7.0', false],
    ['22.11.0', false],
    ['22.12.0', true],
    ['24.0.0', true],
  ])('Node %s is supported: %s', (version, supported) => {
    expect(isNodeSupported(version)).toBe(supported);
  });
});

describe('the last line of npm test', () => {
  it('adds up both runners', () => {
    const unit = tallyVitest({ numPassedTests: 40, numFailedTests: 1 });
    const browser = tallyPlaywright({ stats: { expected: 20, unexpected: 2, flaky: 1 } });
    expect(sum([orFailure(unit, false), orFailure(browser, false)])).toEqual({ passed: 60, failed: 4 });
  });

  it('counts a runner that broke without a failed test as one failure', () => {
    expect(orFailure({ passed: 7, failed: 0 }, false)).toEqual({ passed: 7, failed: 1 });
  });

  it('counts a runner that left no report as one failure', () => {
    expect(orFailure(tallyVitest(undefined), true)).toEqual({ passed: 0, failed: 1 });
    expect(orFailure(tallyPlaywright(undefined), false)).toEqual({ passed: 0, failed: 1 });
  });
});
