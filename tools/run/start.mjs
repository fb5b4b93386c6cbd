// `npm start`: installs what is missing, builds, serves the production build and prints its address.
// Only Node's own modules until the dependencies are there.
import { buildPage } from './build.mjs';
import { ROOT } from './command.mjs';
import { installMissing } from './install.mjs';

/** Where to look for a free port from. */
const FIRST_PORT = Number(process.env.PORT ?? 4173);

installMissing();
buildPage();
const { preview } = await import('vite');
const server = await preview({ root: ROOT, preview: { port: FIRST_PORT } });

/** @type {() => Promise<void>} */
const end = async () => {
  await server.close();
  process.exit(0);
};
process.once('SIGINT', end);
process.once('SIGTERM', end);
// npm puts a shell between itself and us, which passes no signal on when it is ended: without it we end too.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== parent && end(), 250).unref();

console.log(`Facet is at ${server.resolvedUrls?.local[0]} (stop it with Ctrl+C)`);
