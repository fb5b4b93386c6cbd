import { AlbumPage } from './album-page';
import { leaveAlbum } from './left-album';
import { expect, test } from './walk';

const PHOTOS = 1000;
const FACES_EACH = 5;

test('an album of 5,000 faces comes back, filters within 100 ms and scrolls with few elements', async ({
  page,
}, testInfo) => {
  const album = new AlbumPage(page);
  await album.open();
  await expect(page.getByRole('heading', { name: 'Your album is empty' })).toBeVisible();
  await leaveAlbum(page, PHOTOS, FACES_EACH);

  const started = Date.now();
  await page.reload();
  await expect(album.result).toHaveText('5,000 faces');
  await expect(album.pictures.first()).toBeVisible();
  testInfo.annotations.push({ type: 'reload', description: `${Date.now() - started} ms` });

  /** From the click until the words and the faces in the page are those of the filter. */
  const filterTime = (attribute: string): Promise<number> =>
    page.evaluate(async (name) => {
      const result = document.querySelector('.album-result h2');
      const before = result?.textContent;
      const start = performance.now();
      document.querySelector<HTMLElement>(`.album-filters [data-filter="${name}"]`)?.click();
      while (result?.textContent === before && performance.now() - start < 5000) {
        await new Promise((next) => queueMicrotask(() => next(undefined)));
      }
      document.querySelector('.album-grid')?.getBoundingClientRect();
      return performance.now() - start;
    }, attribute);
  const times = [await filterTime('Eyeglasses'), await filterTime('Smiling'), await filterTime('Wearing_Hat')];
  testInfo.annotations.push({ type: 'filters', description: times.map((time) => `${time.toFixed(1)} ms`).join(', ') });
  // The best of three: the machine may be doing something else, the page isn't.
  expect(Math.min(...times)).toBeLessThan(100);
  await page.getByRole('button', { name: 'Clear filters' }).click();

  const scrolling = await page.evaluate(async () => {
    const frame = () => new Promise<number>((next) => requestAnimationFrame(next));
    const grid = document.querySelector('.album-grid');
    const frames: number[] = [];
    let most = 0;
    let before = await frame();
    for (let step = 0; step < 60; step++) {
      scrollBy(0, 400);
      const now = await frame();
      frames.push(now - before);
      before = now;
      most = Math.max(most, grid?.querySelectorAll('*').length ?? Number.POSITIVE_INFINITY);
    }
    const scrolled = document.documentElement.scrollTop;
    return { most, scrolled, median: frames.toSorted((a, b) => a - b)[Math.floor(frames.length / 2)] };
  });
  testInfo.annotations.push({ type: 'frame', description: `${scrolling.median?.toFixed(1)} ms` });
  expect(scrolling.scrolled).toBeGreaterThan(10_000);
  expect(scrolling.most).toBeLessThanOrEqual(200);
});
