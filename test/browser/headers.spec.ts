import { HEADERS } from '../../tools/build/headers';
import { FacetPage } from './facet-page';
import { example } from './made-files';
import { expect, test } from './walk';

test('the server of npm start sends the headers with every file, and 404 for what is not there', async ({
  request,
}) => {
  const page = await request.get('./');
  const script = /assets\/index-[\w-]{8}\.js/.exec(await page.text())?.[0] ?? '';
  const answers = { page, script: await request.get(script), missing: await request.get('./no/such/place') };
  for (const answer of Object.values(answers)) {
    for (const [name, value] of Object.entries(HEADERS)) expect(answer.headers()[name.toLowerCase()]).toBe(value);
  }
  expect(answers.script.headers()['cache-control']).toContain('immutable');
  expect(answers.page.headers()['cache-control']).toBe('no-cache');
  expect([answers.page.status(), answers.script.status(), answers.missing.status()]).toEqual([200, 200, 404]);
});

test('workers are bound by the policy too', async ({ page }) => {
  const facet = new FacetPage(page);
  const policies: string[] = [];
  page.on('response', (response) => {
    if (/worker-[\w-]{8}\.js$/.test(response.url())) policies.push(response.headers()['content-security-policy'] ?? '');
  });
  await facet.open();
  await expect(facet.badge).toBeVisible();
  expect(policies.length).toBeGreaterThan(0);
  expect(policies.every((policy) => policy === HEADERS['Content-Security-Policy'])).toBe(true);
});

test('text never becomes markup or code, and no script of another place is started', async ({ page }) => {
  const facet = new FacetPage(page);
  await facet.open();
  const refusals = await page.evaluate(() => {
    const tried = (work: () => unknown): string => {
      try {
        work();
        return 'allowed';
      } catch (error) {
        return (error as Error).name;
      }
    };
    return [
      tried(() => {
        document.body.innerHTML = '<p>markup</p>';
      }),
      tried(() => new Worker('https://elsewhere.test/worker.js')),
      tried(() => new Worker('data:text/javascript,1')),
    ];
  });
  expect(refusals).toEqual(['TypeError', 'TypeError', 'TypeError']);
  await facet.drop(example('astronaut.jpg'));
  await facet.expectFaces('astronaut.jpg', 1);
  expect(facet.silentErrors).toEqual([]);
});

test('a WebAssembly file with one flipped byte is never run', async ({ page }) => {
  const facet = new FacetPage(page);
  await page.route('**/tfjs-backend-wasm*.wasm', async (route) => {
    const response = await route.fetch();
    const body = Buffer.from(await response.body());
    body.writeUInt8(body.readUInt8(5000) ^ 1, 5000);
    await route.fulfill({ response, body });
  });
  await facet.open();
  await expect(facet.badge).not.toHaveAttribute('data-backend', 'wasm');
  await facet.badge.click();
  await expect(page.locator('#engine-details')).toContainText("its files couldn't be fetched");
});
