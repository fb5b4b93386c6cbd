import { spawnSync } from 'node:child_process';
import { run } from './command.mjs';

/** Whether exiftool starts. */
const starts = () => spawnSync('exiftool', ['-ver']).status === 0;

/** Makes sure that exiftool is there, which reads back what the exports wrote: Debian's and Ubuntu's package. */
export const ensureExiftool = () => {
  if (starts()) return;
  console.log('Installing exiftool for the tests…');
  if (process.platform === 'linux') {
    run('apt-get', ['update']);
    run('apt-get', ['install', '-y', 'libimage-exiftool-perl']);
  }
  if (!starts())
    throw new Error('exiftool was not found and could not be installed. Install it: https://exiftool.org.');
};
