import type { Size } from '../domain/geometry';
import { asWords, onWhite, type PixelRows, type RgbaPixels } from './opaque';

/** Pixels as the sampler reads them: one 32-bit word each, row-major, red lowest; the highest byte means nothing. */
export interface RgbPixels extends Size {
  readonly pixels: Uint32Array;
}

/**
 * Which source pixels an output pixel covers, in units of 1/outputs of a source pixel. Whole numbers, so that sums are
 * exact and don't depend on their order: what lies between `first` and `last` weighs `outputs`, and all weights of an
 * output pixel add up to the number of source pixels.
 */
interface Coverage {
  readonly outputs: number;
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly firstWeight: Float64Array;
  readonly lastWeight: Float64Array;
}

const cover = (pixels: number, outputs: number): Coverage => {
  const coverage: Coverage = {
    outputs,
    first: new Int32Array(outputs),
    last: new Int32Array(outputs),
    firstWeight: new Float64Array(outputs),
    lastWeight: new Float64Array(outputs),
  };
  for (let i = 0; i < outputs; i++) {
    const start = i * pixels;
    const end = start + pixels;
    const first = Math.floor(start / outputs);
    const last = Math.floor((end - 1) / outputs);
    coverage.first[i] = first;
    coverage.last[i] = last;
    coverage.firstWeight[i] = Math.min(end, (first + 1) * outputs) - start;
    coverage.lastWeight[i] = last > first ? end - last * outputs : 0;
  }
  return coverage;
};

/** Adds one source row, weighted across by `columns`, to `sums` (outputs × 3). The hot loop: it runs once a source pixel. */
const addRow = (pixels: Uint32Array, offset: number, columns: Coverage, sums: Float64Array): void => {
  const { outputs, first, last, firstWeight, lastWeight } = columns;
  for (let i = 0, at = 0; i < outputs; i++, at += 3) {
    const end = offset + last[i];
    let p = offset + first[i];
    let pixel = pixels[p];
    const head = firstWeight[i];
    const tail = lastWeight[i];
    let red = head * (pixel & 255);
    let green = head * ((pixel >> 8) & 255);
    let blue = head * ((pixel >> 16) & 255);
    for (p++; p < end; p++) {
      pixel = pixels[p];
      red += outputs * (pixel & 255);
      green += outputs * ((pixel >> 8) & 255);
      blue += outputs * ((pixel >> 16) & 255);
    }
    pixel = pixels[end];
    sums[at] = sums[at] + red + tail * (pixel & 255);
    sums[at + 1] = sums[at + 1] + green + tail * ((pixel >> 8) & 255);
    sums[at + 2] = sums[at + 2] + blue + tail * ((pixel >> 16) & 255);
  }
};

/** About so many pixels are read at once: few enough that they stay in the processor's cache. */
const STRIP_PIXELS = 2 ** 18;

/** Gives rows of a photo, opaque, from the first to the last; it holds one strip of them at a time. */
class Strip {
  #pixels: Uint32Array = new Uint32Array();
  #from = 0;
  #end = 0;
  constructor(private readonly photo: PixelRows) {}

  /** Adds a row to `sums`, see {@link addRow}. */
  addRow(row: number, columns: Coverage, sums: Float64Array): void {
    const { width, height } = this.photo;
    if (row >= this.#end) {
      this.#from = row;
      this.#end = Math.min(height, row + Math.ceil(STRIP_PIXELS / width));
      this.#pixels = onWhite(asWords(this.photo.readRows(row, this.#end - row)));
    }
    addRow(this.#pixels, (row - this.#from) * width, columns, sums);
  }
}

/** Area average of `source` onto `target`, each byte the exact mean rounded half up. */
const averageArea = (source: PixelRows, target: Size): Uint32Array => {
  const strip = new Strip(source);
  const columns = cover(source.width, target.width);
  const rows = cover(source.height, target.height);
  const out = new Uint32Array(target.width * target.height);
  const length = target.width * 3;
  // Sums are whole numbers: the quarter keeps the product, exact to 1e-14, clear of the step it would be rounded over.
  const perArea = 1 / (source.width * source.height);
  const half = (source.width * source.height) / 2 + 0.25;
  let first = new Float64Array(length);
  let last = new Float64Array(length);
  const inner = new Float64Array(length);
  let rowInLast = -1;
  const add = (row: number, sums: Float64Array): void => strip.addRow(row, columns, sums);
  for (let j = 0; j < target.height; j++) {
    // The row that the output above ended in is the one this output begins in: its sums are there already.
    if (rowInLast === rows.first[j]) [first, last] = [last, first];
    else add(rows.first[j], first.fill(0));
    inner.fill(0);
    for (let row = rows.first[j] + 1; row < rows.last[j]; row++) add(row, inner);
    last.fill(0);
    if (rows.last[j] > rows.first[j]) {
      rowInLast = rows.last[j];
      add(rowInLast, last);
    }
    const head = rows.firstWeight[j];
    const tail = rows.lastWeight[j];
    const full = rows.outputs;
    for (let k = 0, at = j * target.width; k < length; k += 3, at++) {
      const red = (head * first[k] + full * inner[k] + tail * last[k] + half) * perArea;
      const green = (head * first[k + 1] + full * inner[k + 1] + tail * last[k + 1] + half) * perArea;
      const blue = (head * first[k + 2] + full * inner[k + 2] + tail * last[k + 2] + half) * perArea;
      out[at] = red | (green << 8) | (blue << 16);
    }
  }
  return out;
};

/** Pixels in memory as rows. @throws RangeError when `data` isn't width × height × 4 bytes. */
const rowsOf = ({ width, height, data }: RgbaPixels): PixelRows => {
  if (data.length !== width * height * 4) {
    throw new RangeError(
      `A photo of ${width}×${height} pixels needs that many RGBA bytes, but came with ${data.length}.`,
    );
  }
  return { width, height, readRows: (from, count) => data.subarray(from * width * 4, (from + count) * width * 4) };
};

/**
 * Reduces a photo so that its longest side is at most `maxSide` pixels; never enlarges. Alpha is composited on white.
 * Each byte is the mean over exactly the area that the output pixel covers, rounded half up.
 * @throws RangeError when `data` isn't width × height × 4 bytes or the photo has no pixels.
 */
export const reducePhoto = (photo: RgbaPixels | PixelRows, maxSide: number): RgbPixels => {
  const { width, height } = photo;
  if (width < 1 || height < 1) throw new RangeError(`A photo of ${width}×${height} pixels has none.`);
  const rows = 'data' in photo ? rowsOf(photo) : photo;
  const scale = Math.min(1, maxSide / Math.max(width, height));
  if (scale === 1) return { width, height, pixels: onWhite(asWords(rows.readRows(0, height))) };
  const target = {
    width: Math.max(1, Math.floor(width * scale + 0.5)),
    height: Math.max(1, Math.floor(height * scale + 0.5)),
  };
  return { ...target, pixels: averageArea(rows, target) };
};
