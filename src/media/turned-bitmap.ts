import { Canvas } from './canvas';
import type { StoredTurn } from './stored-turn';

/** How a stored picture of width `w` and height `h` is drawn upright, by its EXIF orientation: a canvas's matrix. */
type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];
const MATRICES: Readonly<Record<number, (w: number, h: number) => Matrix>> = {
  2: (w) => [-1, 0, 0, 1, w, 0],
  3: (w, h) => [-1, 0, 0, -1, w, h],
  4: (_, h) => [1, 0, 0, -1, 0, h],
  5: () => [0, 1, 1, 0, 0, 0],
  6: (_, h) => [0, 1, -1, 0, h, 0],
  7: (w, h) => [0, -1, -1, 0, h, w],
  8: (w) => [0, -1, 1, 0, 0, w],
};

/** From here on width and height change places. */
const FIRST_QUARTER_TURN = 5;

/**
 * Decodes a picture that is stored turned, upright.
 * @param type MIME type of the file
 * @throws where the browser can't decode it
 */
export const uprightBitmap = async ({ orientation, unmarked }: StoredTurn, type: string): Promise<ImageBitmap> => {
  const stored = await createImageBitmap(new Blob([unmarked], { type }));
  const { width: w, height: h } = stored;
  try {
    const { element, context } = new Canvas(
      orientation < FIRST_QUARTER_TURN ? { width: w, height: h } : { width: h, height: w },
    );
    context.setTransform(...(MATRICES[orientation]?.(w, h) ?? [1, 0, 0, 1, 0, 0]));
    context.drawImage(stored, 0, 0);
    return await createImageBitmap(element);
  } finally {
    stored.close();
  }
};
