/** Side of the picture of known colours, pixels: small, for it is read before every photo. */
export const KNOWN_SIDE = 16;

/** The quarters of that picture, as CSS writes them, in reading order. */
export const KNOWN_COLORS = ['rgb(10, 200, 60)', 'rgb(230, 40, 120)', 'rgb(90, 90, 250)', 'rgb(250, 220, 20)'] as const;

const EXPECTED = KNOWN_COLORS.map((color) => (color.match(/\d+/g) ?? []).map(Number));

/** Browsers that only blur fingerprints change a few values by one or two; those that hide pixels give noise or white. */
const LARGEST_MEAN_ERROR = 4;

/**
 * Whether pixels that were read back are those that were drawn.
 * @param rgba the picture of known colours: `KNOWN_SIDE` squared, RGBA bytes, row-major
 */
export const areKnownColors = (rgba: ArrayLike<number>): boolean => {
  let error = 0;
  for (let pixel = 0; pixel < KNOWN_SIDE * KNOWN_SIDE; pixel++) {
    const isRight = pixel % KNOWN_SIDE >= KNOWN_SIDE / 2;
    const isLow = pixel >= (KNOWN_SIDE * KNOWN_SIDE) / 2;
    const expected = EXPECTED[(isRight ? 1 : 0) + (isLow ? 2 : 0)] ?? [];
    for (const [channel, value] of expected.entries()) error += Math.abs((rgba[4 * pixel + channel] ?? 0) - value);
  }
  return error / (3 * KNOWN_SIDE * KNOWN_SIDE) <= LARGEST_MEAN_ERROR;
};

/** What is drawn with; page and worker have different ones. */
export interface KnownColorsContext {
  fillStyle: unknown;
  fillRect(x: number, y: number, width: number, height: number): void;
  getImageData(x: number, y: number, width: number, height: number): { readonly data: ArrayLike<number> };
}

/** Draws the known colours and reads them back. @param context of a canvas of `KNOWN_SIDE` squared */
export const readsTrue = (context: KnownColorsContext): boolean => {
  const half = KNOWN_SIDE / 2;
  for (const [at, color] of KNOWN_COLORS.entries()) {
    context.fillStyle = color;
    context.fillRect((at % 2) * half, at < 2 ? 0 : half, half, half);
  }
  return areKnownColors(context.getImageData(0, 0, KNOWN_SIDE, KNOWN_SIDE).data);
};
