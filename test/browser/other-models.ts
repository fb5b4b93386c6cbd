import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { seal } from '../../tools/convert/write-manifest';
import { DIST } from './static-server';

/**
 * Serves another manifest than the built page's own, as if the page had been built with it.
 * @param change gives the fields of the new one
 */
export const serveManifest = async (page: Page, change: (shipped: object) => object): Promise<void> => {
  const shipped = JSON.parse(readFileSync(`${DIST}models/manifest.json`, 'utf8'));
  const manifest = seal(change(shipped));
  await page.route('**/models/manifest.json', (route) => route.fulfill({ json: manifest }));
  await page.route('**/assets/index-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replaceAll(shipped.digest, manifest.digest) });
  });
};
