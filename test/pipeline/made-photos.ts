import type { RgbaPixels } from '../../src/pipeline/pyramid';

/** A photo whose bytes a function gives; alpha 255 unless the function gives a fourth number. */
export const madePhoto = (
  width: number,
  height: number,
  pixel: (x: number, y: number) => readonly number[],
): RgbaPixels => {
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [red, green, blue, alpha = 255] = pixel(x, y);
      data.set([red, green, blue, alpha], (y * width + x) * 4);
    }
  }
  return { width, height, data };
};

/** The picture that facet_train.data.make_sampler_fixture computes by the same formula; divided by `light`, a dark one. */
export const formulaPhoto = (width: number, height: number, seed: number, light = 1): RgbaPixels =>
  madePhoto(width, height, (x, y) =>
    [0, 1, 2].map((c) => Math.floor(((x * 37 + y * 59 + c * 83 + seed * 101 + ((x * y) % 23) * 7) % 256) / light)),
  );

/** A photo of one grey. */
export const greyPhoto = (width: number, height: number, value: number): RgbaPixels =>
  madePhoto(width, height, () => [value, value, value]);
