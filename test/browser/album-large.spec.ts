import { AlbumPage, spoken } from './album-page';
import { leaveAlbum } from './left-album';
import { expect, test } from './walk';

const PHOTOS = 4000;
const FACES_EACH = 5;
const FACES = spoken(PHOTOS * FACES_EACH);

// How long a filter takes is measured by tools/bench/album.ts.
test('an album of 20,000 faces comes back, filters as it promises, and scrolls with few elements', async ({ page }) => {
  const album = new AlbumPage(page);
  await album.open();
  await expect(page.getByRole('heading', { name: 'Your album is empty' })).toBeVisible();
  await leaveAlbum(page, PHOTOS, FACES_EACH);
  await page.reload();
  await expect(album.result).toHaveText(`${FACES} faces`);
  await expect(album.pictures.first()).toBeVisible();

  for (const [attribute, words] of [
    ['Eyeglasses', 'Eyeglasses'],
    ['Smiling', 'Eyeglasses and Smiling'],
  ] as const) {
    const promised = spoken(await album.promised(attribute));
    await album.filter(attribute);
    await expect(album.result).toHaveText(`${promised} of ${FACES} faces: ${words}`);
    await expect(album.faces.first()).toHaveAttribute('aria-setsize', promised.replaceAll(',', ''));
  }
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(album.result).toHaveText(`${FACES} faces`);

  const elements = (): Promise<number> => album.grid.evaluate((grid) => grid.querySelectorAll('*').length);
  for (const share of [0.25, 0.5, 1]) {
    await page.evaluate((to) => scrollTo(0, to * document.documentElement.scrollHeight), share);
    const place = async (): Promise<number> => Number(await album.pictures.first().getAttribute('aria-posinset'));
    await expect.poll(place).toBeGreaterThan(0.9 * share * PHOTOS * FACES_EACH);
    expect(await elements()).toBeLessThanOrEqual(200);
  }
  await expect(album.faces.last()).toHaveAttribute('aria-posinset', String(PHOTOS * FACES_EACH));
  await expect(album.faces.last()).toHaveAccessibleName(/made-0\.jpg/);
});
