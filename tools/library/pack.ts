/** `npm run pack`: the tarball of `facet-faces` from `dist/lib` (`npm run build` first), checked as its receivers would. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));

/** Where the tarball goes. */
const FOLDER = '.cache/pack';
/** Whoever installs it waits for it; bytes. */
const MOST_BYTES = 4_500_000;

const giveUp = (message: string): never => {
  console.error(message);
  process.exit(1);
};

const check = (script: string, args: readonly string[]): void => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`node_modules/${script}`, ...args], {
    encoding: 'utf8',
  });
  if (status !== 0) giveUp(`${script} found faults in the package:\n${stdout}${stderr}`);
};

if (!existsSync('dist/lib/package.json')) giveUp('There is no dist/lib yet. Run npm run build first.');
const { name, version } = JSON.parse(readFileSync('dist/lib/package.json', 'utf8')) as Record<string, string>;
const tarball = `${FOLDER}/${name}-${version}.tgz`;
mkdirSync(FOLDER, { recursive: true });
const packed = spawnSync('npm', ['pack', './dist/lib', '--pack-destination', FOLDER, '--silent'], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
});
if (packed.status !== 0) giveUp(`npm pack failed:\n${packed.stderr}`);
const { size } = statSync(tarball);
if (size > MOST_BYTES) giveUp(`${tarball} has ${size} bytes, more than ${MOST_BYTES}.`);
check('publint/src/cli.js', ['dist/lib', '--strict']);
check('@arethetypeswrong/cli/dist/index.js', [tarball, '--profile', 'esm-only']);
console.log(`${tarball}: ${(size / 1e6).toFixed(1)} MB; publint and attw found no fault`);
