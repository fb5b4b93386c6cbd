import { giveUp, readJson, run } from './command.mjs';

/**
 * @typedef {{ version?: string, optional?: boolean }} LockedPackage
 * @typedef {{ packages: Record<string, LockedPackage> }} Lockfile
 */

/**
 * Packages that the lockfile asks for and `node_modules` lacks or has in another version. Optional ones don't count:
 * most of them are for other systems.
 * @param {Lockfile} wanted `package-lock.json`
 * @param {Lockfile | undefined} installed `node_modules/.package-lock.json`, npm's own note of what it installed
 * @returns {string[]} their folders
 */
export const missingPackages = (wanted, installed) =>
  Object.entries(wanted.packages)
    .filter(([folder, entry]) => folder !== '' && !entry.optional)
    .filter(([folder, entry]) => installed?.packages[folder]?.version !== entry.version)
    .map(([folder]) => folder);

/** @param {string} version as in `process.versions.node` */
export const isNodeSupported = (version) => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
};

/** Installs the dependencies, if any are missing; ends the program where that fails. */
export const installMissing = () => {
  const { node } = process.versions;
  if (!isNodeSupported(node)) giveUp(`Facet needs Node 20.19, 22.12 or newer; this is ${node}.`);
  const wanted = /** @type {Lockfile} */ (readJson('package-lock.json'));
  const installed = /** @type {Lockfile | undefined} */ (readJson('node_modules/.package-lock.json'));
  const missing = missingPackages(wanted, installed);
  if (missing.length === 0) return;
  console.log(`Installing what is missing (${missing.length} packages)…`);
  // Without --include=dev, NODE_ENV=production would leave out what builds the page.
  if (!run('npm', ['ci', '--include=dev'])) giveUp('npm ci failed; its messages are above. Facet needs its packages.');
};
