import { readFileSync } from 'node:fs';
import { FacetPage } from './facet-page';
import { example, file, heicHeader, type MadeFile } from './made-files';
import { CAREFUL_HEADERS, type StaticServer, serveBelow } from './static-server';
import { expect, type Page, test } from './walk';

test.use({ serviceWorkers: 'allow' });

let server: StaticServer;
test.beforeEach(async () => {
  server = await serveBelow('/facet/', CAREFUL_HEADERS);
});
test.afterEach(() => server.stop());

const heic = (fixture: string, name = fixture): MadeFile =>
  file(name, readFileSync(new URL(`../fixtures/heic/${fixture}`, import.meta.url)));

const WAITING = "Couldn't read holiday.heic: this browser can't open HEIC photos yet. Trying the built-in decoder…";
const askedForDecoder = (): string[] => server.asked.filter((path) => /heic|libheif/.test(path));

/** A visit until the page works offline. */
const visit = async (page: Page): Promise<FacetPage> => {
  const facet = new FacetPage(page);
  await page.goto(server.url);
  await expect(page.getByText('Ready to work offline')).toBeVisible();
  return facet;
};

test('a HEIC photo is decoded, upright, by a decoder that is fetched for it; offline too from then on', async ({
  page,
}) => {
  const facet = await visit(page);
  expect(askedForDecoder()).toEqual([]);
  await page.evaluate((words) => {
    const said: string[] = [];
    new MutationObserver(() => {
      const alert = document.querySelector('[role=alert]')?.textContent ?? '';
      if (alert.includes(words)) said.push(alert);
    }).observe(document.body, { childList: true, subtree: true });
    Object.assign(window, { said });
  }, WAITING);
  await facet.drop(heic('turned.heic', 'holiday.heic'));
  await facet.expectFaces('holiday.heic', 1);
  expect(await page.evaluate(() => (window as unknown as { said: string[] }).said.length)).toBeGreaterThan(0);
  await expect(facet.alerts).toHaveCount(0);
  const { face } = await facet.readFace();
  // Of an upright astronaut, 320 × 320, the face is in the upper half and a little left of the middle.
  expect(face.y + face.height / 2).toBeLessThan(140);
  expect(
    askedForDecoder()
      .map((path) => path.replace(/-[\w-]{8}\./, '.'))
      .sort(),
  ).toEqual(['assets/heic.worker.js', 'assets/libheif.wasm']);

  await server.stop();
  await page.reload();
  await facet.drop(heic('deep.heic'));
  await facet.expectFaces('deep.heic', 1);
  await facet.drop(heic('two-pictures.heic'));
  await facet.expectFaces('two-pictures.heic', 0);
});

test('HEIC photos that cannot be decoded are explained, and the next one works', async ({ page }) => {
  const facet = await visit(page);
  const whole = heic('turned.heic').buffer;
  for (const [name, bytes, words] of [
    ['cut.heic', whole.subarray(0, 6000), 'cut.heic looks like a HEIC photo, but is damaged or cut off'],
    ['header.heic', heicHeader(), 'header.heic looks like a HEIC photo, but is damaged or cut off'],
  ] as const) {
    await facet.drop(file(name, bytes));
    await expect(facet.alerts.filter({ hasText: words })).toBeVisible();
  }
  await facet.drop(heic('turned.heic'));
  await facet.expectFaces('turned.heic', 1);
  expect(facet.silentErrors).toEqual([]);
});

test('without a network and without the decoder, the page says what to do', async ({ page }) => {
  const facet = await visit(page);
  await server.stop();
  await facet.drop(heic('turned.heic', 'holiday.heic'));
  await expect(facet.alerts).toContainText("the built-in decoder couldn't be fetched. Connect to the network");
  await facet.drop(example('astronaut.jpg'));
  await facet.expectFaces('astronaut.jpg', 1);
});
