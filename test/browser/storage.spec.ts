import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { AlbumPage } from './album-page';
import { FacetPage } from './facet-page';
import { madePhotos } from './made-album';
import { example } from './made-files';

/** A tab of the same site that holds the album's storage until it is let go. */
const holdStorage = async (context: BrowserContext): Promise<{ free(): Promise<void> }> => {
  const tab = await context.newPage();
  await tab.goto('./licences.txt');
  await tab.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('facet-album');
        opening.onupgradeneeded = () => opening.result.createObjectStore('records');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const objects = opening.result.transaction('records', 'readwrite').objectStore('records');
          // A transaction lives as long as it is asked something.
          const hold = (): void => {
            objects.get('x').onsuccess = () => {
              if (!document.title) hold();
            };
          };
          hold();
          resolve();
        };
      }),
  );
  return {
    async free() {
      await tab.evaluate(() => {
        document.title = 'free';
      });
    },
  };
};

const alert = (page: Page, text: string) => page.getByRole('alert').filter({ hasText: text });

test('another tab that holds the storage costs a sentence; what was added meanwhile is kept when it lets go', async ({
  context,
  page,
}) => {
  const held = await holdStorage(context);
  const album = new AlbumPage(page);
  await album.open();
  await expect(alert(page, "storage doesn't answer")).toHaveCount(1);
  await new FacetPage(page).drop(...(await madePhotos(2)));
  await album.expectAdded(2);
  await expect(page.locator('.album-filters .album-kept')).toContainText('only until you close this page');

  await held.free();
  await expect(alert(page, "storage doesn't answer")).toHaveCount(0);
  await expect(page.locator('.album-filters .album-kept')).toContainText('kept on this device.');
  const faces = await album.shownFaces();
  await page.reload();
  await expect(album.result).toHaveText(`${faces} faces`);
});

test('a browser that keeps nothing says so, and never the contrary', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', {
      get: () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    });
  });
  const album = new AlbumPage(page);
  const facet = new FacetPage(page);
  await album.open();
  await facet.drop(...(await madePhotos(1)));
  await album.expectAdded(1);
  await expect(alert(page, "This browser doesn't keep the album")).toHaveCount(1);
  const kept = page.locator('.album-filters .album-kept');
  await expect(kept).toContainText('only until you close this page');
  await expect(kept).not.toContainText('kept on this device');
  await expect(page.getByText('insecure')).toHaveCount(0);
  expect(facet.silentErrors).toEqual([]);
});

test('storage that is cleared while the page is open is said when somebody comes back to it', async ({ page }) => {
  const album = new AlbumPage(page);
  const facet = new FacetPage(page);
  await album.open();
  await facet.drop(example('three-people.jpg'));
  await album.expectAdded(1);
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('facet-album');
        opening.onsuccess = () => {
          const change = opening.result.transaction('records', 'readwrite');
          change.objectStore('records').clear();
          change.oncomplete = () => resolve();
        };
      }),
  );
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(alert(page, 'The album was cleared outside of this page')).toHaveCount(1);
  await expect(page.locator('.album-filters .album-kept')).toContainText('only until you close this page');
  await expect(album.result).toHaveText('3 faces');
});
