import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The project's folder, ending with a slash. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Runs a command in the project's folder, its output on ours.
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {boolean} whether it was found and ended with 0
 */
export const run = (command, args) => {
  // npm is a batch file on Windows, which only a shell can start.
  const shell = process.platform === 'win32' && command === 'npm';
  return spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', shell }).status === 0;
};

/**
 * Runs a script of a package of ours under this Node.
 * @param {string} script path below `node_modules`
 * @param {readonly string[]} args
 */
export const runPackage = (script, args) => run(process.execPath, [`${ROOT}node_modules/${script}`, ...args]);

/**
 * Reads a JSON file of the project.
 * @param {string} path relative to the project's folder
 * @returns {unknown} undefined where there is no such file
 */
export const readJson = (path) => {
  const file = `${ROOT}${path}`;
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
};

/**
 * Ends the program with a message for the person who typed the command.
 * @param {string} message what happened and what to do
 * @returns {never}
 */
export const giveUp = (message) => {
  console.error(message);
  process.exit(1);
};
