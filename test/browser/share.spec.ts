import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Page, test } from '@playwright/test';
import { AlbumPage } from './album-page';
import { FacetPage } from './facet-page';
import { example } from './made-files';
import { CAREFUL_HEADERS, type StaticServer, serveBelow } from './static-server';

test.use({ serviceWorkers: 'allow' });

let server: StaticServer;
test.beforeEach(async () => {
  server = await serveBelow('/facet/', CAREFUL_HEADERS);
});
test.afterEach(() => server.stop());

/** A visit until the service worker takes what is shared. */
const visit = async (page: Page): Promise<FacetPage> => {
  const facet = new FacetPage(page);
  await page.goto(server.url);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect(page.getByRole('status').filter({ hasText: 'Ready to work offline' })).toBeVisible();
  return facet;
};

/** Fills a form with a photo and sends it, as the share sheet does when no page stands behind it. */
const send = async (page: Page): Promise<void> => {
  const { buffer } = example('astronaut.jpg');
  await page.evaluate(
    ([base64, action]) => {
      const bytes = Uint8Array.from(atob(base64 ?? ''), (character) => character.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], 'shared.jpg', { type: 'image/jpeg' }));
      const form = document.createElement('form');
      Object.assign(form, { method: 'post', enctype: 'multipart/form-data', action });
      const input = document.createElement('input');
      Object.assign(input, { type: 'file', name: 'photos', files: transfer.files });
      form.append(input);
      document.body.append(form);
      form.submit();
    },
    [buffer.toString('base64'), `${server.url}share-target`],
  );
};

/** A page of another site, which hides its address or doesn't. */
const otherSite = async (policy: string): Promise<{ readonly url: string; stop(): void }> => {
  const other = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html', 'Referrer-Policy': policy }).end('<title>Other</title>');
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, stop: () => other.close() };
};

test('a shared photo is put on the stage, and nothing of it is kept', async ({ page }) => {
  const facet = await visit(page);
  // Without a page behind it a form has neither an origin nor a referrer.
  const sheet = await otherSite('no-referrer');
  try {
    await page.goto(sheet.url);
    await send(page);
    await facet.expectFaces('shared.jpg', 1);
    await expect(facet.stage.getByRole('button', { name: 'Keep in album' })).toBeVisible();
    await facet.goTo('album');
    await expect(page.getByRole('heading', { name: 'Your album is empty' })).toBeVisible();
    expect(await page.evaluate(async () => (await caches.keys()).filter((name) => name.includes('shared')))).toEqual(
      [],
    );
  } finally {
    sheet.stop();
  }
});

test('a form of another site is refused, and nothing of it reaches the page', async ({ page }) => {
  const facet = await visit(page);
  const other = await otherSite('strict-origin-when-cross-origin');
  try {
    await page.goto(other.url);
    await send(page);
    await expect(page.getByText('Only this device can share photos with Facet.')).toBeVisible();
    await page.goto(server.url);
    await expect(facet.badge).toBeVisible();
    await expect(page.locator('main > #start')).toBeVisible();
    await new AlbumPage(page).page.locator('.places [data-to="album"]').click();
    await expect(page.getByRole('heading', { name: 'Your album is empty' })).toBeVisible();
  } finally {
    other.stop();
  }
});
