import { ATTRIBUTE_INFO } from '../../src/domain/attribute-info';
import { ATTRIBUTES, type AttributeName, perAttribute } from '../../src/domain/attributes';
import type { Manifest } from '../../src/domain/manifest';
import { fileEntry } from '../../tools/convert/write-manifest';
import { FacetPage } from './facet-page';
import { example } from './made-files';
import { serveManifest } from './other-models';
import { expect, type Locator, type Page, test } from './walk';

const SENSITIVE = ATTRIBUTES.filter((name) => ATTRIBUTE_INFO[name].sensitive);

const openThreePeople = async (page: Page): Promise<FacetPage> => {
  const facet = new FacetPage(page);
  await facet.open();
  await page.getByRole('link', { name: 'Three people' }).click();
  await facet.expectFaces('Three people', 3);
  return facet;
};

/** The sentence that a screen reader tells of the chosen face. */
const summaryOf = ({ panel }: FacetPage): Locator => panel.getByRole('status');

/** What a canvas shows, as one string. */
const pixelsOf = (map: Locator): Promise<string> => map.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

/** How much the photo on the stage is enlarged. */
const zoomOf = (page: Page): Promise<number> =>
  page
    .locator('.picture')
    .evaluate((picture) => picture.getBoundingClientRect().width / (picture as HTMLElement).offsetWidth);

/** Concepts of two units that both lie far from their means, so that their shares follow from their weights alone. */
const madeConcepts = (modelsVersion: string) => {
  const unit = (feature: number, attribute: AttributeName) => ({
    feature,
    mean: -1e6,
    attribute,
    inverse: false,
    averagePrecision: 0.9,
  });
  return {
    schema: 1,
    modelsVersion,
    neurons: [unit(0, 'Eyeglasses'), unit(1, 'Smiling')],
    combinations: perAttribute((name) => ({
      terms:
        name === 'Eyeglasses'
          ? [
              { neuron: 0, weight: 3 },
              { neuron: 1, weight: -1 },
            ]
          : [],
      accuracy: 0.95,
      fullAccuracy: 0.97,
    })),
    groups: [],
    regions: perAttribute(() => Array.from({ length: 16 }, () => 0)),
  };
};

/** Makes the models say what was measured of Eyeglasses, with or without a concepts file, whatever the shipped ones say. */
const serveModels = async (page: Page, { concepts }: { readonly concepts: boolean }): Promise<void> => {
  let file = Buffer.alloc(0);
  await serveManifest(page, (shipped) => {
    const { concepts: _shipped, ...manifest } = shipped as Manifest;
    const measured = (name: string) => {
      const baseRate = name === 'Eyeglasses' ? 0.065 : 0.5;
      return { accuracy: 0.97, balancedAccuracy: 0.91, averagePrecision: 0.8, baseRate };
    };
    const attributes = manifest.attributes.map((entry) => ({ ...entry, measured: measured(entry.name) }));
    const command = 'npm run evaluate';
    const measuredOn = { set: 'made', images: 4000, meanAccuracy: 0.9, meanBalancedAccuracy: 0.8, command };
    file = Buffer.from(JSON.stringify(madeConcepts(manifest.version)));
    const entry = fileEntry('concepts.json', file);
    return { ...manifest, attributes, measuredOn, ...(concepts && { concepts: entry }) };
  });
  await page.route('**/models/concepts.json', (route) => route.fulfill({ body: file }));
};

test('a face is told in one sentence, which follows when the keyboard goes to the next face', async ({ page }) => {
  const facet = await openThreePeople(page);
  await expect(facet.panel.getByRole('heading', { name: 'Face 1 of 3' })).toBeVisible();
  await expect(summaryOf(facet)).toContainText(/Face 1 of 3:.*(eyeglasses|hat)/i);
  const first = await summaryOf(facet).textContent();

  await facet.stage.getByRole('button', { name: 'Face 1 of 3' }).press('ArrowRight');
  await expect(facet.panel.getByRole('heading', { name: 'Face 2 of 3' })).toBeVisible();
  await expect(summaryOf(facet)).toContainText('Face 2 of 3:');
  expect(await summaryOf(facet).textContent()).not.toBe(first);

  await facet.panel.getByRole('radio', { name: 'Face 3 of 3' }).check({ force: true });
  await expect(summaryOf(facet)).toContainText('Face 3 of 3:');
  await expect(summaryOf(facet)).toContainText(/smiling/i);
});

test('attributes are searched and ordered, and stay so for the next face and the next photo', async ({ page }) => {
  const facet = await openThreePeople(page);
  await expect(facet.panel.getByRole('heading', { name: 'Present' })).toBeVisible();
  await expect(facet.panel.getByRole('heading', { name: 'Eyes and brows' })).toBeVisible();
  await facet.panel.getByRole('searchbox', { name: 'Search attributes' }).fill('glass');
  await expect(facet.bars).toHaveCount(1);
  await expect(facet.bar('Eyeglasses')).toBeVisible();

  await facet.stage.getByRole('button', { name: 'Face 2 of 3' }).click();
  await expect(facet.panel.getByRole('heading', { name: 'Face 2 of 3' })).toBeVisible();
  await expect(facet.bars).toHaveCount(1);

  await expect(facet.panel).toContainText('Only 1 attribute is shown: “glass”.');
  await facet.panel.getByRole('button', { name: 'Show all' }).click();
  await expect(facet.panel.getByRole('searchbox')).toHaveValue('');
  await facet.panel.getByRole('searchbox').fill('zebra');
  await expect(facet.panel).toContainText('No attribute is called “zebra”.');
  await facet.panel.getByRole('searchbox').fill('laugh');
  await facet.drop(example('grace-hopper.jpg'));
  await facet.expectFaces('grace-hopper.jpg', 1);
  await expect(facet.panel).toContainText('Only 2 attributes are shown: “laugh”.');
  await facet.panel.getByRole('searchbox').fill('');
  await facet.panel.getByRole('combobox', { name: 'Order' }).selectOption('Strongest first');
  await facet.drop(example('astronaut.jpg'));
  await facet.expectFaces('astronaut.jpg', 1);
  await expect(facet.panel.getByRole('combobox', { name: 'Order' })).toHaveValue('strength');
  const { scores } = await facet.readFace();
  const shown = Object.entries(scores)
    .filter(([name]) => !SENSITIVE.some((sensitive) => sensitive === name))
    .map(([, score]) => score);
  expect(shown).toEqual([...shown].sort((one, other) => other - one));
});

test.describe('with measurements', () => {
  // What a service worker fetches can't be changed on its way.
  test.use({ serviceWorkers: 'block' });

  test('a row opens with the keyboard and tells how far to trust it', async ({ page }) => {
    await serveModels(page, { concepts: false });
    const facet = await openThreePeople(page);
    const row = facet.bar('Eyeglasses');
    await row.getByRole('button', { name: 'Eyeglasses' }).press('Enter');
    await expect(row.getByRole('button', { name: 'Eyeglasses' })).toHaveAttribute('aria-expanded', 'true');
    await expect(row).toContainText('Right on 97 of 100 test photos.');
    await expect(row).toContainText('Right on 91 of 100 when photos with it and photos without it weigh the same');
    await expect(row).toContainText('About 1 in 15 test photos shows it.');
    await expect(row).toContainText('Not studied for this attribute alone.');
    await expect(row).toContainText('Measured on 4,000 photos');
    // Without a concepts file nothing is said of concepts.
    await expect(row).not.toContainText('What it noticed');

    await facet.panel.getByRole('combobox', { name: 'Order' }).selectOption('Most unusual first');
    await expect(facet.bars.first()).toHaveAttribute('data-attribute', 'Eyeglasses');
    await row.getByRole('button', { name: 'Eyeglasses' }).press('Enter');
    await expect(row).not.toContainText('Right on 97');
  });

  test('the strongest concepts behind a score are told with their share, where the models have them', async ({
    page,
  }) => {
    await serveModels(page, { concepts: true });
    const facet = await openThreePeople(page);
    const row = facet.bar('Eyeglasses');
    await row.getByRole('button', { name: 'Eyeglasses' }).click();
    await expect(row.getByRole('heading', { name: 'What it noticed' })).toBeVisible();
    await expect(row.getByRole('listitem').first()).toHaveText('signs of “Eyeglasses”+75%');
    await expect(row.getByRole('listitem').last()).toHaveText('signs of “Smiling”−25%');
    await facet.unfoldGroups();
    await facet.bar('Bald').getByRole('button', { name: 'Bald' }).click();
    await expect(facet.bar('Bald')).toContainText('Right on 97');
    await expect(facet.bar('Bald')).not.toContainText('What it noticed');
  });
});

test('maps lie over the photo one at a time, and each face has its own', async ({ page }) => {
  const facet = await openThreePeople(page);
  const maps = facet.stage.locator('canvas');
  await expect(maps).toHaveCount(0);
  for (const [choice, words] of [
    ['Where it searched', 'the more there was for it to look at'],
    ['Heads', 'How likely the middle of a head is here'],
    ['This face', 'the more it told about where exactly the face is'],
  ] as const) {
    await facet.stage.getByText(choice, { exact: true }).click();
    await expect(facet.stage.getByRole('img', { name: choice })).toBeVisible();
    await expect(maps).toHaveCount(1);
    await expect(facet.stage).toContainText(words);
  }

  await facet.bar('Eyeglasses').getByRole('button', { name: 'Eyeglasses' }).click();
  const heightOf = async (): Promise<number> => (await page.locator('.canvas').boundingBox())?.height ?? 0;
  const calm = await heightOf();
  await facet.panel.getByRole('button', { name: 'Show where it looked' }).click();
  expect(await heightOf()).toBe(calm);
  const lookedAt = facet.stage.getByRole('img', { name: 'Where it looked: Eyeglasses' });
  await expect(lookedAt).toBeVisible();
  await expect(maps).toHaveCount(1);
  await expect(facet.stage).toContainText(/Covering this takes “Eyeglasses” from 99% to \d+%\./);
  await expect(facet.stage).toContainText(/covering raises it\s+covering lowers it/);
  expect(await heightOf()).toBe(calm);
  const first = await pixelsOf(lookedAt);
  await facet.stage.getByRole('button', { name: 'Face 2 of 3' }).click();
  await expect(facet.stage).toContainText('Covering the face piece by piece');
  await expect.poll(async () => (await lookedAt.count()) > 0 && (await pixelsOf(lookedAt)) !== first).toBe(true);
  expect(await heightOf()).toBe(calm);

  await facet.bar('Eyeglasses').getByText('The score as a sum').click();
  await expect(facet.bar('Eyeglasses').getByRole('cell')).toHaveCount(16);

  await facet.panel.getByRole('button', { name: 'Hide where it looked' }).click();
  await expect(maps).toHaveCount(0);
});

test('what judges a person is folded under what it is, and enters the sentence only when unfolded', async ({
  page,
}) => {
  const facet = await openThreePeople(page);
  await expect(facet.panel).toContainText('These are impressions, not facts about a person');
  for (const name of SENSITIVE) await expect(facet.bar(name)).toBeHidden();
  await expect(summaryOf(facet)).not.toContainText('Perceived');

  await facet.panel.getByText(`${SENSITIVE.length} more about perceived appearance`).click();
  for (const name of SENSITIVE) await expect(facet.bar(name)).toBeVisible();
  await facet.stage.getByRole('button', { name: 'Face 3 of 3' }).click();
  await expect(facet.bar('Young')).toBeVisible();
  await expect(summaryOf(facet)).toContainText('Perceived as');

  await facet.panel.getByText(`${SENSITIVE.length} more about perceived appearance`).click();
  await expect(summaryOf(facet)).not.toContainText('Perceived');
});

test('the photo is enlarged and moved by keys, wheel, drag and double click, and its boxes stay thin', async ({
  page,
}) => {
  const facet = await openThreePeople(page);
  const view = page.getByRole('region', { name: 'Zoom with plus and minus' });
  const lineWidth = async (): Promise<number> => {
    const width = await facet.faces.nth(0).evaluate((rect) => Number.parseFloat(getComputedStyle(rect).strokeWidth));
    return width * (await zoomOf(page));
  };
  const thin = await lineWidth();
  await view.press('+');
  await view.press('+');
  await expect.poll(() => zoomOf(page)).toBeCloseTo(2.25, 1);
  expect(await lineWidth()).toBeCloseTo(thin, 1);

  const picture = page.locator('.picture');
  const leftOf = async (): Promise<number> => (await picture.boundingBox())?.x ?? Number.NaN;
  const before = await leftOf();
  await view.press('ArrowRight');
  expect(await leftOf()).toBeLessThan(before);
  const frame = (await view.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const [x, y] = [frame.x + frame.width / 2, frame.y + frame.height / 2];
  const beforeDrag = await leftOf();
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 40, y, { steps: 4 });
  await page.mouse.up();
  expect(await leftOf()).toBeCloseTo(beforeDrag + 40, 0);
  await expect(facet.panel.getByRole('heading', { name: 'Face 1 of 3' })).toBeVisible();

  await view.press('0');
  await expect.poll(() => zoomOf(page)).toBeCloseTo(1, 2);
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, -400);
  await expect.poll(() => zoomOf(page)).toBeGreaterThan(1.5);
  await page.mouse.dblclick(x, y);
  await expect.poll(() => zoomOf(page)).toBeCloseTo(1, 2);
  await facet.stage.getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(() => zoomOf(page)).toBeCloseTo(1.5, 1);
  await facet.stage.getByRole('button', { name: 'Whole photo' }).click();
  await expect.poll(() => zoomOf(page)).toBeCloseTo(1, 2);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('the panel is a sheet that is pulled up and down while the photo stays in sight', async ({ page }) => {
    const facet = await openThreePeople(page);
    const handle = facet.panel.getByRole('button', { name: /of the panel$/ });
    const heightOf = async (element: Locator): Promise<number> => (await element.boundingBox())?.height ?? 0;
    const half = await heightOf(facet.panel);
    await handle.press('ArrowUp');
    await expect.poll(() => heightOf(facet.panel)).toBeGreaterThan(half + 50);
    expect(await heightOf(page.locator('.picture'))).toBeGreaterThan(80);
    await expect(page.locator('.picture-image')).toBeInViewport({ ratio: 1 });

    const grip = (await handle.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await page.mouse.move(grip.x + grip.width / 2, grip.y + 10);
    await page.mouse.down();
    await page.mouse.move(grip.x + grip.width / 2, 760, { steps: 5 });
    await page.mouse.up();
    await expect.poll(() => heightOf(facet.panel)).toBeLessThan(half - 50);
    await expect(summaryOf(facet)).toBeInViewport();
    await handle.click();
    await expect.poll(() => heightOf(facet.panel)).toBe(half);
  });
});
