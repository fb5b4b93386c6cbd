import { readFileSync } from 'node:fs';
import { FacetPage } from './facet-page';
import { animatedGif, astronaut, example, file, heicHeader, type MadeFile, pngHeader } from './made-files';
import { type Browser, expect, type Page, test } from './walk';

/** One page takes all the bad files, one after the other, as from somebody who keeps trying. */
let page: Page;
let facet: FacetPage;

const openPage = async (browser: Browser): Promise<void> => {
  page = await browser.newPage();
  facet = new FacetPage(page);
  await facet.open();
};

test.beforeAll(({ browser }) => openPage(browser));
test.afterAll(() => page.close());

/** Nothing is lost: a good photo that comes after works. */
const expectNextPhotoWorks = async (): Promise<void> => {
  await facet.drop(example('luis-pedro.jpg'));
  await facet.expectFaces('luis-pedro.jpg', 1);
  await page.getByRole('button', { name: 'Close photo' }).click();
};

interface Refused {
  readonly what: string;
  readonly made: () => MadeFile;
  readonly words: string;
}

const REFUSED: readonly Refused[] = [
  { what: 'an empty file', made: () => file('empty.jpg', Buffer.alloc(0)), words: 'empty.jpg is empty' },
  {
    what: 'text that is called .jpg',
    made: () => file('letter.jpg', Buffer.from('Dear photo, this is only a letter.')),
    words: 'letter.jpg is no picture',
  },
  {
    what: 'a JPEG that is cut off',
    made: () => file('half.jpg', example('astronaut.jpg').buffer.subarray(0, 9000)),
    words: 'half.jpg looks like a JPEG photo, but is damaged or cut off',
  },
  {
    what: 'a HEIC photo that is only a header',
    made: () => file('holiday.heic', heicHeader()),
    words: 'holiday.heic looks like a HEIC photo, but is damaged or cut off',
  },
  {
    what: "a camera's raw file",
    made: () => file('IMG_1.CR2', Buffer.from('II*\0\x10\0\0\0CR\x02\0'.padEnd(64, '\0'), 'latin1')),
    words: 'IMG_1.CR2 is a camera raw file (Canon CR2). Export it as JPEG',
  },
  {
    what: 'an SVG drawing',
    made: () => file('drawing.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')),
    words: "drawing.svg is an SVG drawing, which this browser can't open",
  },
  {
    what: 'a header that declares 30000 × 30000 pixels',
    made: () => file('huge.png', pngHeader(30_000, 30_000)),
    words: 'huge.png says that it is 30000 × 30000 pixels large',
  },
];

for (const { what, made, words } of REFUSED) {
  test(`${what} is refused in plain words, and the next photo works`, async () => {
    await facet.drop(made());
    const alert = facet.alerts.filter({ hasText: words });
    await expect(alert).toBeVisible();
    await expectNextPhotoWorks();
    await alert.getByRole('button', { name: 'Dismiss' }).click();
    await expect(facet.alerts).toHaveCount(0);
  });
}

test('a picture that is dragged over from another page is answered with a sentence, and the next photo works', async () => {
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData('text/uri-list', 'https://other.example/photo.jpg');
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  });
  const alert = facet.alerts.filter({ hasText: 'an address on other.example. Facet asks no other site for anything' });
  await expect(alert).toBeVisible();
  await expectNextPhotoWorks();
  await alert.getByRole('button', { name: 'Dismiss' }).click();
});

interface Unusual {
  readonly what: string;
  readonly made: () => Promise<MadeFile>;
  readonly faces: number;
  /** What the stage says about the file. */
  readonly says?: string;
}

const UNUSUAL: readonly Unusual[] = [
  {
    what: 'an animated GIF counts by its first frame',
    made: async () => file('moving.gif', await animatedGif()),
    faces: 1,
    says: 'The file is an animation: this is its first frame.',
  },
  {
    what: 'an animated AVIF counts by its first frame',
    made: async () => file('moving.avif', readFileSync('test/fixtures/animated.avif')),
    faces: 0,
    says: 'The file is an animation: this is its first frame.',
  },
  {
    what: 'a PNG with 16 bits a channel works',
    made: async () => file('deep.png', await astronaut(256).toColourspace('rgb16').png().toBuffer()),
    faces: 1,
  },
  {
    what: 'a grey PNG works',
    made: async () => file('grey.png', await astronaut(256).greyscale().png().toBuffer()),
    faces: 1,
  },
  {
    what: 'a CMYK JPEG works',
    made: async () => file('print.jpg', await astronaut(256).toColourspace('cmyk').jpeg().toBuffer()),
    faces: 1,
  },
  {
    what: 'a photo of 1 × 1 pixel has no face',
    made: async () => file('dot.png', await astronaut(1).png().toBuffer()),
    faces: 0,
  },
];

for (const { what, made, faces, says } of UNUSUAL) {
  test(what, async () => {
    const unusual = await made();
    await facet.drop(unusual);
    await facet.expectFaces(unusual.name, faces);
    if (says) await expect(facet.stage).toContainText(says);
    await page.getByRole('button', { name: 'Close photo' }).click();
    await expect(facet.alerts).toHaveCount(0);
  });
}

test('none of all this went wrong in silence', () => {
  expect(facet.silentErrors).toEqual([]);
});
