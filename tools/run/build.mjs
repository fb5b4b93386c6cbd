import { giveUp, runPackage } from './command.mjs';

/** Builds the page into `dist`, and the library into `dist/lib`; ends the program where that fails. */
export const buildPage = () => {
  console.log('Building the page…');
  const built =
    runPackage('vite/bin/vite.js', ['build', '--logLevel', 'error']) &&
    runPackage('tsx/dist/cli.mjs', ['tools/library/build.ts']);
  if (!built) {
    giveUp('The build failed; its messages are above.');
  }
};
