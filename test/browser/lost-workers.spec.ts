import { FacetPage } from './facet-page';
import { example } from './made-files';
import { expect, type Page, test } from './walk';

/** What {@link holdWorkers} leaves in the page. */
interface Held {
  readonly workers: Worker[];
  /** How many of the next photos shall end the worker that gets them. */
  deadly: number;
}

/** Keeps every worker that the page starts, and ends one from outside as soon as a photo was sent to it. */
const holdWorkers = async (page: Page, deadly: number): Promise<void> => {
  await page.addInitScript((count) => {
    const held: Held = { workers: [], deadly: count };
    const RealWorker = Worker;
    const Holding = class extends RealWorker {
      constructor(...made: ConstructorParameters<typeof Worker>) {
        super(...made);
        held.workers.push(this);
      }
      override postMessage(message: unknown, transfer?: Transferable[] | StructuredSerializeOptions): void {
        super.postMessage(message, transfer as Transferable[]);
        const hasPhoto = Array.isArray(transfer) && transfer.some((item) => item instanceof ImageBitmap);
        if (!hasPhoto || held.deadly === 0) return;
        held.deadly -= 1;
        this.terminate();
      }
    };
    Object.assign(globalThis, { held, Worker: Holding });
  }, deadly);
};

test('a worker that is ended from outside costs its photo a moment, not the photo', async ({ page }) => {
  const facet = new FacetPage(page);
  await holdWorkers(page, 1);
  await facet.open();
  await expect(facet.badge).toBeVisible();
  await facet.drop(example('astronaut.jpg'));
  await facet.expectFaces('astronaut.jpg', 1);
});

test('a photo that ends two workers is left out by name, and the next one works', async ({ page }) => {
  const facet = new FacetPage(page);
  await holdWorkers(page, 2);
  await facet.open();
  await expect(facet.badge).toBeVisible();
  await facet.drop(example('astronaut.jpg'));
  await expect(facet.panel).toContainText('This photo stopped the background worker twice');
  await facet.drop(example('grace-hopper.jpg'));
  await facet.expectFaces('grace-hopper.jpg', 1);
});
