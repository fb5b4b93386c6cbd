import { AxeBuilder } from '@axe-core/playwright';
import { FacetPage } from './facet-page';
import { example } from './made-files';
import { CAREFUL_HEADERS, serveBelow } from './static-server';
import { expect, type Page, test } from './walk';

const menu = (page: Page) => page.getByRole('button', { name: 'Settings' });
const backend = (page: Page) => page.getByRole('combobox', { name: 'Runs on' });

test('the menu chooses what the nets run on: the photo stays, later visits keep to it, and the address gives way', async ({
  page,
}) => {
  const facet = new FacetPage(page);
  await page.goto('./?backend=wasm');
  await facet.drop(example('astronaut.jpg'));
  await facet.expectFaces('astronaut.jpg', 1);
  await menu(page).click();
  await expect(backend(page)).toHaveValue('wasm');
  await backend(page).selectOption('Processor, slowly (JavaScript)');
  await expect(facet.badge).toHaveAttribute('data-backend', 'cpu');
  await facet.expectFaces('astronaut.jpg', 1);
  expect(page.url()).not.toContain('backend');
  await page.reload();
  await expect(facet.badge).toHaveAttribute('data-backend', 'cpu');
  await menu(page).click();
  await backend(page).selectOption('What is fastest here');
  await expect(facet.badge).toHaveAttribute('data-backend', 'wasm');
});

test('a backend that cannot run here says why, and the menu leads back', async ({ page }) => {
  const facet = new FacetPage(page);
  await facet.open();
  await expect(facet.badge).toBeVisible();
  await menu(page).click();
  await backend(page).selectOption('Graphics processor (WebGPU)');
  await expect(facet.alerts).toContainText('The backend "webgpu" was asked for, but can\'t run here: ');
  await expect(facet.alerts).not.toContainText('refused to start');
  await backend(page).selectOption('What is fastest here');
  await expect(facet.badge).toHaveAttribute('data-backend', 'wasm');
  await expect(facet.alerts).toHaveCount(0);
});

test('the menu fits every screen and axe finds nothing in it', async ({ page }) => {
  const facet = new FacetPage(page);
  await facet.open();
  await expect(facet.badge).toBeVisible();
  for (const size of [
    { width: 320, height: 568 },
    { width: 1280, height: 800 },
  ]) {
    await page.setViewportSize(size);
    await menu(page).click();
    await expect(backend(page)).toBeInViewport({ ratio: 1 });
    await expect(menu(page)).toBeInViewport({ ratio: 1 });
    // Nothing in the bar lies over another.
    const places = await page.locator('.bar > :visible').evaluateAll((parts) =>
      parts
        .map((part) => part.getBoundingClientRect())
        .filter(({ width, top }) => width > 0 && top < 56)
        .sort((a, b) => a.left - b.left)
        .map(({ left, right }) => [left, right]),
    );
    for (const [at, [left]] of places.entries()) expect(left).toBeGreaterThanOrEqual((places[at - 1]?.[1] ?? 0) - 0.5);
    expect((await new AxeBuilder({ page }).include('.bar').analyze()).violations).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width);
    await page.keyboard.press('Escape');
  }
});

test.describe('offline', () => {
  test.use({ serviceWorkers: 'allow' });

  for (const [name, viewport] of [
    ['a phone', { width: 390, height: 844 }],
    ['a small phone', { width: 320, height: 568 }],
    ['a desktop', { width: 1280, height: 800 }],
  ] as const) {
    test(`on ${name} the news of being ready covers nothing that one could press`, async ({ page }) => {
      const server = await serveBelow('/facet/', CAREFUL_HEADERS);
      try {
        await page.setViewportSize(viewport);
        const facet = new FacetPage(page);
        // The news waits until it has been read.
        await page.clock.install();
        await page.goto(server.url);
        await facet.drop(example('three-people.jpg'));
        await facet.expectFaces('three-people.jpg', 3);
        const news = page.getByRole('status').filter({ hasText: 'Ready to work offline' });
        await expect(news).toBeVisible();
        const covered = await news.evaluate((strip) => {
          const { left, right, top, bottom } = strip.getBoundingClientRect();
          const under = new Set<string>();
          for (let x = left + 1; x < right; x += 8) {
            for (let y = top + 1; y < bottom; y += 8) {
              for (const element of document.elementsFromPoint(x, y)) {
                if (
                  element.matches('a, button, input, select, summary, [tabindex], canvas, img') &&
                  !strip.contains(element)
                )
                  under.add(element.outerHTML.slice(0, 80));
              }
            }
          }
          return [...under];
        });
        expect(covered).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBeLessThanOrEqual(0);
        await news.getByRole('button', { name: 'OK' }).click();
        await expect(news).toHaveCount(0);
      } finally {
        await server.stop();
      }
    });
  }

  test('the menu looks for a new version and says what it found', async ({ page }) => {
    const server = await serveBelow('/facet/', CAREFUL_HEADERS);
    try {
      await page.goto(server.url);
      await expect(page.getByRole('status').filter({ hasText: 'Ready to work offline' })).toBeVisible();
      await menu(page).click();
      await page.getByRole('button', { name: 'Look for a new version' }).click();
      await expect(page.getByText('This is the newest version.')).toBeVisible();
    } finally {
      await server.stop();
    }
    await page.getByRole('button', { name: 'Look for a new version' }).click();
    await expect(page.getByText("Couldn't look: there is no connection.")).toBeVisible();
  });
});
