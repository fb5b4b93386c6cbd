import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, expect, type Page, test } from '@playwright/test';
import sharp from 'sharp';
import { AlbumPage } from './album-page';
import { FacetPage, largestDifference } from './facet-page';
import { madePhotos } from './made-album';
import { example, file } from './made-files';

/** A browser whose profile outlives it, as a person's does. */
test.describe.configure({ mode: 'serial' });

let profile: string;
let context: BrowserContext;
let page: Page;
let facet: FacetPage;
let album: AlbumPage;

test.beforeAll(() => {
  profile = mkdtempSync(join(tmpdir(), 'facet-profile-'));
});
test.beforeEach(async ({ baseURL, launchOptions }) => {
  context = await chromium.launchPersistentContext(profile, {
    ...launchOptions,
    ...(baseURL && { baseURL }),
    viewport: { width: 1280, height: 800 },
    serviceWorkers: 'block',
  });
  page = await context.newPage();
  facet = new FacetPage(page);
  album = new AlbumPage(page);
});
test.afterEach(async () => {
  await context.close();
  expect(facet.silentErrors).toEqual([]);
});
test.afterAll(() => rmSync(profile, { recursive: true, force: true }));

/** Keys of all that the album's database holds. */
const keptKeys = (): Promise<string[]> =>
  page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('facet-album');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          if (!database.objectStoreNames.contains('records')) return resolve([]);
          const keys = database.transaction('records').objectStore('records').getAllKeys();
          keys.onsuccess = () => resolve(keys.result.map(String));
          keys.onerror = () => reject(keys.error);
        };
      }),
  );

const keepButton = () => facet.stage.getByRole('button', { name: 'Keep in album' });

test('photos that are opened, dropped, pasted or taken as an example are only looked at', async () => {
  await facet.open('wasm');
  await facet.pick(example('astronaut.jpg'));
  await facet.expectFaces('astronaut.jpg', 1);
  await expect(keepButton()).toBeVisible();
  await facet.drop(example('grace-hopper.jpg'));
  await facet.expectFaces('grace-hopper.jpg', 1);
  await facet.paste(example('luis-pedro.jpg'));
  await facet.expectFaces('luis-pedro.jpg', 1);
  await facet.goTo('start');
  await page.getByRole('link', { name: 'Photographer' }).click();
  await facet.expectFaces('Photographer', 1);
  await facet.goTo('album');
  await expect(page.getByRole('heading', { name: 'Your album is empty' })).toBeVisible();
  expect(await keptKeys()).toEqual([]);
});

test('the profile, opened again, holds nothing of them', async () => {
  await album.open();
  await expect(page.getByRole('heading', { name: 'Your album is empty' })).toBeVisible();
  expect(await keptKeys()).toEqual([]);
});

test('a photo is kept when somebody says so, without another analysis', async () => {
  await facet.open('wasm');
  await facet.drop(example('three-people.jpg'));
  await facet.expectFaces('three-people.jpg', 3);
  const numbers = await facet.stage.locator('.photo-numbers').textContent();
  await keepButton().click();
  await expect(facet.stage.getByRole('link', { name: 'Kept in your album' })).toBeVisible();
  await expect(keepButton()).toHaveCount(0);
  await expect(facet.stage.locator('.photo-numbers')).toHaveText(numbers ?? '');
  await facet.stage.getByRole('button', { name: 'Close photo' }).click();
});

test('it is there when the profile is opened again, and the same file is known', async () => {
  await album.open();
  await expect(album.result).toHaveText('3 faces');
  await facet.goTo('start');
  await facet.drop(example('three-people.jpg'));
  await facet.expectFaces('three-people.jpg', 3);
  await expect(facet.stage.getByRole('link', { name: 'In your album already' })).toBeVisible();

  await facet.goTo('album');
  await page.locator('.album-filters').getByRole('button', { name: 'Delete everything' }).click();
  await facet.goTo('photo');
  await expect(keepButton()).toBeVisible();
});

test('more than twelve photos at once open as an album and say that they are kept', async () => {
  await facet.open('wasm');
  await facet.pick(...(await madePhotos(13)));
  await album.expectAdded(13);
  await expect(album.adding).toContainText('more than 12 photos at once, opens as an album');
  await expect(album.adding).toContainText('kept in this browser until you delete them');
});

test('a device without room keeps the photo until the page is closed, and says so beside it', async ({ baseURL }) => {
  const client = await context.newCDPSession(page);
  await client.send('Storage.overrideQuotaForOrigin', { origin: new URL(baseURL ?? '').origin, quotaSize: 1 });
  await facet.open('wasm');
  await facet.drop(example('astronaut.jpg'));
  await facet.expectFaces('astronaut.jpg', 1);
  await keepButton().click();
  await expect(facet.stage).toContainText('this device has no room left');
});

test('what is no face goes for good: from the stage, from the album, and when the same file comes again', async () => {
  await facet.open('wasm');
  await facet.drop(example('three-people.jpg'));
  await facet.expectFaces('three-people.jpg', 3);
  await keepButton().click();
  await expect(facet.stage.getByRole('link', { name: 'Kept in your album' })).toBeVisible();
  await facet.stage.getByRole('button', { name: 'Not a face' }).click();
  await facet.expectFaces('three-people.jpg', 2);
  await facet.stage.getByRole('button', { name: 'Undo' }).click();
  await facet.expectFaces('three-people.jpg', 3);
  await facet.stage.getByRole('button', { name: 'Not a face' }).click();
  await facet.expectFaces('three-people.jpg', 2);

  await page.reload();
  await facet.drop(example('three-people.jpg'));
  await facet.expectFaces('three-people.jpg', 2);
  await facet.goTo('album');
  const inAlbum = album.grid.getByRole('option', { name: /three-people/ });
  await expect(inAlbum).toHaveCount(2);
  await album.mark(inAlbum.first());
  await album.selection.getByRole('button', { name: 'Not a face' }).click();
  await expect(inAlbum).toHaveCount(1);
  await expect(page.getByText("It won't be found again in this file")).toBeVisible();
  await facet.goTo('start');
  await facet.drop(example('three-people.jpg'));
  await facet.expectFaces('three-people.jpg', 1);
});

/** A photo larger than the copy that the album keeps. */
const largePhoto = async () =>
  file('large.jpg', await sharp(example('three-people.jpg').buffer).resize(2400).jpeg({ quality: 92 }).toBuffer());

const openFromAlbum = async (name: RegExp): Promise<void> => {
  await facet.goTo('album');
  await album.mark(album.grid.getByRole('option', { name }).first());
  await album.selection.getByRole('button', { name: 'Open photo' }).click();
  await expect(facet.stage.getByRole('heading', { name })).toBeVisible();
};

test('a photo of the album shows what was measured, whatever is left of its picture, and its original on request', async () => {
  await facet.open('wasm');
  const photo = await largePhoto();
  await facet.drop(photo);
  await facet.expectFaces('large.jpg', 3);
  const measured = await facet.readFace();
  await keepButton().click();
  await expect(facet.stage.getByRole('link', { name: 'Kept in your album' })).toBeVisible();

  await album.open();
  await page.reload();
  await openFromAlbum(/large\.jpg/);
  await facet.expectFaces('large.jpg', 3);
  await expect(facet.stage).toContainText('smaller copy, 1,600 px');
  const stored = await facet.readFace();
  expect(largestDifference(measured, stored)).toBeLessThan(1e-4);
  expect(stored.face).toEqual(measured.face);
  await expect(facet.stage.getByRole('radio')).toHaveCount(0);

  const choose = async (chosen: typeof photo): Promise<void> => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      facet.stage.getByRole('button', { name: 'Open the original' }).click(),
    ]);
    await chooser.setFiles(chosen);
  };
  await choose(example('astronaut.jpg'));
  await expect(facet.alerts.filter({ hasText: "astronaut.jpg isn't the file" })).toHaveCount(1);
  await expect(facet.stage).toContainText('smaller copy');
  await choose(photo);
  await expect(facet.stage).not.toContainText('smaller copy');
  expect(largestDifference(measured, await facet.readFace())).toBeLessThan(1e-4);

  await facet.stage.getByRole('button', { name: 'Analyse again' }).click();
  await expect(facet.stage.getByRole('radio', { name: 'Heads' })).toHaveCount(1);
  await facet.expectFaces('large.jpg', 3);
  await expect(facet.stage.getByRole('link', { name: 'In your album already' })).toBeVisible();
});
