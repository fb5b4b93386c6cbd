import { describe, expect, it } from 'vitest';
import { example } from '../browser/made-files';
import { startFirefox } from './firefox';
import { expectFaces, ready } from './steps';
import { pathOf, walkIn, walkThrough } from './walked';

const start = (preferences = {}) => startFirefox(pathOf('FIREFOX_PATH'), preferences);

describe('Firefox', () => walkThrough(() => start()));

describe('Firefox with all cookies blocked', () => {
  const walk = walkIn(() => start({ 'network.cookie.cookieBehavior': 2 }));

  it('analyses photos', async () => {
    const { page } = walk();
    await ready(page);
    await page.click('a[data-example][href*="three-people.jpg"]');
    await expectFaces(page, 3);
  });

  it('has an album until the page is closed, and says so', async () => {
    const { page } = walk();
    await page.click('.places [data-to="album"]');
    await page.drop(example('luis-pedro.jpg'), example('astronaut.jpg'));
    await page.find('#album:not([hidden]) .album-face[aria-setsize="2"][style*="blob:"]');
    expect(await page.text('.album-notice')).toContain("This browser doesn't keep the album");
    await page.click('.places [data-to="about"]');
    for (const limit of ['tabs', 'settings']) await page.find(`[data-limit="${limit}"]`);
    await page.find('.storage[data-shell="unavailable"]');
    expect(await page.driver.errors()).toEqual([]);
  });
});

describe('Firefox with privacy.resistFingerprinting', () => {
  const walk = walkIn(() => start({ 'privacy.resistFingerprinting': true }));

  it('says that the pixels are hidden and where to allow it, and never that there is no face', async () => {
    const { page } = walk();
    await page.find('.alert', 60_000);
    expect(await page.text('.alert')).toContain('hides the pixels of photos from the page');
    await page.drop(example('astronaut.jpg'));
    await page.find('.stage[data-phase="failed"]');
    expect(await page.text('.stage')).not.toContain('No face found');
    expect(await page.driver.errors()).toEqual([]);
  });
});
