import { readFileSync } from 'node:fs';
import { type Download, expect, type Locator, type Page } from '@playwright/test';
import type { AttributeName } from '../../src/domain/attributes';

/** A number as the page writes it: 1,032. */
export const spoken = (count: number): string => count.toLocaleString('en');

/** The album as a person uses it. */
export class AlbumPage {
  readonly adding: Locator;
  readonly status: Locator;
  readonly result: Locator;
  readonly grid: Locator;
  readonly faces: Locator;
  /** Tiles whose picture is there. */
  readonly pictures: Locator;
  readonly selection: Locator;

  constructor(readonly page: Page) {
    this.adding = page.getByRole('region', { name: 'Adding photos' });
    this.status = this.adding.locator('.album-adding-status');
    this.result = page.locator('.album-result h2');
    this.grid = page.getByRole('listbox', { name: 'Faces' });
    this.faces = this.grid.getByRole('option');
    this.pictures = page.locator('.album-face[style*="blob:"]');
    this.selection = page.getByRole('region', { name: 'Selection' });
  }

  async open(): Promise<void> {
    await this.page.goto('./?backend=wasm#/album');
  }

  /** Chooses a folder in the system's dialogue. */
  async chooseFolder(path: string): Promise<void> {
    await this.page.locator('#pick-folder').setInputFiles(path);
  }

  /** How many files have been dealt with, as the page says it. */
  async done(): Promise<number> {
    return Number.parseInt(((await this.status.textContent()) ?? '').replaceAll(',', ''), 10);
  }

  /** How many faces are shown, as the page says it. */
  async shownFaces(): Promise<number> {
    return Number.parseInt(((await this.result.textContent()) ?? '').replaceAll(',', ''), 10);
  }

  /** Selects a tile by the mark in its corner. */
  async mark(tile: Locator): Promise<void> {
    await tile.click({ position: { x: 14, y: 14 } });
  }

  /** Clicks an attribute's chip: from "either" to "with" to "without". */
  async filter(attribute: AttributeName): Promise<void> {
    await this.page.locator(`.album-filters [data-filter="${attribute}"]`).click();
  }

  /** What the filter's chip promises. */
  async promised(attribute: AttributeName): Promise<number> {
    const count = this.page.locator(`.album-filters [data-filter="${attribute}"] .chip-count`);
    return Number(((await count.textContent()) ?? '').replaceAll(',', ''));
  }

  /** Exports what is shown or, from the selection's own bar, what is selected. */
  async export(
    kind: 'Table (CSV)' | 'Data (JSON)' | 'Pictures with boxes (PNG)' | 'Keywords and face regions (XMP)',
    from?: Locator,
  ): Promise<Download> {
    const bar = from ?? this.page.locator('.album-result');
    await bar.locator('.album-menu summary', { hasText: 'Export' }).click();
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      bar.getByRole('button', { name: kind }).click(),
    ]);
    return download;
  }

  /** Exports of what is shown have the attributes that judge a person too from now on. */
  async askForSensitive(): Promise<void> {
    const menu = this.page.locator('.album-result .album-menu', { hasText: 'Export' });
    await menu.locator('summary').click();
    await menu.getByLabel('With attributes that judge a person').check();
    await this.page.keyboard.press('Escape');
  }

  async expectAdded(photos: number): Promise<void> {
    // How long that may take is the test's own limit.
    await expect(this.status).toContainText(`Added ${spoken(photos)} photo`, { timeout: 3_600_000 });
  }
}

/** The bytes of a download. */
export const bytesOf = async (download: Download): Promise<Buffer> => readFileSync(await download.path());

/** The lines of a table without quoted fields, as columns by name. */
export const tableOf = (csv: string): Record<string, string>[] => {
  const [header = '', ...lines] = csv.trimEnd().split('\r\n');
  const names = header.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((field, at) => [names[at] ?? '', field])));
};
