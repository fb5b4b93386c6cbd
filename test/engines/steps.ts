import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { madePhotos } from '../browser/made-album';
import { example, file, type MadeFile } from '../browser/made-files';
import type { WalkedPage } from './driver';

const heic = (): MadeFile =>
  file('phone.heic', readFileSync(fileURLToPath(new URL('../fixtures/heic/turned.heic', import.meta.url))));

export const ready = async (page: WalkedPage): Promise<void> => {
  await page.find('[data-backend="wasm"]', 60_000);
};

/** One photo on the stage, with so many faces. */
export const expectFaces = async (page: WalkedPage, count: number): Promise<void> => {
  await page.find('.stage[data-phase="analysed"]', 60_000);
  expect(await page.count('.face-box')).toBe(count);
};

const close = async (page: WalkedPage): Promise<void> => {
  await page.click('.stage button[aria-label="Close photo"]');
  await page.find('#start:not([hidden])');
};

export const threeExamples = async (page: WalkedPage): Promise<void> => {
  for (const [name, faces] of [
    ['three-people', 3],
    ['astronaut', 1],
    ['cat', 0],
  ] as const) {
    await page.click(`a[data-example][href*="${name}.jpg"]`);
    await expectFaces(page, faces);
    await close(page);
  }
};

/** Forty photos with 56 faces; the album has them again after a reload. */
export const albumOfForty = async (page: WalkedPage, address: string): Promise<void> => {
  await page.drop(...(await madePhotos(40)));
  await page.find('#album:not([hidden]) .album-face[aria-setsize="56"]', 90_000);
  await page.driver.open(address);
  await page.click('.places [data-to="album"]');
  await page.find('#album:not([hidden]) .album-face[aria-setsize="56"][style*="blob:"]', 30_000);
  await page.click('.places [data-to="start"]');
};

export const cutJpeg = async (page: WalkedPage): Promise<void> => {
  const { buffer } = example('astronaut.jpg');
  for (const bytes of [buffer.subarray(0, -2), buffer.subarray(0, Math.round(buffer.length * 0.99))]) {
    await page.drop(file('cut.jpg', bytes));
    await expectFaces(page, 1);
    await page.find('.photo-note');
    await close(page);
  }
  await page.drop(file('half.jpg', buffer.subarray(0, buffer.length / 2)));
  await page.find('.alert');
  expect(await page.text('.alert')).toContain('is damaged or cut off');
  await page.click('.alert .button');
};

/** The first bytes of an album's first small picture, and how large all of them are together. */
export const smallPictures = (page: WalkedPage): Promise<{ start: number[]; bytes: number; count: number }> =>
  page.driver.run(async () => {
    const opening = indexedDB.open('facet-album');
    const database = await new Promise<IDBDatabase>((resolve) => {
      opening.onsuccess = () => resolve(opening.result);
    });
    const range = IDBKeyRange.bound('thumbs:', 'thumbs:\uffff');
    const reading = database.transaction('records').objectStore('records').getAll(range);
    const thumbs = await new Promise<Uint8Array[][]>((resolve) => {
      reading.onsuccess = () => resolve(reading.result);
    });
    database.close();
    const all = thumbs.flat();
    const bytes = all.reduce((sum, { length }) => sum + length, 0);
    return { start: [...(all[0]?.subarray(0, 2) ?? [])], bytes, count: all.length };
  });

export const heicPhoto = async (page: WalkedPage): Promise<void> => {
  await page.drop(heic());
  await expectFaces(page, 1);
  await close(page);
};
