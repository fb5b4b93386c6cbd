import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { FacetPage } from './facet-page';
import { groupPhoto } from './made-group';

const openGroup = async (page: Page): Promise<{ readonly facet: FacetPage; readonly count: number }> => {
  const facet = new FacetPage(page);
  await facet.open();
  await facet.pick(await groupPhoto(10, 6));
  await expect.poll(() => facet.faces.count(), { timeout: 100_000 }).toBeGreaterThan(50);
  return { facet, count: await facet.faces.count() };
};

const boxOf = async (element: Locator) => (await element.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };

const opacityOf = (element: Locator): Promise<number> => element.evaluate((it) => Number(getComputedStyle(it).opacity));

/** How much the photo on the stage is enlarged. */
const zoomOf = (page: Page): Promise<number> =>
  page
    .locator('.picture')
    .evaluate((picture) => picture.getBoundingClientRect().width / (picture as HTMLElement).offsetWidth);

const expectChosen = (facet: FacetPage, number: number, count: number): Promise<void> =>
  expect(facet.panel.getByRole('heading', { name: `Face ${number} of ${count}` })).toBeVisible();

test('sixty faces leave name, sentence, search and rows in sight', async ({ page }) => {
  const { facet, count } = await openGroup(page);
  const strip = facet.panel.getByRole('group', { name: 'Faces', exact: true });
  expect((await boxOf(strip)).height).toBeLessThan(150);
  await facet.bar('Smiling').scrollIntoViewIfNeeded();
  await facet.panel.locator('.panel-content').evaluate((rows) => rows.scrollTo(0, rows.scrollHeight));
  await expectChosen(facet, 1, count);
  for (const shown of [facet.panel.getByRole('status'), facet.panel.getByRole('searchbox'), strip]) {
    await expect(shown).toBeInViewport();
  }
  // Only the chosen face has its head drawn.
  await expect(facet.heads).toHaveCount(1);
});

test('choosing a face goes near to it, and the others step back until the whole photo is wanted', async ({ page }) => {
  const { facet, count } = await openGroup(page);
  expect(await zoomOf(page)).toBeCloseTo(1, 2);
  const face = facet.stage.getByRole('button', { name: `Face 20 of ${count}` });
  await face.click();
  await expect.poll(() => zoomOf(page)).toBeGreaterThan(2);
  await expect
    .poll(async () => {
      const [window, box] = [await boxOf(page.locator('.canvas')), await boxOf(face)];
      return Math.abs(box.height - 0.4 * Math.min(window.width, window.height));
    })
    .toBeLessThan(10);
  expect(await opacityOf(page.locator('.boxes g[data-chosen="false"]').first())).toBeLessThan(0.5);
  expect(await opacityOf(page.locator('.boxes g[data-chosen="true"]'))).toBe(1);

  await page.keyboard.press('n');
  await expectChosen(facet, 21, count);
  await page.keyboard.press('p');
  await page.keyboard.press('p');
  await expectChosen(facet, 19, count);
  await facet.panel.getByRole('button', { name: 'Next face' }).click();
  await expectChosen(facet, 20, count);
  await facet.panel.getByRole('radio', { name: `Face 20 of ${count}` }).press('End');
  await expectChosen(facet, count, count);
  await facet.stage.getByRole('button', { name: `Face ${count} of ${count}` }).press('Home');
  await expectChosen(facet, 1, count);

  await page.locator('.canvas').press('Escape');
  await expect.poll(() => zoomOf(page)).toBeCloseTo(1, 2);
  expect(await opacityOf(page.locator('.boxes g[data-chosen="false"]').first())).toBe(1);
});

test('a number is hidden where it would cover more than half of its face', async ({ page }) => {
  const { facet } = await openGroup(page);
  const seen = () =>
    page.locator('.face-buttons button').evaluateAll((buttons) =>
      buttons.map((button) => {
        const pill = button.querySelector('.face-number');
        const width = button.getBoundingClientRect().width;
        const share = (pill?.getBoundingClientRect().width ?? 0) / width;
        return { share, isSeen: pill !== null && Number(getComputedStyle(pill).opacity) > 0 };
      }),
    );
  const all = await seen();
  expect(all.some(({ isSeen }) => !isSeen)).toBe(true);
  for (const { share, isSeen } of all) if (share > 0.6) expect(isSeen).toBe(false);
  await facet.panel.getByRole('button', { name: 'Next face' }).click();
  await expect.poll(async () => (await seen()).every(({ share, isSeen }) => isSeen === share < 0.55)).toBe(true);
});

test.describe('for those who like no motion', () => {
  test.use({ reducedMotion: 'reduce' } as never);

  test('the photo jumps', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const { facet } = await openGroup(page);
    await facet.panel.getByRole('button', { name: 'Next face' }).click();
    await expect.poll(() => zoomOf(page)).toBeGreaterThan(2);
    expect(await page.locator('.picture').evaluate((picture) => getComputedStyle(picture).transitionDuration)).toBe(
      '0s',
    );
  });
});

test('an attribute is compared on every face, in the boxes and sorted in the strip', async ({ page }) => {
  const { facet, count } = await openGroup(page);
  const compare = facet.panel.getByRole('combobox', { name: 'Compare' });
  await expect(compare.getByRole('option', { name: 'Attractive' })).toHaveCount(0);
  await compare.selectOption('Smiling');
  await expect(page.locator('.face-buttons .face-number')).toHaveCount(count);
  const percents = await page.locator('.face-list .face-number').allTextContents();
  const numbers = percents.map((text) => (text.startsWith('>') ? 100 : Number.parseInt(text.replace('<', '0'), 10)));
  expect(numbers).toHaveLength(count);
  expect(numbers).toEqual([...numbers].sort((one, other) => other - one));
  for (const text of await page.locator('.face-buttons .face-number').allTextContents()) expect(text).toMatch(/%$/);
  await expect(facet.stage.getByRole('button', { name: /^Face 1 of \d+, Smiling / })).toBeVisible();

  // The next face is the next in that order.
  await facet.panel.locator('.face-list input').first().press('Home');
  await page.keyboard.press('Escape');
  await facet.panel.getByRole('button', { name: 'Next face' }).click();
  await expect(facet.panel.locator('.face-list input').nth(1)).toBeChecked();
  await compare.selectOption('Compare…');
  await expect(facet.stage.getByRole('button', { name: `Face 1 of ${count}`, exact: true })).toBeVisible();
});

test('a sheet behind the question mark lists the keys, and Escape closes it and open rows', async ({ page }) => {
  const { facet } = await openGroup(page);
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keys on the photo' });
  await expect(sheet).toContainText('next and previous face');
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  const row = facet.bars.first();
  await row.getByRole('button').first().click();
  await expect(row.getByRole('button').first()).toHaveAttribute('aria-expanded', 'true');
  await row.getByRole('button', { name: 'Show where it looked' }).press('Escape');
  await expect(row.getByRole('button').first()).toHaveAttribute('aria-expanded', 'false');
  await expect(row.getByRole('button').first()).toBeFocused();
  // Letters that are typed are no keys.
  await facet.panel.getByRole('searchbox').fill('');
  await facet.panel.getByRole('searchbox').press('n');
  await expect(facet.panel.getByRole('searchbox')).toHaveValue('n');
});

test('what was found can be copied and saved', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { facet, count } = await openGroup(page);
  const menu = facet.stage.getByText('Take along');
  const clipboard = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
  await menu.click();
  await page.getByRole('button', { name: 'Copy the sentence' }).click();
  await expect(facet.stage).toContainText('Copied.');
  await expect(facet.panel.getByRole('status')).toContainText(await clipboard());
  await menu.click();
  await page.getByRole('button', { name: 'Copy the table' }).click();
  await expect.poll(async () => (await clipboard()).split('\n').length).toBe(31);
  const [header = ''] = (await clipboard()).split('\n');
  expect(header.split('\t')).toHaveLength(count + 1);
  for (const [button, name] of [
    ['Save: Table (CSV)', 'group (faces).csv'],
    ['Save: Data (JSON)', 'group (faces).json'],
    ['Save: Pictures with boxes (PNG)', 'group (faces).png'],
    ['Save: Keywords and face regions (XMP)', 'group.jpg.xmp'],
  ] as const) {
    await menu.click();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: button }).click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toBe(name);
    expect((await readFile(await saved.path())).length).toBeGreaterThan(1000);
  }
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('wiping over the photo and over the sentence goes to the next face', async ({ page }) => {
    const { facet, count } = await openGroup(page);
    const wipe = async (over: Locator): Promise<void> => {
      const { x, y, width, height } = await boxOf(over);
      const at = { clientY: y + height / 2, pointerId: 1, pointerType: 'touch', isPrimary: true, bubbles: true };
      await over.dispatchEvent('pointerdown', { ...at, clientX: x + 0.8 * width, buttons: 1 });
      await over.dispatchEvent('pointermove', { ...at, clientX: x + 0.4 * width, buttons: 1 });
      await over.dispatchEvent('pointerup', { ...at, clientX: x + 0.4 * width });
    };
    await wipe(page.locator('.canvas'));
    await expectChosen(facet, 2, count);
    await wipe(facet.panel.getByRole('status'));
    await expectChosen(facet, 3, count);
  });
});
