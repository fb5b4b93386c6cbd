import { FacetPage } from './facet-page';
import { example } from './made-files';
import { expect, type Page, test } from './walk';

const SCREENS = [
  { name: 'phone', viewport: { width: 390, height: 844 } },
  { name: 'desktop', viewport: { width: 1280, height: 800 } },
];
const SCHEMES = ['light', 'dark'] as const;

/** Nobody should have to scroll sideways. */
const expectFitsScreen = async (page: Page): Promise<void> => {
  const { content, screen } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { content: scrollWidth, screen: clientWidth };
  });
  expect(content).toBeLessThanOrEqual(screen);
};

for (const { name, viewport } of SCREENS) {
  for (const colorScheme of SCHEMES) {
    test.describe(`${name}, ${colorScheme}`, () => {
      test.use({ viewport, colorScheme });

      test(`the start and a photo fit a ${name} in ${colorScheme} colours`, async ({ page }, testInfo) => {
        const keep = (what: string) => page.screenshot({ path: testInfo.outputPath(`${what}.png`) });
        const facet = new FacetPage(page);
        await facet.open();
        await expect(facet.badge).toBeVisible();
        await expectFitsScreen(page);
        await keep('start');

        await facet.drop(example('three-people.jpg'));
        await facet.expectFaces('three-people.jpg', 3);
        await expect(facet.panel.getByRole('heading', { name: 'Face 1 of 3' })).toBeVisible();
        await expectFitsScreen(page);
        await keep('photo');
      });
    });
  }
}
