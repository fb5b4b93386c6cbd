import { AxeBuilder } from '@axe-core/playwright';
import { FacetPage } from './facet-page';
import { example } from './made-files';
import { expect, type Page, test } from './walk';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const DESKTOP = { viewport: { width: 1280, height: 800 } };

/** Every pair of screen, colours and language is in one of them. */
const VISITS = [
  { name: 'a phone, light, in English', ...PHONE, colorScheme: 'light', locale: 'en' },
  { name: 'a phone, dark, in Chinese', ...PHONE, colorScheme: 'dark', locale: 'zh-CN' },
  { name: 'a desktop, light, in Chinese', ...DESKTOP, colorScheme: 'light', locale: 'zh-CN' },
  { name: 'a desktop, dark, in English', ...DESKTOP, colorScheme: 'dark', locale: 'en' },
] as const;

// Axe looks at eight pages in each.
test.describe.configure({ timeout: 300_000 });

/** What axe finds wrong, as a list that reads well when it isn't empty. */
const findings = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`),
  );
};

/** Whatever is folded away is looked at too. */
const unfold = (page: Page): Promise<void> =>
  page.locator('details').evaluateAll((all) => {
    for (const details of all) (details as HTMLDetailsElement).open = true;
  });

for (const { name, ...visit } of VISITS) {
  test(`axe finds nothing at any place on ${name}`, async ({ browser }, testInfo) => {
    const context = await browser.newContext(visit);
    const page = await context.newPage();
    const facet = new FacetPage(page);
    const check = async (place: string): Promise<void> => {
      await page.screenshot({ path: testInfo.outputPath(`${place}.png`), fullPage: place === 'about' });
      await unfold(page);
      expect.soft(await findings(page), place).toEqual([]);
    };
    await facet.open();
    await expect(page.locator('html')).toHaveAttribute('lang', visit.locale);
    await expect(facet.badge).toBeVisible();
    await check('start');
    for (const place of ['photo', 'album'] as const) {
      await facet.goTo(place);
      await check(`${place}, empty`);
    }
    await facet.goTo('start');
    await facet.pick(example('three-people.jpg'));
    await expect(facet.faces).toHaveCount(3);
    await check('photo');
    for (const place of ['album', 'camera', 'about'] as const) {
      await facet.goTo(place);
      await check(place);
    }
    await context.close();
  });
}
