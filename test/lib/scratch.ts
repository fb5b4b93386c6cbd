import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { inject, onTestFinished } from 'vitest';

/** What a stranger's folder holds beside the package: file by path. */
export type Files = Readonly<Record<string, string>>;

/** A folder outside of this project into which the tarball was installed. */
export interface Scratch {
  readonly folder: string;
  /** Runs Node there. @returns what it wrote to standard output; what it wrote to the other is in the error if it fails */
  node(...args: readonly string[]): string;
}

/** The example photo that most tests look at: one face, with glasses. */
export const PHOTO = resolve('public/examples/grace-hopper.jpg');

const node = (folder: string, args: readonly string[]): string => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
};

/**
 * A stranger's folder with the installed package, which is removed when the test ends.
 * @param packages of this project that the folder is to have too
 */
export const scratch = (files: Files, packages: readonly string[] = []): Scratch => {
  const folder = mkdtempSync(join(tmpdir(), 'facet-stranger-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(inject('installed'), folder, { recursive: true });
  for (const name of packages) {
    mkdirSync(dirname(join(folder, 'node_modules', name)), { recursive: true });
    symlinkSync(resolve('node_modules', name), join(folder, 'node_modules', name), 'junction');
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  cpSync(PHOTO, join(folder, 'photo.jpg'));
  return { folder, node: (...args) => node(folder, args) };
};
