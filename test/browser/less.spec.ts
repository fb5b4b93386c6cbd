import { FacetPage } from './facet-page';
import { example } from './made-files';
import { expect, type Page, test } from './walk';

test.use({ serviceWorkers: 'allow' });

/** Something of the browser that Facet can do without. */
interface Part {
  readonly name: string;
  readonly owner: 'window' | 'navigator' | 'crypto';
  /** Whether making one throws too where it is forbidden, as `new BroadcastChannel` with blocked cookies. */
  readonly isMade?: boolean;
  /** What About says that it costs; the others tell where they are missed. */
  readonly words?: string;
}

const PARTS: readonly Part[] = [
  { name: 'BroadcastChannel', owner: 'window', isMade: true, words: 'Tabs with Facet hear nothing of each other' },
  { name: 'locks', owner: 'navigator', words: 'Tabs with Facet hear nothing of each other' },
  { name: 'subtle', owner: 'crypto' },
  { name: 'OffscreenCanvas', owner: 'window', isMade: true, words: 'Photos are read in the page itself' },
  { name: 'indexedDB', owner: 'window' },
  { name: 'serviceWorker', owner: 'navigator', words: "This browser doesn't keep Facet for offline visits here" },
  { name: 'localStorage', owner: 'window', words: 'Settings such as the language are not kept' },
  { name: 'caches', owner: 'window' },
  { name: 'storage', owner: 'navigator', words: "This browser doesn't tell how much is kept" },
];

type Way = 'missing' | 'throwing';

/** Takes parts away before any script of the page runs, in the page as in browsers that lack or forbid them. */
const takeAway = (page: Page, parts: readonly Part[], way: Way): Promise<unknown> =>
  page.addInitScript(
    ([taken, how]) => {
      const forbidden = (): never => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      };
      for (const { name, owner, isMade } of taken) {
        const holder: object = owner === 'window' ? window : window[owner];
        // A constructor that is there and throws; other parts throw when they are named.
        const value =
          how === 'missing'
            ? undefined
            : class {
                constructor() {
                  forbidden();
                }
              };
        const get = how === 'throwing' && !isMade ? forbidden : () => value;
        for (const at of [holder, Object.getPrototypeOf(holder)]) {
          if (Object.hasOwn(at, name) || at === holder) Object.defineProperty(at, name, { get, configurable: true });
        }
      }
    },
    [parts.map((part) => ({ ...part })), way] as const,
  );

/** Words of browsers, which no person should have to read. */
const RAW = /undefined|is not defined|insecure\.|SecurityError|TypeError|null|Cannot read|not a (function|constructor)/;

const walk = async (page: Page, parts: readonly Part[]): Promise<void> => {
  const facet = new FacetPage(page);
  await facet.open();
  await expect(facet.badge).toHaveAttribute('data-backend', 'wasm');
  await facet.drop(example('astronaut.jpg'));
  await facet.expectFaces('astronaut.jpg', 1);
  await facet.goTo('album');
  await facet.drop(example('luis-pedro.jpg'), example('three-people.jpg'));
  await expect(page.getByRole('status').filter({ hasText: 'Added 2 photos with 4 faces' })).toHaveCount(1);
  expect(await page.locator('body').textContent()).not.toMatch(RAW);
  await facet.goTo('about');
  const told = page.getByRole('region', { name: 'On this device' });
  for (const { words } of parts) if (words) await expect(told).toContainText(words);
  expect(await page.locator('body').textContent()).not.toMatch(RAW);
};

test('a worker that lacks them too analyses photos all the same, by what the page reads for it', async ({ page }) => {
  await takeAway(page, PARTS, 'missing');
  await page.route('**/analyzer.worker-*.js', async (route) => {
    const response = await route.fetch();
    const without = ['OffscreenCanvas', 'indexedDB', 'caches'].map((name) => `self.${name}`);
    const taken = `Object.defineProperty(self,'crypto',{value:{}});${without.map((name) => `Object.defineProperty(self,'${name.slice(5)}',{value:undefined})`).join(';')};`;
    await route.fulfill({ response, body: taken + (await response.text()) });
  });
  await walk(page, PARTS);
  await expect(page.getByText("This browser doesn't keep the models")).toHaveCount(2);
});

for (const way of ['missing', 'throwing'] as const) {
  for (const part of PARTS) {
    test(`without ${part.name} (${way}) photos are analysed, and what that costs is told`, async ({ page }) => {
      await takeAway(page, [part], way);
      await walk(page, [part]);
    });
  }

  test(`with all of them ${way} photos are analysed, and what that costs is told`, async ({ page }) => {
    await takeAway(page, PARTS, way);
    await walk(page, PARTS);
  });
}

/** What `privacy.resistFingerprinting` does, in page and worker: pixels that are read back are random. */
const HIDE_PIXELS = `for (const Context of [self.CanvasRenderingContext2D, self.OffscreenCanvasRenderingContext2D]) {
  if (!Context) continue;
  const read = Context.prototype.getImageData;
  Context.prototype.getImageData = function (...what) {
    const image = read.apply(this, what);
    for (let at = 0; at < image.data.length; at += 65536) crypto.getRandomValues(image.data.subarray(at, at + 65536));
    return image;
  };
}`;

test.describe('pixels', () => {
  // A service worker would fetch the worker's script past this test.
  test.use({ serviceWorkers: 'block' });

  test('a browser that hides pixels is told of, with what to do, and no photo is said to have no face', async ({
    page,
  }) => {
    await page.addInitScript(HIDE_PIXELS);
    await page.route('**/analyzer.worker-*.js', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: HIDE_PIXELS + (await response.text()) });
    });
    const facet = new FacetPage(page);
    await facet.open();
    const told = facet.alerts.filter({ hasText: 'protection against fingerprinting hides the pixels' });
    await expect(told.first()).toContainText('Allow this site to read canvas data');
    await expect(page.getByRole('button', { name: 'Not ready: try again' })).toBeVisible();
    await facet.drop(example('astronaut.jpg'));
    await expect(facet.stage).toContainText("Couldn't be analysed");
    await expect(page.getByText('No face found')).toHaveCount(0);
    await facet.goTo('album');
    await expect(page.getByText('Your album is empty')).toBeVisible();
  });
});
