import { FacetPage } from './facet-page';
import { type StaticServer, serveBelow } from './static-server';
import { expect, test } from './walk';

let server: StaticServer;
test.beforeAll(async () => {
  server = await serveBelow('/people/me/facet/');
});
test.afterAll(() => server.stop());

test('the built site works from a sub-path of a plain web host, without isolation headers', async ({ page }) => {
  const facet = new FacetPage(page);
  const refused: string[] = [];
  page.on('response', (response) => response.ok() || refused.push(response.url()));
  await page.goto(server.url);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  await page.getByRole('link', { name: 'Astronaut' }).click();
  await facet.expectFaces('Astronaut', 1);
  expect(refused).toEqual([]);
});
