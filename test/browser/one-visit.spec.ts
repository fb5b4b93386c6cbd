import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BackendName } from '../../src/domain/analyzer-api';
import { FacetPage } from './facet-page';
import { CAREFUL_HEADERS, serveBelow } from './static-server';
import { type BrowserContext, chromium, expect, type Page, test } from './walk';

/** A browser with a profile that outlives it. */
const withProfile = async <T>(profile: string, work: (context: BrowserContext) => Promise<T>): Promise<T> => {
  const { launchOptions } = test.info().project.use;
  const context = await chromium.launchPersistentContext(profile, { ...launchOptions, serviceWorkers: 'allow' });
  try {
    return await work(context);
  } finally {
    await context.close();
  }
};

const open = async (context: BrowserContext, address: string): Promise<{ facet: FacetPage; page: Page }> => {
  const page = await context.newPage();
  const facet = new FacetPage(page);
  await page.goto(address);
  await expect(facet.badge).toBeVisible();
  return { facet, page };
};

/** One visit, then the browser again on the same profile while the server is gone. */
const visitOnce = async (query: string, backend: BackendName): Promise<void> => {
  const server = await serveBelow('/facet/', CAREFUL_HEADERS);
  const profile = mkdtempSync(join(tmpdir(), 'facet-profile-'));
  try {
    await withProfile(profile, async (context) => {
      const { facet, page } = await open(context, server.url + query);
      await expect(facet.badge).toHaveAttribute('data-backend', backend);
      await expect(page.getByRole('status').filter({ hasText: 'Ready to work offline' })).toBeVisible();
    });
    await server.stop();
    await withProfile(profile, async (context) => {
      const { facet, page } = await open(context, server.url + query);
      await expect(facet.badge).toHaveAttribute('data-backend', backend);
      await page.getByRole('link', { name: 'Astronaut' }).click();
      await facet.expectFaces('Astronaut', 1);
      expect(facet.silentErrors).toEqual([]);
    });
  } finally {
    await server.stop();
    rmSync(profile, { recursive: true, force: true });
  }
};

test('after exactly one visit the browser is restarted without a network: the same backend runs', () =>
  visitOnce('', 'wasm'));

test('a backend that was asked for on the only visit is there without a network too', () =>
  visitOnce('?backend=cpu', 'cpu'));
