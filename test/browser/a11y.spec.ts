import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { FacetPage } from './facet-page';
import { example } from './made-files';

const SCREENS = [
  { name: 'phone', context: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } },
  { name: 'desktop', context: { viewport: { width: 1280, height: 800 } } },
];
const SCHEMES = ['light', 'dark'] as const;
const LOCALES = ['en', 'zh-CN'] as const;

/** What axe finds wrong, as a list that reads well when it isn't empty. */
const findings = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`),
  );
};

for (const { name, context } of SCREENS) {
  for (const colorScheme of SCHEMES) {
    for (const locale of LOCALES) {
      test(`axe finds nothing at any place on a ${name}, ${colorScheme}, ${locale}`, async ({ browser }, testInfo) => {
        const opened = await browser.newContext({ ...context, colorScheme, locale });
        const page = await opened.newPage();
        const facet = new FacetPage(page);
        const check = async (place: string): Promise<void> => {
          await page.screenshot({ path: testInfo.outputPath(`${place}.png`), fullPage: place === 'about' });
          expect.soft(await findings(page), place).toEqual([]);
        };
        await facet.open();
        await expect(page.locator('html')).toHaveAttribute('lang', locale);
        await expect(facet.badge).toBeVisible();
        await check('start');
        await facet.drop(example('three-people.jpg'));
        await expect(facet.faces).toHaveCount(3);
        await check('photo');
        for (const place of ['album', 'camera', 'about']) {
          await page.locator(`[data-to="${place}"]`).click();
          await expect(page.locator(`#${place}`)).toBeVisible();
          await check(place);
        }
        await opened.close();
      });
    }
  }
}
