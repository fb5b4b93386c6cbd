import type { Page } from '@playwright/test';
import { ATTRIBUTES } from '../../src/domain/attributes';

/** Runs in the page. */
const writeAlbum = async ({
  photos,
  facesEach,
  attributes,
}: {
  photos: number;
  facesEach: number;
  attributes: number;
}) => {
  const canvas = new OffscreenCanvas(128, 128);
  const context = canvas.getContext('2d');
  const thumb = async (hue: number): Promise<Uint8Array> => {
    if (context) {
      context.fillStyle = `hsl(${hue} 60% 50%)`;
      context.fillRect(0, 0, 128, 128);
    }
    return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/webp' })).arrayBuffer());
  };
  const thumbs = await Promise.all(Array.from({ length: facesEach }, (_, face) => thumb(face * 60)));
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('facet-album');
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const writing = database.transaction('records', 'readwrite');
  const records = writing.objectStore('records');
  for (let photo = 0; photo < photos; photo++) {
    const id = `made-${photo}`;
    const faces = Array.from({ length: facesEach }, (_, index) => {
      const probabilities = Float32Array.from(
        { length: attributes },
        (_value, at) => ((photo * 31 + index * 17 + at * 7) % 100) / 100,
      );
      const present = Uint8Array.from(probabilities, (probability) => (probability >= 0.5 ? 1 : 0));
      const box = { x: 10 + 120 * index, y: 10, width: 100, height: 120 };
      return { index, head: box, face: box, rollDegrees: 0, score: 0.9, probabilities, present };
    });
    const size = { width: 640, height: 480 };
    records.put(
      { schema: 1, id, name: `${id}.jpg`, bytes: 1, added: photo, size, faces, models: 'made' },
      `photo:${id}`,
    );
    records.put(thumbs, `thumbs:${id}`);
  }
  await new Promise<void>((resolve, reject) => {
    writing.oncomplete = () => resolve();
    writing.onerror = () => reject(writing.error);
  });
  database.close();
};

/**
 * Writes an album into the page's database, as an earlier visit would have left it: photos of 640 × 480 pixels without a
 * copy, named made-0.jpg, made-1.jpg…, the last the newest.
 */
export const leaveAlbum = (page: Page, photos: number, facesEach: number): Promise<void> =>
  page.evaluate(writeAlbum, { photos, facesEach, attributes: ATTRIBUTES.length });
