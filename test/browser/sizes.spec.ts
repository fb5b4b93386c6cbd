import { FacetPage } from './facet-page';
import { example } from './made-files';
import { groupPhoto } from './made-group';
import { expect, type Page, test } from './walk';

const WIDTHS = [280, 320, 390, 480, 568, 844];
/** The last ones are what 400 % leaves of usual screens. */
const HEIGHTS = [667, 520, 390, 270, 200];

/** The photo as it is seen, and how far the page reaches to the right of the screen, CSS pixels. */
const seen = (page: Page): Promise<{ width: number; height: number; beyond: number }> =>
  page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const { width = 0, height = 0 } = document.querySelector('.picture')?.getBoundingClientRect() ?? {};
    const { scrollWidth, clientWidth } = document.documentElement;
    return { width, height, beyond: scrollWidth - clientWidth };
  });

/** Goes through all sizes of the screen. */
const expectSeen = async (page: Page, what: string): Promise<void> => {
  for (const width of WIDTHS) {
    for (const height of HEIGHTS) {
      await page.setViewportSize({ width, height });
      const photo = await seen(page);
      const where = `${what}, ${width} × ${height}`;
      expect.soft(photo.beyond, where).toBeLessThanOrEqual(0);
      expect.soft(Math.min(photo.width, photo.height), where).toBeGreaterThan(80);
    }
  }
};

for (const locale of ['en', 'zh-CN']) {
  test.describe(locale, () => {
    test.use({ locale, hasTouch: true, isMobile: true });

    test('on no screen the photo vanishes or the page scrolls sideways, whatever stands beside the photo', async ({
      page,
    }) => {
      const facet = new FacetPage(page);
      await facet.open();
      const { buffer, ...rest } = example('three-people.jpg');
      await facet.drop({ ...rest, name: 'IMG_20240713_184512_family reunion at the lake (copy 2).jpg', buffer });
      await expect(facet.faces).toHaveCount(3);
      await expectSeen(page, 'looked at');
      await page.locator('.take-along > summary').click();
      await expectSeen(page, 'what can be taken along');
      await page.keyboard.press('Escape');
      await page.locator('.photo-keeping button').click();
      await expect(page.locator('.photo-keeping a')).toBeVisible();
      await page.locator('.not-a-face > button').click();
      await expect(facet.faces).toHaveCount(2);
      await expectSeen(page, 'kept, a face taken away');
    });
  });
}

test('the lines of small faces leave them in sight', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const facet = new FacetPage(page);
  await facet.open();
  await facet.pick(await groupPhoto(10, 6));
  await expect.poll(() => facet.faces.count(), { timeout: 100_000 }).toBeGreaterThan(50);
  const covered = await page.locator('.boxes g[data-chosen="false"] .face-dark').evaluateAll((lines) =>
    lines.map((line) => {
      // Half of a line lies inside, on both sides.
      const { strokeWidth } = getComputedStyle(line);
      return Number.parseFloat(strokeWidth) / line.getBoundingClientRect().width;
    }),
  );
  for (const share of covered) expect(share).toBeLessThan(0.25);
});

test.describe('on a phone held sideways', () => {
  test.use({ viewport: { width: 844, height: 390 }, hasTouch: true, isMobile: true });

  test('a map says what it shows, rows are in sight and everything to take along is reached', async ({ page }) => {
    const facet = new FacetPage(page);
    await facet.open();
    await facet.drop(example('three-people.jpg'));
    await facet.expectFaces('three-people.jpg', 3);
    await expect(facet.bars.first()).toBeInViewport({ ratio: 1 });
    await facet.bars.first().getByRole('button').first().click();
    await facet.panel.getByRole('button', { name: 'Show where it looked' }).click();
    await expect(facet.stage.getByText(/Covering this takes/)).toBeInViewport({ ratio: 1 });
    await facet.stage.locator('.take-along > summary').click();
    const last = facet.stage.locator('.take-along li button').last();
    await last.scrollIntoViewIfNeeded();
    await expect(last).toBeInViewport({ ratio: 1 });
    const nav = await page.locator('.places').boundingBox();
    const box = await last.boundingBox();
    expect((box?.y ?? 999) + (box?.height ?? 0)).toBeLessThanOrEqual(nav?.y ?? 0);
  });
});
