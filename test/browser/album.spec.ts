import { unzipSync } from 'fflate';
import sharp from 'sharp';
import { ATTRIBUTES } from '../../src/domain/attributes';
import { AlbumPage, bytesOf, spoken, tableOf } from './album-page';
import { FacetPage } from './facet-page';
import { folderOf, madePhotos } from './made-album';
import { example, file } from './made-files';
import { type Browser, type BrowserContext, expect, type Page, test } from './walk';

/** Photos of the walk; a thousand are walked by hand, see CONTRIBUTING.md. */
const PHOTOS = Number(process.env.FACET_ALBUM_PHOTOS ?? 60);

const SCREENS = [
  { name: 'phone', viewport: { width: 390, height: 844 } },
  { name: 'desktop', viewport: { width: 1280, height: 800 } },
];

/** One person's visit: each test goes on where the one before stopped. */
test.describe.configure({ mode: 'serial' });
test.setTimeout(PHOTOS * 4000 + 60_000);

let context: BrowserContext;
let page: Page;
let album: AlbumPage;
let facet: FacetPage;

const visit = async (browser: Browser): Promise<void> => {
  context = await browser.newContext({ viewport: { width: 1280, height: 800 }, acceptDownloads: true });
  page = await context.newPage();
  facet = new FacetPage(page);
  album = new AlbumPage(page);
  await album.open();
};

test.beforeAll(({ browser }) => visit(browser));
test.afterAll(() => context.close());

test('an empty album says what it is for', async () => {
  await expect(page.getByRole('heading', { name: 'Your album is empty' })).toBeVisible();
});

test('a folder is added with progress, can be paused, and goes on', async () => {
  const folder = folderOf([
    ...(await madePhotos(PHOTOS)),
    file('photo-copy.jpg', (await madePhotos(1))[0]?.buffer ?? Buffer.alloc(0)),
    file('letter.txt', Buffer.from('Dear album')),
    file('half.jpg', example('astronaut.jpg').buffer.subarray(0, 9000)),
  ]);
  try {
    await album.chooseFolder(folder.path);
    await expect(album.status).toContainText(`of ${spoken(PHOTOS + 3)} photos`);
    await expect.poll(() => album.done(), { timeout: 60_000 }).toBeGreaterThan(3);
    await expect(album.status).toContainText('left');

    await album.adding.getByRole('button', { name: 'Pause' }).click();
    await expect(album.status).toContainText('paused');
    await album.adding.getByRole('button', { name: 'Resume' }).click();
    await album.expectAdded(PHOTOS);
  } finally {
    folder.remove();
  }
});

test('files that did not make it are named with their reason', async () => {
  const names = album.adding.getByRole('listitem');
  await album.adding.getByText("1 file couldn't be read").click();
  await expect(names.filter({ hasText: 'half.jpg' })).toContainText('damaged or cut off');
  await album.adding.getByText("1 file isn't a photo").click();
  await expect(names.filter({ hasText: 'letter.txt' })).toBeVisible();
  await album.adding.getByText('1 photo was already in the album').click();
  await expect(names.filter({ hasText: /photo-0001|photo-copy/ })).toBeVisible();
});

test('filters combine, promise what they show, and say it in words', async () => {
  await album.adding.getByRole('button', { name: 'Done' }).click();
  const all = await album.shownFaces();
  expect(all).toBeGreaterThan(PHOTOS);

  const smiling = await album.promised('Smiling');
  await album.filter('Smiling');
  expect(await album.shownFaces()).toBe(smiling);
  const both = await album.promised('Eyeglasses');
  await album.filter('Eyeglasses');
  await expect(album.result).toHaveText(new RegExp(`^${spoken(both)} of .* faces: Eyeglasses and Smiling$`));

  await album.filter('Smiling');
  await expect(album.result).toContainText('faces: Eyeglasses, not Smiling');
  await page.getByRole('button', { name: 'Remove filter Not smiling' }).click();
  await expect(album.result).toContainText('faces: Eyeglasses');
  await album.filter('Smiling');
  await album.filter('Smiling');
  expect(await album.shownFaces()).toBeGreaterThan(0);
});

test('what is shown is exported as a table: with the 40 columns of CelebA only if somebody asks for all of them', async () => {
  const shown = await album.shownFaces();
  const plain = await bytesOf(await album.export('Table (CSV)'));
  expect([...plain.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(plain.toString()).not.toMatch(/Young|Attractive/);
  await album.askForSensitive();
  const rows = tableOf((await bytesOf(await album.export('Table (CSV)'))).toString());
  expect(rows).toHaveLength(shown);
  for (const row of rows) {
    expect(row.present?.split(' ')).toContain('Eyeglasses');
    expect(row.present?.split(' ')).not.toContain('Smiling');
    expect(ATTRIBUTES.filter((name) => !(Number(row[name]) >= 0 && Number(row[name]) <= 1))).toEqual([]);
  }
});

for (const { name, viewport } of SCREENS) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`the album fits a ${name} in ${colorScheme} colours`, async ({ browserName: _ }, testInfo) => {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      await expect(album.faces.first()).toBeVisible();
      await expect(album.pictures.first()).toBeVisible();
      const tooWide = () =>
        page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      await expect.poll(tooWide).toBeLessThanOrEqual(0);
      await page.screenshot({ path: testInfo.outputPath('filtered.png') });
      if (name === 'phone') {
        await page.getByRole('button', { name: /^Filters/ }).click();
        const sheet = page.getByRole('dialog', { name: 'Filters' });
        await expect(sheet.getByRole('button', { name: /^Show \d+ face/ })).toBeVisible();
        await page.screenshot({ path: testInfo.outputPath('sheet.png') });
        await sheet.getByRole('button', { name: /^Show \d+ face/ }).click();
        await expect(sheet).toHaveCount(0);
      }
    });
  }
}

test('the most likely faces come first when an attribute orders them', async () => {
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByLabel('Order').selectOption('Wearing_Hat');
  const shown = await album.faces.evaluateAll((faces) =>
    faces.map((face) => Number.parseInt(face.dataset.percent ?? '', 10)),
  );
  expect(shown).toEqual(shown.toSorted((a, b) => b - a));
  await page.getByLabel('Order').selectOption('name');
  await expect(album.faces.first()).toHaveAccessibleName(/photo-0001\.jpg/);
});

test('faces are selected by click, range and keyboard, and exported as data and as pictures', async () => {
  await album.mark(album.faces.nth(0));
  await album.faces.nth(2).click({ modifiers: ['Shift'] });
  await expect(album.selection.getByRole('status')).toHaveText('3 selected');
  await album.grid.press('ArrowRight');
  await album.grid.press('Space');
  await expect(album.selection.getByRole('status')).toHaveText('4 selected');

  const data = JSON.parse((await bytesOf(await album.export('Data (JSON)', album.selection))).toString());
  expect(data.schema).toBe('facet-album/2');
  expect(data.photos.flatMap(({ faces }: { faces: object[] }) => faces)).toHaveLength(4);

  const zip = unzipSync(await bytesOf(await album.export('Pictures with boxes (PNG)', album.selection)));
  expect(Object.keys(zip)).toHaveLength(data.photos.length);
  for (const picture of Object.values(zip)) expect((await sharp(picture).metadata()).format).toBe('png');

  const sidecars = unzipSync(await bytesOf(await album.export('Keywords and face regions (XMP)', album.selection)));
  expect(Object.keys(sidecars).toSorted()).toEqual(
    Object.keys(zip)
      .map((name) => name.replace(' (faces).png', '.jpg.xmp'))
      .toSorted(),
  );
  for (const sidecar of Object.values(sidecars))
    expect(Buffer.from(sidecar).toString()).toContain('mwg-rs:Type="Face"');
  await album.grid.press('Escape');
  await expect(album.selection).toHaveCount(0);
});

test('no more than 200 elements are in the grid, wherever it is scrolled', async () => {
  const elements = () => album.grid.evaluate((grid) => grid.querySelectorAll('*').length);
  expect(await elements()).toBeLessThanOrEqual(200);
  await album.grid.focus();
  await album.grid.press('End');
  await expect(album.faces.last()).toBeInViewport();
  expect(await elements()).toBeLessThanOrEqual(200);
});

test('a face opens its photo, and Back returns to the same place in the album', async () => {
  const scrolled = await page.evaluate(() => document.documentElement.scrollTop);
  await album.grid.press('Enter');
  await expect(facet.stage.getByRole('heading', { name: /photo-/ })).toBeVisible();
  await expect(facet.stage.getByRole('status')).toContainText('face');
  await page.goBack();
  await expect(album.grid).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollTop)).toBe(scrolled);
});

test('deleting can be undone, and what was deleted stays deleted after a reload', async () => {
  const all = await album.shownFaces();
  await album.mark(album.faces.last());
  await album.selection.getByRole('button', { name: 'Delete' }).click();
  await expect(album.result).toHaveText(`${spoken(all - 1)} faces`);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(album.result).toHaveText(`${spoken(all)} faces`);

  await album.mark(album.faces.last());
  await album.selection.getByRole('button', { name: 'Delete' }).click();
  await expect(album.result).toHaveText(`${spoken(all - 1)} faces`);
  await page.reload();
  await expect(album.result).toHaveText(`${spoken(all - 1)} faces`);
  await page.reload();
  await expect(album.result).toHaveText(`${spoken(all - 1)} faces`);
});

test('another tab shows the same album and what is added in the first', async () => {
  const other = new AlbumPage(await context.newPage());
  await other.open();
  const all = await album.shownFaces();
  await expect(other.result).toHaveText(`${spoken(all)} faces`);
  await facet.drop(...(await madePhotos(1, PHOTOS)));
  await album.expectAdded(1);
  await expect(other.result).toHaveText((await album.result.textContent()) ?? '');
  await other.page.close();
});

test('a reload in the middle loses nothing, and the same folder again looks at nothing twice', async () => {
  const before = await album.shownFaces();
  const folder = folderOf(await madePhotos(20, PHOTOS + 1));
  try {
    await album.chooseFolder(folder.path);
    await expect.poll(() => album.done(), { timeout: 60_000 }).toBeGreaterThan(2);
    await page.reload();
    await expect(page.getByText('was broken off at')).toBeVisible();
    const kept = await album.shownFaces();
    expect(kept).toBeGreaterThan(before);
    await album.chooseFolder(folder.path);
    await expect(album.status).toContainText('Added', { timeout: 110_000 });
    const added = Number(/Added (\d+)/.exec((await album.status.textContent()) ?? '')?.[1]);
    expect(added).toBeLessThan(20);
    await expect(album.adding.getByText(`${20 - added} photos were already in the album`)).toBeVisible();
  } finally {
    folder.remove();
  }
});

test('a device without room says it once and goes on in memory', async ({ browser, baseURL }) => {
  // A visit of its own: browsers believe for half a minute that there is still the room that there just was.
  const crammed = await browser.newContext();
  const small = new AlbumPage(await crammed.newPage());
  const client = await crammed.newCDPSession(small.page);
  await client.send('Storage.overrideQuotaForOrigin', { origin: new URL(baseURL ?? '').origin, quotaSize: 1 });
  await small.open();
  await new FacetPage(small.page).drop(...(await madePhotos(3)));
  await small.expectAdded(3);
  await expect(small.page.getByRole('alert').filter({ hasText: 'no room left for the album' })).toHaveCount(1);
  expect(await small.shownFaces()).toBe(3);
  await expect(small.pictures).toHaveCount(3);
  await crammed.close();
});

test('everything is deleted in one click', async () => {
  await page.locator('.album-filters').getByRole('button', { name: 'Delete everything' }).click();
  await expect(page.getByRole('heading', { name: 'Your album is empty' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Your album is empty' })).toBeVisible();
});

test('none of all this went wrong in silence', () => {
  expect(facet.silentErrors).toEqual([]);
});
