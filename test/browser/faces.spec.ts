import sharp from 'sharp';
import { ATTRIBUTES } from '../../src/domain/attributes';
import type { Box } from '../../src/domain/geometry';
import { FacetPage, overlap } from './facet-page';
import { example, file } from './made-files';
import { expect, test } from './walk';

/** Where the astronaut's face is: forehead to chin, ear to ear, read off the picture. */
const ASTRONAUT: Box<'photo'> = { x: 178, y: 70, width: 100, height: 122 };

test('a dropped photo shows both boxes of its face and 40 bars with percentages, computed on the CPU', async ({
  page,
}) => {
  const facet = new FacetPage(page);
  await facet.open();
  await facet.drop(example('astronaut.jpg'));
  await facet.expectFaces('astronaut.jpg', 1);

  await facet.panel.getByText('about perceived appearance').click();
  await expect(facet.bars).toHaveCount(ATTRIBUTES.length);
  await facet.unfoldGroups();
  for (const bar of await facet.bars.all()) {
    await expect(bar).toBeVisible();
    await expect(bar.locator('.percent')).toHaveText(/^(<1|>99|\d\d?)%$/);
  }
  const { head, face, scores } = await facet.readFace();
  expect(Object.keys(scores).sort()).toEqual([...ATTRIBUTES].sort());
  expect(overlap(face, ASTRONAUT)).toBeGreaterThan(0.5);
  expect(head.width).toBeGreaterThan(face.width);
  await expect(facet.badge).toHaveAttribute('data-backend', 'wasm');
  expect(facet.silentErrors).toEqual([]);
});

test('an example photo opens with one click, and its bars say what everybody sees', async ({ page }) => {
  const facet = new FacetPage(page);
  await facet.open();
  await page.getByRole('link', { name: 'Astronaut' }).click();
  await facet.expectFaces('Astronaut', 1);
  await expect(facet.bar('Smiling')).toHaveAttribute('data-present', 'true');
  await expect(facet.bar('Eyeglasses')).toHaveAttribute('data-present', 'false');
});

test('a pasted photo is analysed', async ({ page }) => {
  const facet = new FacetPage(page);
  await facet.open();
  await facet.paste(example('grace-hopper.jpg'));
  await facet.expectFaces('grace-hopper.jpg', 1);
  await expect(facet.bar('Wearing_Hat')).toHaveAttribute('data-present', 'true');
});

test('every face of a photo has its own boxes and its own bars, reached by keyboard too', async ({ page }) => {
  const facet = new FacetPage(page);
  await facet.open();
  await facet.drop(example('three-people.jpg'));
  await facet.expectFaces('three-people.jpg', 3);

  const first = await facet.readFace(0);
  const last = await facet.readFace(2);
  expect(first.face.x).toBeLessThan(last.face.x);
  await page.getByRole('button', { name: 'Face 1 of 3' }).press('ArrowRight');
  await expect(page.getByRole('button', { name: 'Face 2 of 3' })).toBeFocused();
  await expect(facet.panel.getByRole('heading', { name: 'Face 2 of 3' })).toBeVisible();
  expect((await facet.readFace(1)).scores).not.toEqual(first.scores);
});

test('a photo of a cat is said to have no face, and the next photo works', async ({ page }) => {
  const facet = new FacetPage(page);
  await facet.open();
  await facet.pick(example('cat.jpg'));
  await facet.expectFaces('cat.jpg', 0);
  await expect(facet.panel.getByRole('heading', { name: 'No face found' })).toBeVisible();
  await facet.pick(example('grace-hopper.jpg'));
  await facet.expectFaces('grace-hopper.jpg', 1);
  await expect(facet.alerts).toHaveCount(0);
});

test('a photo that is dropped while another runs waits its turn, and neither is lost', async ({ page }) => {
  const facet = new FacetPage(page);
  await facet.open();
  await facet.drop(example('three-people.jpg'));
  await facet.drop(example('astronaut.jpg'), example('cat.jpg'));
  await facet.expectFaces('astronaut.jpg', 1);
  const opened = page.getByRole('navigation', { name: 'Opened photos' });
  await expect(opened.getByRole('button', { name: 'three-people.jpg: 3 faces' })).toBeVisible();
  await expect(opened.getByRole('button', { name: 'cat.jpg: No face found' })).toBeVisible();
});

test('the map of where it searched can be laid over a photo', async ({ page }) => {
  const facet = new FacetPage(page);
  await facet.open();
  await facet.drop(example('astronaut.jpg'));
  await facet.expectFaces('astronaut.jpg', 1);
  const map = page.getByRole('img', { name: 'Where it searched' });
  await expect(map).toHaveCount(0);
  await page.getByText('Where it searched').click();
  await expect(map).toBeVisible();
  await expect(facet.stage).toContainText('The brighter a place, the more there was for it to look at.');
});

test('a photo whose pixels are read strip by strip gives the scores of the same photo read at once', async ({
  page,
}) => {
  const facet = new FacetPage(page);
  await facet.open('wasm');
  // Every pixel is there 4 × 4 and 8 × 8 times: the nets see exactly the same of both.
  const enlarged = async (side: number) => {
    const pixels = sharp(example('astronaut.jpg').buffer).resize(side, side, { kernel: 'nearest' });
    return file(`astronaut-${side}.png`, await pixels.png({ compressionLevel: 1 }).toBuffer());
  };
  await facet.drop(await enlarged(2048));
  await facet.expectFaces('astronaut-2048.png', 1);
  const small = await facet.readFace();
  await facet.drop(await enlarged(4096));
  await facet.expectFaces('astronaut-4096.png', 1);
  const large = await facet.readFace();
  expect(large.scores).toEqual(small.scores);
  for (const side of ['x', 'y', 'width', 'height'] as const) {
    expect(large.face[side]).toBeCloseTo(2 * small.face[side], 3);
  }
});
