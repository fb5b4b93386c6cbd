import { gzipSync } from 'node:zlib';
import { FacetPage } from './facet-page';
import { example } from './made-files';
import { expect, test } from './walk';

test('the start is there with the first paint: what to do, the promise and the examples, before any script', async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  let bytes = 0;
  page.on('response', async (response) => {
    if (/\/$|\.css$/.test(new URL(response.url()).pathname)) {
      // As web hosts send it.
      bytes += gzipSync(await response.body()).length;
    }
  });
  await page.goto('./');
  await expect(page.getByText('Drop photos or a folder here')).toBeVisible();
  await expect(page.getByText('Your photos never leave this device.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Astronaut' })).toBeVisible();
  expect(bytes).toBeGreaterThan(1000);
  expect(bytes).toBeLessThan(40_000);
  await context.close();
});

test('going from place to place and back loses nothing, and the address says where one is', async ({ page }) => {
  const facet = new FacetPage(page);
  await facet.open();
  await facet.drop(example('astronaut.jpg'));
  await facet.expectFaces('astronaut.jpg', 1);
  await expect(page).toHaveURL(/#\/photo\/1$/);

  await facet.goTo('about');
  await expect(page).toHaveURL(/#\/about$/);
  await expect(facet.stage).toBeHidden();
  await expect(page).toHaveTitle('About · Facet');
  await page.goBack();
  await facet.expectFaces('astronaut.jpg', 1);
  await page.goBack();
  await expect(page.getByText('Drop photos or a folder here')).toBeVisible();
  await page.goForward();
  await facet.expectFaces('astronaut.jpg', 1);
  await expect(page.getByRole('link', { name: 'Photo', exact: true })).toHaveAttribute('aria-current', 'page');
  expect(facet.silentErrors).toEqual([]);
});

test('an address that leads nowhere shows the start, without a complaint', async ({ page }) => {
  const facet = new FacetPage(page);
  await page.goto('./#/photo/77');
  await expect(page.getByText('Drop photos or a folder here')).toBeVisible();
  await page.goto('./#/no/such/place');
  await expect(page.getByText('Drop photos or a folder here')).toBeVisible();
  await expect(facet.badge).toBeVisible();
  await expect(facet.alerts).toHaveCount(0);
});

test('About draws the cascade with an example, then with the photo on the stage, and tells measured figures', async ({
  page,
}) => {
  const facet = new FacetPage(page);
  await facet.open();
  await facet.goTo('about');
  await page.getByRole('button', { name: 'Draw it with an example' }).click();
  const features = page.getByRole('img', { name: /^The [\d,]+ features of this face/ });
  await expect(features).toBeVisible();
  // Features lie on both sides of zero: blue below, orange above.
  const { blue, orange } = await features.evaluate((strip: HTMLCanvasElement) => {
    const { data = [] } = strip.getContext('2d')?.getImageData(0, 0, strip.width, strip.height) ?? {};
    const differences = Array.from(
      { length: data.length / 4 },
      (_, at) => (data[4 * at] ?? 0) - (data[4 * at + 2] ?? 0),
    );
    return { blue: differences.filter((it) => it < -20).length, orange: differences.filter((it) => it > 20).length };
  });
  expect(Math.min(blue, orange)).toBeGreaterThan(0.1 * (blue + orange));
  await expect(page.getByText('Drawn with your photo Astronaut')).toBeVisible();
  await expect(page.locator('.cascade-scores li')).toHaveCount(5);
  await expect(page.getByText(/an answer is right in \d\d\.\d%|not been measured yet/)).toBeVisible();

  await facet.drop(example('grace-hopper.jpg'));
  await facet.expectFaces('grace-hopper.jpg', 1);
  await facet.goTo('about');
  await expect(page.getByText('Drawn with your photo grace-hopper.jpg')).toBeVisible();
});

test('everything at the start is reached with the keyboard, in the order in which it is read', async ({ page }) => {
  await page.goto('./');
  await expect(page.locator('[data-backend]')).toBeVisible();
  const focused = () =>
    page.evaluate(() => {
      const { textContent } = document.activeElement ?? {};
      return textContent?.trim().replace(/\s+/g, ' ');
    });
  const reached: (string | undefined)[] = [];
  for (let press = 0; press < 16; press += 1) {
    await page.keyboard.press('Tab');
    reached.push(await focused());
  }
  expect(reached.slice(0, 5)).toEqual(['Start', 'Photo', 'Album', 'Camera', 'About']);
  expect(reached[5]).toContain('CPU');
  // The bar's menu is called by its label alone.
  expect(reached[6]).toBe('');
  expect(reached.slice(7, 10)).toEqual(['Open photos', 'Open a folder', 'Live camera']);
  expect(reached.slice(10)).toEqual([
    'Three people',
    'Astronaut',
    'Grace Hopper',
    'Luis Pedro',
    'Photographer',
    'A cat',
  ]);
});

test('the keyboard goes on at the place that it went to', async ({ page }) => {
  const facet = new FacetPage(page);
  await facet.open();
  await expect(facet.badge).toBeVisible();
  await page.getByRole('link', { name: 'Live camera' }).press('Enter');
  await expect(page.locator('#camera')).toBeFocused();
});

for (const width of [320, 3840]) {
  test(`nobody scrolls sideways on a screen of ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    const facet = new FacetPage(page);
    await facet.open();
    await facet.drop(example('three-people.jpg'));
    await expect(facet.faces).toHaveCount(3);
    for (const place of ['start', 'photo', 'album', 'about'] as const) {
      await facet.goTo(place);
      expect.soft(await page.evaluate(() => document.documentElement.scrollWidth), place).toBeLessThanOrEqual(width);
    }
  });
}

test('the page speaks the language of the browser, and another one when asked, also at the next visit', async ({
  browser,
}) => {
  const context = await browser.newContext({ locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto('./');
  await expect(page.getByText('你的照片绝不会离开这台设备。')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await page.getByRole('link', { name: '关于' }).click();
  await page.getByRole('button', { name: '设置' }).click();
  await page.getByRole('combobox', { name: '语言' }).selectOption('English');
  await expect(page.getByRole('heading', { name: 'About Facet' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'About Facet' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await context.close();
});

test('a phone offers to take a photo first', async ({ browser }) => {
  const context = await browser.newContext({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await page.goto('./');
  const chooser = page.waitForEvent('filechooser');
  await page.getByText('Take a photo').click();
  await (await chooser).setFiles('public/examples/astronaut.jpg');
  await new FacetPage(page).expectFaces('astronaut.jpg', 1);
  await context.close();
});
