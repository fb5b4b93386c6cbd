import { expect, type JSHandle, type Locator, type Page } from '@playwright/test';
import type { BackendName } from '../../src/domain/analyzer-api';
import type { AttributeName } from '../../src/domain/attributes';
import type { Box } from '../../src/domain/geometry';
import type { Place } from '../../src/state/page/app-state';
import type { MadeFile } from './made-files';
import { watch } from './walk';

/** What one face of a photo looks like on the page. */
export interface ShownFace {
  readonly head: Box<'photo'>;
  readonly face: Box<'photo'>;
  /** Probability of each attribute, 0–1, by CelebA name, as the bars show it. */
  readonly scores: Readonly<Record<string, number>>;
}

/** The page as a person uses it. */
export class FacetPage {
  /** Everything that went wrong without being told to the person. */
  readonly silentErrors: string[] = [];
  readonly alerts: Locator;
  readonly stage: Locator;
  readonly panel: Locator;
  /** The head box of the chosen face. */
  readonly heads: Locator;
  /** The face box of each face. */
  readonly faces: Locator;
  /** All bars of the chosen face; those about perceived appearance are folded away at first. */
  readonly bars: Locator;
  /** Which backend runs; a click opens {@link reasons}. */
  readonly badge: Locator;
  /** Why this backend runs and the others don't. */
  readonly reasons: Locator;

  constructor(readonly page: Page) {
    this.alerts = page.getByRole('alert');
    this.stage = page.getByRole('region', { name: 'Photo' });
    this.panel = page.getByRole('complementary', { name: 'Faces and their attributes' });
    this.heads = page.locator('.head-box');
    this.faces = page.locator('.face-box');
    this.bars = this.panel.locator('[data-attribute]');
    this.badge = page.locator('[data-backend]');
    this.reasons = page.locator('#engine-details');
    page.on('pageerror', (error) => this.silentErrors.push(error.message));
    watch(page);
  }

  /** Opens the page; `backend` is named in its address. */
  async open(backend?: BackendName): Promise<void> {
    await this.page.goto(backend ? `./?backend=${backend}` : './');
  }

  /** Goes to another place by the navigation, in whatever language it is. */
  async goTo(place: Place): Promise<void> {
    await this.page.locator(`.places [data-to="${place}"]`).click();
    await expect(this.page.locator(`main > #${place}`)).toBeVisible();
  }

  /** Drops files on the page, as from a folder. */
  async drop(...files: readonly MadeFile[]): Promise<void> {
    const dataTransfer = await this.#transferOf(files);
    const target = this.page.locator('body');
    await target.dispatchEvent('dragover', { dataTransfer });
    await target.dispatchEvent('drop', { dataTransfer });
    await dataTransfer.dispose();
  }

  /** Pastes a file that was copied elsewhere. */
  async paste(file: MadeFile): Promise<void> {
    const copied = await this.#transferOf([file]);
    await copied.evaluate((clipboardData) =>
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true })),
    );
    await copied.dispose();
  }

  /** Picks files in the system's dialogue. */
  async pick(...files: readonly MadeFile[]): Promise<void> {
    await this.page.locator('#pick').setInputFiles([...files]);
  }

  /** What the browser hands over when files are dropped or pasted. */
  #transferOf(files: readonly MadeFile[]): Promise<JSHandle<DataTransfer>> {
    const sent = files.map(({ name, mimeType, buffer }) => ({ name, mimeType, base64: buffer.toString('base64') }));
    return this.page.evaluateHandle((handedOver) => {
      const transfer = new DataTransfer();
      for (const { name, mimeType, base64 } of handedOver) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        transfer.items.add(new File([bytes], name, { type: mimeType }));
      }
      return transfer;
    }, sent);
  }

  /** The bar of one attribute. */
  bar(attribute: AttributeName): Locator {
    return this.panel.locator(`[data-attribute="${attribute}"]`);
  }

  /** Shows the rows of all groups, not only what is present. */
  async unfoldGroups(): Promise<void> {
    const folded = this.panel.locator('details.group:not([open]) > summary');
    while ((await folded.count()) > 0) await folded.first().click();
  }

  /** Waits until the photo of this name is on the stage and says that it has so many faces. */
  async expectFaces(name: string, count: number): Promise<void> {
    await expect(this.stage.getByRole('heading', { name })).toBeVisible();
    const words = count === 0 ? 'No face found' : count === 1 ? '1 face' : `${count} faces`;
    await expect(this.stage.getByRole('status')).toContainText(words);
    await expect(this.heads).toHaveCount(Math.min(count, 1));
    await expect(this.faces).toHaveCount(count);
  }

  /** A face's box and the chosen face's head box, in photo pixels, and the chosen face's bars. */
  async readFace(index = 0): Promise<ShownFace> {
    // A photo of the album is drawn before the models are there, which say what its numbers mean.
    await expect(this.bars).not.toHaveCount(0);
    const boxOf = (outline: Locator): Promise<Box<'photo'>> =>
      outline.evaluate((rect) => {
        const number = (name: string): number => Number(rect.getAttribute(name));
        return { x: number('x'), y: number('y'), width: number('width'), height: number('height') };
      });
    const scores = await this.bars.evaluateAll((rows) =>
      rows.map((row): [string, number] => [
        row.getAttribute('data-attribute') ?? '',
        Number.parseFloat(row.querySelector<HTMLElement>('.row-fill')?.style.width ?? '') / 100,
      ]),
    );
    return {
      head: await boxOf(this.heads),
      face: await boxOf(this.faces.nth(index)),
      scores: Object.fromEntries(scores),
    };
  }
}

const differences = (a: ShownFace, b: ShownFace): number[] =>
  Object.entries(a.scores).map(([name, score]) => Math.abs(score - (b.scores[name] ?? Number.NaN)));

/** Largest difference between the bars of two faces, 0–1. */
export const largestDifference = (a: ShownFace, b: ShownFace): number => Math.max(...differences(a, b));

/** Mean over the attributes, of probabilities, 0–1. */
export const meanDifference = (a: ShownFace, b: ShownFace): number => {
  const all = differences(a, b);
  return all.reduce((sum, each) => sum + each, 0) / all.length;
};

/** Intersection over union of two boxes, 0–1. */
export const overlap = (a: Box<'photo'>, b: Box<'photo'>): number => {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const shared = Math.max(0, width) * Math.max(0, height);
  return shared / (a.width * a.height + b.width * b.height - shared);
};
