import { giveUp, runPackage } from './command.mjs';

/** Builds the page into `dist`; ends the program where that fails. */
export const buildPage = () => {
  console.log('Building the page…');
  if (!runPackage('vite/bin/vite.js', ['build', '--logLevel', 'error'])) {
    giveUp('The build failed; its messages are above.');
  }
};
