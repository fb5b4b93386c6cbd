import { FacetPage } from './facet-page';
import { example, type MadeFile } from './made-files';
import { type NextBuild, nextBuild } from './next-build';
import { CAREFUL_HEADERS, type StaticServer, serveBelow } from './static-server';
import { expect, type Page, test } from './walk';

test.use({ serviceWorkers: 'allow' });

let server: StaticServer;
test.beforeEach(async () => {
  server = await serveBelow('/people/me/facet/', CAREFUL_HEADERS);
});
test.afterEach(() => server.stop());

const news = (page: Page) => page.getByRole('status').filter({ hasText: 'Ready to work offline' });
const offer = (page: Page) => page.getByRole('status').filter({ hasText: 'A new version of Facet is there' });
const description = (page: Page) => page.locator('meta[name=description]');

/** A first visit, until the page says that it needs no network any more. */
const visit = async (page: Page): Promise<FacetPage> => {
  const facet = new FacetPage(page);
  await page.goto(server.url);
  await expect(news(page)).toContainText(/\d MB are kept on this device/);
  return facet;
};

test('after one visit the page needs no network: the server is gone, and a photo is analysed', async ({ page }) => {
  const origins = new Set<string>();
  const forbidden: string[] = [];
  page.context().on('request', (request) => origins.add(new URL(request.url()).origin));
  page.context().on('console', (message) => {
    if (message.text().includes('Content Security Policy')) forbidden.push(message.text());
  });
  const facet = await visit(page);
  await server.stop();
  await page.reload();
  await expect(facet.badge).toBeVisible();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await facet.drop(example('astronaut.jpg'));
  await facet.expectFaces('astronaut.jpg', 1);

  const tab = new FacetPage(await page.context().newPage());
  await tab.page.goto(`${server.url}?backend=wasm`);
  await expect(tab.badge).toHaveAttribute('data-backend', 'wasm');
  expect([...facet.silentErrors, ...tab.silentErrors, ...forbidden]).toEqual([]);
  expect([...origins].filter((origin) => /^https?:/.test(origin))).toEqual([new URL(server.url).origin]);
});

test('the news that the page works offline goes by itself, and About keeps saying it', async ({ page }) => {
  await page.clock.install();
  await visit(page);
  await page.clock.fastForward(15_000);
  await expect(news(page)).toBeHidden();
  await page.getByRole('navigation', { name: 'Places' }).getByText('About').click();
  await expect(page.getByText('Facet works offline')).toBeVisible();
});

test('weights are kept once, in IndexedDB, and no HEIC decoder is fetched for nobody', async ({ page }) => {
  await visit(page);
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const addresses = await Promise.all(
      names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)),
    );
    const databases = (await indexedDB.databases()).map(({ name }) => name);
    return { addresses: addresses.flat(), databases };
  });
  expect(kept.databases).toContain('facet-models');
  expect(kept.addresses.length).toBeGreaterThan(20);
  expect(kept.addresses.filter((url) => /\/models\/|heic|libheif.*wasm/.test(url))).toEqual([]);
  expect(server.asked.filter((path) => path.startsWith('models/lneto/weights'))).toHaveLength(1);
});

/** A visit after which the server has a new version, and another that finds it. */
const visitBeforeAndAfter = async (page: Page, next: NextBuild): Promise<void> => {
  await visit(page);
  server.deploy(next.folder);
  await page.reload();
  await expect(offer(page)).toBeVisible();
  await expect(description(page)).not.toHaveAttribute('content', next.description);
};

test.describe('a new version', () => {
  let next: NextBuild;
  test.beforeAll(() => {
    next = nextBuild();
  });
  test.afterAll(() => next.remove());

  test('that the person wants now is shown, and works without a network', async ({ page }) => {
    await visitBeforeAndAfter(page, next);
    await offer(page).getByRole('button', { name: 'Reload' }).click();
    await expect(description(page)).toHaveAttribute('content', next.description);
    await expect(new FacetPage(page).badge).toBeVisible();
    await expect(offer(page)).toHaveCount(0);
    await server.stop();
    await page.reload();
    await expect(description(page)).toHaveAttribute('content', next.description);
  });

  test('that the person wants later is offered again on the next visit', async ({ page }) => {
    await visitBeforeAndAfter(page, next);
    await offer(page).getByRole('button', { name: 'Later' }).click();
    await expect(offer(page)).toHaveCount(0);
    await page.reload();
    await expect(offer(page)).toBeVisible();
    await expect(description(page)).not.toHaveAttribute('content', next.description);
    await offer(page).getByRole('button', { name: 'Reload' }).click();
    await expect(description(page)).toHaveAttribute('content', next.description);
  });
});

/** Does what the system does when somebody shares photos with Facet: it posts a form. */
const share = (page: Page, files: readonly MadeFile[]): Promise<void> =>
  page.evaluate(
    (sent) => {
      const transfer = new DataTransfer();
      for (const { name, mimeType, base64 } of sent) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        transfer.items.add(new File([bytes], name, { type: mimeType }));
      }
      const form = Object.assign(document.createElement('form'), {
        method: 'post',
        enctype: 'multipart/form-data',
        action: 'share-target',
      });
      const input = Object.assign(document.createElement('input'), { type: 'file', name: 'photos', multiple: true });
      input.files = transfer.files;
      form.append(input);
      document.body.append(form);
      form.submit();
    },
    files.map(({ name, mimeType, buffer }) => ({ name, mimeType, base64: buffer.toString('base64') })),
  );

test('photos that another app shares open as if they had been dropped, offline too', async ({ page }) => {
  const facet = await visit(page);
  await server.stop();
  await share(page, [example('astronaut.jpg'), example('cat.jpg')]);
  await facet.expectFaces('astronaut.jpg', 1);
  await expect(page).toHaveURL(new RegExp(`^${server.url}#/photo`));
  await page.reload();
  await expect(facet.badge).toBeVisible();
  await expect(facet.heads).toHaveCount(0);
});

/** What the page hands to the browser that opens files with it. */
interface LaunchingPage {
  launch(parameters: { readonly files: readonly Pick<FileSystemFileHandle, 'name' | 'getFile'>[] }): void;
}

test('photo files that are opened with Facet are analysed', async ({ page }) => {
  await page.addInitScript(() => {
    const queue = { setConsumer: (launch: LaunchingPage['launch']) => Object.assign(window, { launch }) };
    Object.defineProperty(window, 'launchQueue', { value: queue });
  });
  const facet = new FacetPage(page);
  await page.goto(server.url);
  await page.evaluate(async () => {
    const photo = await (await fetch('examples/astronaut.jpg')).blob();
    const getFile = async () => new File([photo], 'opened.jpg');
    (window as unknown as LaunchingPage).launch({ files: [{ name: 'opened.jpg', getFile }] });
  });
  await facet.expectFaces('opened.jpg', 1);
});

test('the browser finds nothing that keeps it from installing Facet', async ({ page }) => {
  await visit(page);
  const devtools = await page.context().newCDPSession(page);
  const { errors } = await devtools.send('Page.getAppManifest');
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  // Test windows are private ones, in which nothing can be installed.
  const others = installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito');
  expect([errors, others]).toEqual([[], []]);
});

test('everything that is kept can be removed, and Facet starts afresh', async ({ page }) => {
  const facet = await visit(page);
  await page.getByRole('link', { name: 'About' }).click();
  const kept = page.getByRole('region', { name: 'On this device' });
  await expect(kept).toContainText('Facet works offline');
  await kept.getByRole('button', { name: 'Clear everything' }).click();
  await kept.getByRole('button', { name: 'Remove everything' }).click();
  await expect(page.getByRole('dialog')).toContainText('Everything was removed');
  const left = await page.evaluate(async () => {
    const open = indexedDB.open('facet-models');
    const database = await new Promise<IDBDatabase>((resolve) => {
      open.onsuccess = () => resolve(open.result);
    });
    const count = database.transaction('files').objectStore('files').count();
    await new Promise((resolve) => {
      count.onsuccess = resolve;
    });
    database.close();
    return { files: count.result, caches: await caches.keys() };
  });
  expect(left).toEqual({ files: 0, caches: [] });
  await page.getByRole('button', { name: 'Start afresh' }).click();
  await expect(facet.badge).toBeVisible();
});
