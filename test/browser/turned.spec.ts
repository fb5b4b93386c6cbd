import type { Locator } from '@playwright/test';
import sharp from 'sharp';
import type { Box } from '../../src/domain/geometry';
import { AlbumPage } from './album-page';
import { FacetPage } from './facet-page';
import { astronaut, example, file } from './made-files';
import { expect, test } from './walk';

/** Higher than wide, laid on its right side or on its head. */
const turnedBy = async (degrees: number): Promise<Buffer> => {
  const upright = await astronaut(512).extract({ left: 0, top: 0, width: 384, height: 512 }).png().toBuffer();
  return sharp(upright).rotate(degrees).jpeg().toBuffer();
};

const boxOf = async (shown: Locator): Promise<Box<'photo'>> => {
  const box = await shown.boundingBox();
  if (!box) throw new Error('not shown');
  return box;
};

const middleOf = ({ x, y, width, height }: Box<'photo'>) => ({ x: x + width / 2, y: y + height / 2 });

/** Where the face lies in the photo as it is shown, 0–1 from its top left. */
const placeOfFace = async ({ page, stage }: FacetPage) => {
  const photo = await boxOf(stage.locator('.picture-image'));
  const { x, y } = middleOf(await boxOf(page.getByRole('button', { name: /^Face/ })));
  return { x: (x - photo.x) / photo.width, y: (y - photo.y) / photo.height };
};

test('a photo that lies on its side is turned upright on request, with all that lies over it', async ({ page }) => {
  const facet = new FacetPage(page);
  await facet.open();
  await facet.drop(file('on-its-side.jpg', await turnedBy(90)));
  await facet.expectFaces('on-its-side.jpg', 1);
  await expect(facet.stage.getByRole('status')).toContainText('512 × 384');
  await expect(facet.bar('Smiling')).toHaveAttribute('data-present', 'true');
  const image = facet.stage.locator('.picture-image');
  const lying = await boxOf(image);
  expect(lying.width).toBeGreaterThan(lying.height);
  const before = await placeOfFace(facet);

  await page.getByRole('button', { name: 'Turn upright' }).click();
  const upright = await boxOf(image);
  expect(upright.height / upright.width).toBeCloseTo(lying.width / lying.height, 2);
  const place = await placeOfFace(facet);
  expect(place.x).toBeCloseTo(before.y, 2);
  expect(place.y).toBeCloseTo(1 - before.x, 2);
  // Upright, all of it is still seen.
  const window = await boxOf(facet.stage.locator('.canvas'));
  expect(upright.y).toBeGreaterThanOrEqual(window.y - 1);
  expect(upright.y + upright.height).toBeLessThanOrEqual(window.y + window.height + 1);

  // Enlarged, the face is brought to the middle, as far as the edges of the upright photo allow.
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await page.getByRole('button', { name: 'Zoom in' }).click();
  const face = middleOf(await boxOf(page.getByRole('button', { name: /^Face/ })));
  expect(Math.abs(face.x - middleOf(window).x)).toBeLessThan(window.width / 8);
  expect(face.y).toBeLessThan(middleOf(window).y + 2);
  expect((await boxOf(image)).y).toBeLessThanOrEqual(window.y + 1);

  await page.getByRole('button', { name: 'Show as it lies' }).click();
  await expect.poll(async () => (await boxOf(image)).width).toBeCloseTo(lying.width, 0);
  expect((await placeOfFace(facet)).x).toBeCloseTo(before.x, 2);
});

test('a photo that stands on its head is turned too, also when it comes from the album', async ({ page }) => {
  const facet = new FacetPage(page);
  const album = new AlbumPage(page);
  await facet.open();
  await facet.drop(file('on-its-head.jpg', await turnedBy(180)));
  await facet.expectFaces('on-its-head.jpg', 1);
  const lying = await placeOfFace(facet);
  await facet.stage.getByRole('button', { name: 'Keep in album' }).click();
  await expect(facet.stage.getByRole('link', { name: /album/i })).toBeVisible();

  await page.reload();
  await facet.goTo('album');
  await album.faces.first().dblclick();
  await facet.expectFaces('on-its-head.jpg', 1);
  await page.getByRole('button', { name: 'Turn upright' }).click();
  const place = await placeOfFace(facet);
  expect(place.x).toBeCloseTo(1 - lying.x, 2);
  expect(place.y).toBeCloseTo(1 - lying.y, 2);
});

test('a photo that stands upright offers no turn', async ({ page }) => {
  const facet = new FacetPage(page);
  await facet.open();
  await facet.drop(example('astronaut.jpg'));
  await facet.expectFaces('astronaut.jpg', 1);
  await expect(page.getByRole('button', { name: 'Turn upright' })).toHaveCount(0);
});
