import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The tarball, relative to the project. */
    tarball: string;
    /** A folder with nothing but the tarball, installed by npm. */
    installed: string;
  }
}

const OPTIONS = ['--offline', '--no-audit', '--no-fund', '--ignore-scripts', '--silent'];

const run = (command: string, args: readonly string[], cwd = '.'): string => {
  const shell = process.platform === 'win32' && command === 'npm';
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', shell });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
};

/**
 * Packs `dist/lib` once, by the command that its makers use, and installs it as a stranger does, in an empty folder and
 * without a network; what either finds amiss fails all tests.
 */
export default ({ provide }: TestProject) => {
  const packed = run(process.execPath, ['--import', 'tsx', 'tools/library/pack.ts']);
  const tarball = packed.slice(0, packed.indexOf(':'));
  const installed = mkdtempSync(join(tmpdir(), 'facet-installed-'));
  writeFileSync(join(installed, 'package.json'), '{ "type": "module", "private": true }\n');
  run('npm', ['install', resolve(tarball), ...OPTIONS], installed);
  provide('tarball', tarball);
  provide('installed', installed);
  return () => rmSync(installed, { recursive: true, force: true });
};
