/** Measures how many photos a minute an album takes in; see USAGE and README.md. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from '@playwright/test';
import sharp from 'sharp';
import { preview } from 'vite';
import { runCommand, wholeNumber } from '../cli/command';
import { median } from '../cli/metrics';
import { EXAMPLES_FOLDER } from '../convert/golden';
import { systemBrowser } from '../run/browser.mjs';

const USAGE = `Usage: npx tsx tools/bench/import.ts [--photos <n>] [--rounds <n>] [--against <folder>]
  Photos a minute that an album takes in, in Chromium on wasm, from the build in dist.
  --photos <n>        made photos of 12 megapixels (default 24)
  --rounds <n>        how often the folder is added, each time to an empty album (default 3)
  --against <folder>  another build, measured in turn with the first: the ratio says the same on a busy machine`;

const SCENES = ['astronaut.jpg', 'grace-hopper.jpg', 'luis-pedro.jpg', 'photographer.jpg'] as const;
/** As phones take them. */
const SIZE = { width: 4000, height: 3000 };

/** Writes photos of which no two are the same. */
const writePhotos = async (folder: string, count: number): Promise<void> => {
  for (let at = 0; at < count; at++) {
    const scene = `${EXAMPLES_FOLDER}/${SCENES[at % SCENES.length]}`;
    const photo = sharp(scene)
      .resize({ ...SIZE, fit: 'contain', background: `hsl(${(at * 37) % 360}, 30%, 60%)` })
      .jpeg({ quality: 90 });
    await writeFile(join(folder, `photo-${at}.jpg`), await photo.toBuffer());
  }
};

/** Adds the folder to an empty album. @returns photos a minute, from the first that is in the album to the last */
const importOnce = async (browser: Browser, url: string, folder: string, count: number): Promise<number> => {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  try {
    await page.goto(`${url}?backend=wasm#/album`);
    await page.locator('[data-backend]').waitFor();
    await page.locator('#pick-folder').setInputFiles(folder);
    const progress = page.locator('.album-adding progress');
    await progress.and(page.locator('[value="1"]')).waitFor();
    const start = performance.now();
    const status = page.locator('.album-adding[data-phase="over"] .album-adding-status');
    await status.waitFor({ timeout: 600_000 });
    const minutes = (performance.now() - start) / 60_000;
    const added = Number.parseInt(((await status.textContent()) ?? '').replace(/\D+/, ''), 10);
    if (added !== count) throw new Error(`Expected ${count} photos in the album, but ${added} were added.`);
    return (count - 1) / minutes;
  } finally {
    await context.close();
  }
};

/** Measures the builds in turn, round by round. @returns photos a minute of each */
const measure = async (builds: readonly string[], photos: number, rounds: number): Promise<number[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'facet-import-'));
  const executablePath = systemBrowser();
  const browser = await chromium.launch({ args: ['--no-sandbox'], ...(executablePath && { executablePath }) });
  const servers = await Promise.all(
    builds.map((outDir) => preview({ build: { outDir: resolve(outDir) }, preview: { port: 4300 }, logLevel: 'error' })),
  );
  try {
    await writePhotos(folder, photos);
    const rates = builds.map((): number[] => []);
    for (let round = 0; round < rounds; round++) {
      for (const [at, server] of servers.entries()) {
        const url = server.resolvedUrls?.local[0] ?? '';
        rates[at]?.push(await importOnce(browser, url, folder, photos));
      }
    }
    return rates.map((each) => median(each) as number);
  } finally {
    await browser.close();
    await Promise.all(servers.map((server) => server.close()));
    await rm(folder, { recursive: true });
  }
};

const main = async (args: string[]): Promise<number> => {
  const { values } = parseArgs({
    args,
    options: {
      photos: { type: 'string', default: '24' },
      rounds: { type: 'string', default: '3' },
      against: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const builds = ['dist', ...(values.against ? [values.against] : [])];
  const rounds = wholeNumber('rounds', values.rounds, 1);
  const rates = await measure(builds, wholeNumber('photos', values.photos, 2), rounds);
  for (const [at, rate] of rates.entries()) console.log(`${builds[at]}: ${rate.toFixed(1)} photos a minute`);
  const [here = 0, there] = rates;
  if (there) console.log(`ratio: ${(here / there).toFixed(2)}, medians of ${rounds} rounds`);
  return 0;
};

await runCommand(main);
