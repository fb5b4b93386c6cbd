import { FacetPage, largestDifference, overlap } from './facet-page';
import { example } from './made-files';
import { expect, test } from './walk';

/** The smallest of the example photos. */
const PHOTO = 'luis-pedro.jpg';

/** Emulated WebGPU compiles its programs for a minute. */
const PATIENCE_MS = 240_000;

test('emulated WebGPU is not chosen by itself, and the page says why', async ({ page }) => {
  const facet = new FacetPage(page);
  await facet.open();
  await expect(facet.badge).toHaveAttribute('data-backend', 'wasm');
  await facet.badge.click();
  await expect(facet.reasons).toContainText('WebGPU is only emulated in software');
});

test('named in the address, WebGPU gives the same boxes and scores as wasm', async ({ page }) => {
  test.setTimeout(PATIENCE_MS + 60_000);
  const facet = new FacetPage(page);
  await facet.open('wasm');
  await facet.drop(example(PHOTO));
  await facet.expectFaces(PHOTO, 1);
  const onProcessor = await facet.readFace();

  await facet.open('webgpu');
  await expect(facet.badge).toHaveAttribute('data-backend', 'webgpu', { timeout: PATIENCE_MS });
  await facet.drop(example(PHOTO));
  await expect(facet.stage.getByRole('status')).toContainText('1 face', { timeout: PATIENCE_MS });
  const onGpu = await facet.readFace();
  expect(overlap(onGpu.face, onProcessor.face)).toBeGreaterThan(0.99);
  expect(largestDifference(onGpu, onProcessor)).toBeLessThan(0.01);
});
