import { FacetPage } from './facet-page';
import { example } from './made-files';
import { expect, test } from './walk';
import { liveTensors, recordWorkers } from './workers';

const WEIGHTS = '**/models/lnets/weights.bin';

test('while the models come the page says how much of what, and a photo waits for them', async ({ page }) => {
  const facet = new FacetPage(page);
  let letThrough = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route(WEIGHTS, async (route) => {
    await held;
    await route.continue();
  });
  await facet.open();
  await expect(page.getByText(/^Getting ready: \d\.\d of \d\.\d MB, only this once$/)).toBeVisible();
  await facet.drop(example('astronaut.jpg'));
  await expect(facet.stage.getByRole('status')).toContainText('Waiting until everything is ready');
  letThrough();
  await facet.expectFaces('astronaut.jpg', 1);
});

test('a model file that is missing is told in plain words, and trying again works once it is back', async ({
  page,
}) => {
  const facet = new FacetPage(page);
  await page.route(WEIGHTS, (route) => route.fulfill({ status: 404, body: 'Not found' }));
  await facet.open();
  const alert = facet.alerts.filter({ hasText: /model file .*lnets\/weights\.bin isn't there/ });
  await expect(alert).toBeVisible();

  await page.unroute(WEIGHTS);
  await page.getByRole('button', { name: 'try again' }).click();
  await expect(facet.badge).toBeVisible();
  await expect(alert).toHaveCount(0);
  await facet.drop(example('astronaut.jpg'));
  await facet.expectFaces('astronaut.jpg', 1);
});

test('a model file with one flipped byte is never used, and the photo is not lost by it', async ({ page }) => {
  const facet = new FacetPage(page);
  await page.route(WEIGHTS, async (route) => {
    const response = await route.fetch();
    const body = Buffer.from(await response.body());
    body.writeUInt8(body.readUInt8(1000) ^ 1, 1000);
    await route.fulfill({ response, body });
  });
  await facet.open();
  await facet.drop(example('astronaut.jpg'));
  await expect(facet.panel).toContainText('lnets/weights.bin is damaged');
  await expect(facet.heads).toHaveCount(0);

  await page.unroute(WEIGHTS);
  await facet.panel.getByRole('button', { name: 'Try again' }).click();
  await facet.expectFaces('astronaut.jpg', 1);
});

test('a manifest that is no manifest is told in plain words, and a reload works once it is right', async ({ page }) => {
  const facet = new FacetPage(page);
  await page.route('**/models/manifest.json', (route) => route.fulfill({ body: '<html>Welcome to our hotel Wi-Fi' }));
  await facet.open();
  await expect(facet.alerts).toContainText("The models' manifest isn't JSON");
  await page.unroute('**/models/manifest.json');
  await page.reload();
  await expect(facet.badge).toBeVisible();
  await expect(facet.alerts).toHaveCount(0);
});

test('the second visit takes the models from this device and asks the server for none', async ({ page }) => {
  const facet = new FacetPage(page);
  await facet.open();
  await expect(facet.badge).toBeVisible();
  const fetched: string[] = [];
  await page.route('**/models/**', (route) => {
    fetched.push(new URL(route.request().url()).pathname);
    return route.continue();
  });
  await page.reload();
  await expect(facet.badge).toBeVisible();
  expect(fetched).toEqual([]);
});

test('where IndexedDB is refused the photo is analysed all the same, and the page says what that costs', async ({
  page,
}) => {
  const facet = new FacetPage(page);
  await page.route('**/analyzer.worker-*.js', async (route) => {
    const response = await route.fetch();
    const refuse = 'indexedDB.open = () => { throw new DOMException("The user denied it", "SecurityError"); };';
    await route.fulfill({ response, body: `${await response.text()}\n${refuse}` });
  });
  await facet.open();
  await expect(facet.alerts).toContainText("This browser doesn't keep the models (the browser doesn't allow it here)");
  await facet.drop(example('astronaut.jpg'));
  await facet.expectFaces('astronaut.jpg', 1);
});

test('photos leave no tensors behind', async ({ page }) => {
  const facet = new FacetPage(page);
  await recordWorkers(page);
  await facet.open();
  await expect(facet.badge).toBeVisible();
  const before = await liveTensors(page);
  expect(before).toBeGreaterThan(0);
  for (const [name, faces] of [
    ['three-people.jpg', 3],
    ['cat.jpg', 0],
    ['astronaut.jpg', 1],
  ] as const) {
    await facet.drop(example(name));
    await facet.expectFaces(name, faces);
  }
  expect(await liveTensors(page)).toBe(before);
});
