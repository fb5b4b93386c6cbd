import sharp from 'sharp';
import { AlbumPage } from './album-page';
import { FacetPage } from './facet-page';
import { leaveAlbum } from './left-album';
import { example, file } from './made-files';
import { expect, type Page, test } from './walk';

const PHOTOS = 40;
const FACES_EACH = 2;

const openAlbum = async (page: Page): Promise<{ album: AlbumPage; facet: FacetPage }> => {
  const album = new AlbumPage(page);
  const facet = new FacetPage(page);
  await album.open();
  await expect(page.getByRole('heading', { name: 'Your album is empty' })).toBeVisible();
  await leaveAlbum(page, PHOTOS, FACES_EACH);
  await page.reload();
  await expect(album.result).toHaveText(`${PHOTOS * FACES_EACH} faces`);
  return { album, facet };
};

const scrolled = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollTop);

test('a photo of the album leads to the next and the one before, in the order of the album, and back', async ({
  page,
}) => {
  const { album, facet } = await openAlbum(page);
  await page.getByLabel('Order').selectOption('name');
  await album.filter('Smiling');
  const shown = await album.shownFaces();
  await album.mark(album.faces.nth(1));
  const names = await album.faces.evaluateAll((faces) =>
    faces.slice(0, 4).map((face) => /made-\d+\.jpg/.exec(face.getAttribute('aria-label') ?? '')?.[0] ?? ''),
  );
  await album.grid.press('Home');
  await page.evaluate(() => scrollTo(0, 120));
  await expect.poll(() => scrolled(page)).toBe(120);
  await page.keyboard.press('Enter');

  const steps = page.getByRole('navigation', { name: 'In the album' });
  const expectAt = async (at: number): Promise<void> => {
    await expect(steps.getByRole('paragraph')).toHaveText(`${at + 1} of ${shown}`);
    await expect(facet.stage.getByRole('heading')).toHaveText(names[at] ?? '');
  };
  await expectAt(0);
  await expect(steps.getByRole('button', { name: 'Previous' })).toHaveAttribute('aria-disabled', 'true');
  await steps.getByRole('button', { name: 'Next' }).click();
  await expectAt(1);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expectAt(3);
  await page.keyboard.press('k');
  await expectAt(2);
  await expect(page.locator('.strip')).toHaveCount(0);

  const waysBack = [
    () => steps.getByRole('link', { name: 'Back to the album' }).click(),
    () => page.keyboard.press('b'),
    () => page.goBack(),
  ];
  for (const goBack of waysBack) {
    await goBack();
    await expect(album.grid).toBeVisible();
    await expect(album.result).toHaveText(new RegExp(`^${shown} of .*: Smiling$`));
    await expect(album.selection.getByRole('status')).toHaveText('1 selected');
    await expect.poll(() => scrolled(page)).toBe(120);
    await page.goForward();
    await expectAt(2);
  }
});

test('the way through the album goes on after a face that is none', async ({ page }) => {
  const { album, facet } = await openAlbum(page);
  await page.getByLabel('Order').selectOption('name');
  await album.faces.nth(1).click();
  const steps = page.getByRole('navigation', { name: 'In the album' });
  await expect(steps.getByRole('paragraph')).toHaveText(`2 of ${PHOTOS * FACES_EACH}`);
  await facet.stage.getByRole('button', { name: 'Not a face' }).click();
  await steps.getByRole('button', { name: 'Next' }).click();
  await expect(facet.stage.getByRole('heading')).toHaveText('made-1.jpg');
  await expect(steps.getByRole('paragraph')).toHaveText(`2 of ${PHOTOS * FACES_EACH - 1}`);
});

test('photos that were not opened from the album have no way through it', async ({ page }) => {
  const { facet } = await openAlbum(page);
  await facet.goTo('start');
  await page.getByRole('link', { name: 'Astronaut' }).click();
  await facet.expectFaces('Astronaut', 1);
  await expect(page.getByRole('navigation', { name: 'In the album' })).toHaveCount(0);
});

test('what the album shows stands in its address and comes back with it', async ({ page }) => {
  const { album, facet } = await openAlbum(page);
  await album.filter('Black_Hair');
  const one = await album.shownFaces();
  const promised = await album.promised('Wavy_Hair');
  await album.filter('Wavy_Hair');
  await expect(album.result).toHaveText(new RegExp(`^${promised} of .*: Black hair or Wavy hair$`));
  expect(promised).toBeGreaterThanOrEqual(one);
  await page.getByRole('button', { name: /^Hair: one of these is enough/ }).click();
  await expect(album.result).toHaveText(/: Black hair and Wavy hair$/);
  await page.getByRole('button', { name: /^Hair: all of these/ }).click();
  await page.locator('.album-filters').getByLabel('How sure').selectOption('At least 80%');
  await expect(album.result).toHaveText(/: Black hair or Wavy hair, at least 80% sure$/);
  const result = (await album.result.textContent()) ?? '';
  expect(page.url()).toMatch(/#\/album\?with=Black_Hair,Wavy_Hair&least=80$/);

  await page.reload();
  await expect(album.result).toHaveText(result);
  await facet.goTo('about');
  await page.goBack();
  await expect(album.result).toHaveText(result);
  await facet.goTo('about');
  await facet.goTo('album');
  await expect(album.result).toHaveText(result);
  await page.goto('./?backend=wasm#/album');
  await expect(album.result).toHaveText(`${PHOTOS * FACES_EACH} faces`);
});

test.describe('on a screen of 4K with double density', () => {
  test.use({ viewport: { width: 1920, height: 1080 }, deviceScaleFactor: 2 });

  test('tiles come in three sizes, the largest are sharp, and the choice is kept', async ({ page }) => {
    const album = new AlbumPage(page);
    await album.open();
    const portrait = await sharp(example('astronaut.jpg').buffer).resize(3000).jpeg().toBuffer();
    await new FacetPage(page).drop(file('portrait.jpg', portrait));
    await album.expectAdded(1);
    const side = async (): Promise<number> => (await album.faces.first().boundingBox())?.width ?? 0;
    const choose = async (name: string): Promise<void> => {
      await page.locator('.album-result').getByText('View', { exact: true }).click();
      await page.getByRole('radio', { name, exact: true }).check();
      await page.keyboard.press('Escape');
    };
    const medium = await side();
    await choose('Small');
    await expect.poll(side).toBeLessThan(medium);
    await choose('Large');
    await expect.poll(side).toBeGreaterThan(medium);
    const large = await side();
    const pixels = await album.pictures.first().evaluate(async (tile) => {
      const address = /url\("(.*)"\)/.exec(getComputedStyle(tile).backgroundImage)?.[1] ?? '';
      return (await createImageBitmap(await (await fetch(address)).blob())).width;
    });
    expect(pixels).toBeGreaterThanOrEqual(large * 2);
    await page.reload();
    await expect.poll(side).toBe(large);
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('a tap in the middle of the smallest tile opens it, one on its corner selects it', async ({ page }) => {
    const { album } = await openAlbum(page);
    await page.locator('.album-result').getByText('View', { exact: true }).tap();
    await page.getByRole('radio', { name: 'Small' }).check();
    await page.locator('.album-result h2').tap();
    await album.faces.first().tap({ position: { x: 14, y: 14 } });
    await expect(album.selection.getByRole('status')).toHaveText('1 selected');
    await album.selection.getByRole('button', { name: 'Clear selection' }).tap();
    await album.faces.nth(2).tap();
    await expect(page.getByRole('navigation', { name: 'In the album' })).toBeVisible();
  });
});

test('the album is shown by photo too, with the faces that are shown of each', async ({ page }) => {
  const { album, facet } = await openAlbum(page);
  const byPhoto = async (): Promise<void> => {
    await page.locator('.album-result').getByText('View', { exact: true }).click();
    await page.getByRole('radio', { name: 'Photos' }).check();
    await page.keyboard.press('Escape');
  };
  await page.getByLabel('Order').selectOption('name');
  await byPhoto();
  await expect(album.result).toHaveText(`${PHOTOS * FACES_EACH} faces in ${PHOTOS} photos`);
  const photos = page.getByRole('listbox', { name: 'Photos' }).getByRole('option');
  await expect(photos.first()).toHaveAccessibleName('made-0.jpg, 2 faces');
  await album.mark(photos.first());
  await expect(album.selection.getByRole('status')).toHaveText('2 selected');
  await album.mark(photos.first());
  await expect(album.selection).toHaveCount(0);

  await photos.nth(1).click();
  const steps = page.getByRole('navigation', { name: 'In the album' });
  await expect(steps.getByRole('paragraph')).toHaveText(`2 of ${PHOTOS}`);
  await page.keyboard.press('n');
  await steps.getByRole('button', { name: 'Next' }).click();
  await expect(facet.stage.getByRole('heading')).toHaveText('made-2.jpg');
  await page.goBack();
  await album.filter('Smiling');
  await expect(album.result).toHaveText(/^\d+ of 80 faces in \d+ photos: Smiling$/);
  await page.reload();
  await expect(album.result).toHaveText(/^\d+ of 80 faces in \d+ photos: Smiling$/);
});
