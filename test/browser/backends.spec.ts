import { FacetPage } from './facet-page';
import { example } from './made-files';
import { expect, test } from './walk';

test('without WebGPU the processor is used, and the page says why', async ({ page }) => {
  const facet = new FacetPage(page);
  await facet.open();
  await expect(facet.badge).toHaveAttribute('data-backend', 'wasm');
  await facet.badge.click();
  await expect(facet.reasons).toContainText('Runs on the processor');
  await expect(facet.reasons).toContainText('WebGPU finds no graphics processor');
});

test('a named backend that cannot run here is told, and without the name it works', async ({ page }) => {
  const facet = new FacetPage(page);
  await facet.open('webgpu');
  await expect(facet.alerts).toContainText('"webgpu" was asked for, but can\'t run here');
  await facet.open();
  await facet.drop(example('astronaut.jpg'));
  await facet.expectFaces('astronaut.jpg', 1);
});

test('an unknown backend in the address is told and left out', async ({ page }) => {
  const facet = new FacetPage(page);
  await page.goto('./?backend=abacus');
  await expect(facet.alerts).toContainText('"abacus"');
  await expect(facet.badge).toHaveAttribute('data-backend', 'wasm');
});
