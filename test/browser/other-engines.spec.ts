import sharp from 'sharp';
import { FacetPage } from './facet-page';
import { astronaut, example, file, type MadeFile } from './made-files';
import { expect, type Page, test } from './walk';

/** What other engines do, done here: each with the file or the answer that it gives. */

const without = (name: string, bytes: Buffer, share: number): MadeFile =>
  file(name, bytes.subarray(0, Math.round(bytes.length * (1 - share))));

test.describe('a JPEG whose end is missing is shown as far as it goes, and that is told', () => {
  const progressive = () => astronaut(512).jpeg({ progressive: true, quality: 90 }).toBuffer();
  const turned = () => astronaut(512).rotate(90).withMetadata({ orientation: 8 }).jpeg().toBuffer();
  const CASES = [
    ['the last two bytes', async () => file('cut.jpg', example('astronaut.jpg').buffer.subarray(0, -2))],
    ['the last byte', async () => file('cut.jpg', example('astronaut.jpg').buffer.subarray(0, -1))],
    ['the last percent', async () => without('cut.jpg', example('astronaut.jpg').buffer, 0.01)],
    ['the last percent of a progressive one', async () => without('cut.jpg', await progressive(), 0.01)],
    ['the last percent of one that is turned by its EXIF', async () => without('cut.jpg', await turned(), 0.01)],
  ] as const;
  for (const [what, made] of CASES) {
    test(what, async ({ page }) => {
      const facet = new FacetPage(page);
      await facet.open();
      await facet.drop(await made());
      await facet.expectFaces('cut.jpg', 1);
      await expect(facet.stage).toContainText('The file is cut off: its end is missing, the rest is shown.');
    });
  }
});

test('a whole JPEG with something behind its end is not called cut off', async ({ page }) => {
  const facet = new FacetPage(page);
  await facet.open();
  await facet.drop(file('motion.jpg', Buffer.concat([example('astronaut.jpg').buffer, Buffer.from('a film follows')])));
  await facet.expectFaces('motion.jpg', 1);
  await expect(facet.stage).not.toContainText('cut off');
});

test('half a JPEG is damaged, not a photo without a face', async ({ page }) => {
  const facet = new FacetPage(page);
  await facet.open();
  await facet.drop(without('half.jpg', example('grace-hopper.jpg').buffer, 0.5));
  await expect(facet.alerts).toContainText('half.jpg looks like a JPEG photo, but is damaged or cut off');
  await expect(page.getByText('No face found')).toHaveCount(0);
});

/** WebKit decodes what it can't decode to a bitmap of which nothing can be seen. */
const decodeToNothing = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const real = window.createImageBitmap.bind(window);
    const nothing = async (source: ImageBitmapSource, ...rest: never[]): Promise<ImageBitmap> =>
      source instanceof Blob ? new OffscreenCanvas(400, 300).transferToImageBitmap() : real(source, ...rest);
    window.createImageBitmap = nothing as typeof window.createImageBitmap;
  });

for (const [name, made] of [
  ['a.jpg', async () => example('astronaut.jpg').buffer],
  ['a.png', () => astronaut(64).removeAlpha().png().toBuffer()],
  ['a.webp', () => sharp(example('astronaut.jpg').buffer).webp().toBuffer()],
] as const) {
  test(`${name}, which can't be transparent and is decoded to nothing, is damaged`, async ({ page }) => {
    await decodeToNothing(page);
    const facet = new FacetPage(page);
    await facet.open();
    await facet.drop(file(name, await made()));
    await expect(facet.alerts).toContainText('but is damaged or cut off');
    await expect(page.getByText('No face found')).toHaveCount(0);
  });
}

test("where WebP can't be written small pictures are JPEG, not PNG", async ({ page }) => {
  await page.addInitScript(() => {
    const real = OffscreenCanvas.prototype.convertToBlob;
    OffscreenCanvas.prototype.convertToBlob = function (options) {
      return real.call(this, options?.type === 'image/webp' ? { type: 'image/png' } : options);
    };
  });
  const facet = new FacetPage(page);
  await facet.open();
  await facet.goTo('album');
  await facet.drop(example('luis-pedro.jpg'));
  await expect(page.locator('.album-face[style*="blob:"]')).toBeVisible();
  const [start, decoded] = await page.evaluate(async () => {
    const opening = indexedDB.open('facet-album');
    const database = await new Promise<IDBDatabase>((resolve) => {
      opening.onsuccess = () => resolve(opening.result);
    });
    const reading = database
      .transaction('records')
      .objectStore('records')
      .getAll(IDBKeyRange.bound('thumbs:', 'thumbs:\uffff'));
    const [thumbs] = await new Promise<Uint8Array[][]>((resolve) => {
      reading.onsuccess = () => resolve(reading.result);
    });
    const tile = document.querySelector<HTMLElement>('.album-face[style*="blob:"]');
    const image = new Image();
    image.src = /blob:[^"')]+/.exec(tile?.getAttribute('style') ?? '')?.[0] ?? '';
    await image.decode();
    return [[...(thumbs?.[0]?.subarray(0, 2) ?? [])], image.naturalWidth];
  });
  expect(start).toEqual([0xff, 0xd8]);
  expect(decoded).toBeGreaterThanOrEqual(128);
});

test("About's face is drawn upright", async ({ page }) => {
  const facet = new FacetPage(page);
  await facet.open();
  await facet.drop(example('astronaut.jpg'));
  await facet.expectFaces('astronaut.jpg', 1);
  await facet.goTo('about');
  const drawn = page.locator('canvas.turned-part');
  await expect(drawn).toBeVisible();
  await expect
    .poll(() =>
      drawn.evaluate((canvas: HTMLCanvasElement) => canvas.getContext('2d')?.getImageData(240, 240, 1, 1).data[3]),
    )
    .toBe(255);
});
