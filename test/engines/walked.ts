import { afterAll, beforeAll, expect, it } from 'vitest';
import { CAREFUL_HEADERS, type StaticServer, serveBelow } from '../browser/static-server';
import { type Driver, WalkedPage } from './driver';
import { albumOfForty, cutJpeg, expectFaces, heicPhoto, ready, smallPictures, threeExamples } from './steps';

/** The path that a browser was found at; `npm test` looks for them. */
export const pathOf = (variable: 'FIREFOX_PATH' | 'MINI_BROWSER_PATH'): string => {
  const path = process.env[variable];
  if (!path) throw new Error(`${variable} is not set: run the walks with "npm run test:engines".`);
  return path;
};

interface Walk {
  readonly page: WalkedPage;
  readonly server: StaticServer;
}

/** A server and a browser for the tests of one block. */
export const walkIn = (start: () => Promise<Driver>): (() => Walk) => {
  let walk: Walk | undefined;
  beforeAll(async () => {
    const server = await serveBelow('/facet/', CAREFUL_HEADERS);
    walk = { server, page: new WalkedPage(await start()) };
    await walk.page.driver.open(server.url);
  });
  afterAll(async () => {
    await walk?.page.driver.close();
    await walk?.server.stop();
  });
  return () => {
    if (!walk) throw new Error('The browser could not be started.');
    return walk;
  };
};

/** The walk of an engine that has everything. */
export const walkThrough = (start: () => Promise<Driver>): void => {
  const walk = walkIn(start);

  it('gets ready, on wasm', () => ready(walk().page));
  it('finds the faces of three examples', () => threeExamples(walk().page));
  it('keeps an album of forty photos', () => albumOfForty(walk().page, walk().server.url));
  it('keeps small pictures small, whatever it can write', async () => {
    const { bytes, count } = await smallPictures(walk().page);
    expect(count).toBe(56);
    // As PNG they would have about 30 KB each.
    expect(bytes / count).toBeLessThan(8_000);
  });

  it('shows a JPEG that is cut off as far as it goes, and refuses half of one', () => cutJpeg(walk().page));
  it('opens a HEIC photo', () => heicPhoto(walk().page));

  it('works without a network after one visit, on the same backend', async () => {
    const { page, server } = walk();
    await page.click('.places [data-to="about"]');
    await page.find('.storage[data-shell="ready"]', 60_000);
    await server.stop();
    await page.driver.restart();
    await page.driver.open(server.url);
    await ready(page);
    await page.click('.places [data-to="start"]');
    await page.click('a[data-example][href*="astronaut.jpg"]');
    await expectFaces(page, 1);
  });

  it('leaves no error unheard', async () => {
    expect(await walk().page.driver.errors()).toEqual([]);
  });
};
