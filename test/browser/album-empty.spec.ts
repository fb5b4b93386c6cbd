import { AlbumPage } from './album-page';
import { FacetPage } from './facet-page';
import { expect, test } from './walk';

test('an empty album can be tried with the examples, and offers it again once they are deleted', async ({ page }) => {
  const facet = new FacetPage(page);
  const album = new AlbumPage(page);
  await facet.open();
  await album.open();
  await page.getByRole('button', { name: 'Try it with the examples' }).click();
  await album.expectAdded(6);
  await expect(album.result).toHaveText(/^\d+ faces$/);
  await page.locator('.album-filters').getByRole('button', { name: 'Delete everything' }).click();
  await expect(page.getByRole('button', { name: 'Try it with the examples' })).toBeVisible();
});
