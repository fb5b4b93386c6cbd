import { Fault } from '../domain/errors';
import type { Size, Square } from '../domain/geometry';
import type { NetEntry } from '../domain/manifest';
import type { Pyramid } from './pyramid';

/** What a net wants to see: square of `size` pixels, each (byte − mean) × scale. */
export interface ImageInput {
  readonly size: number;
  readonly mean: number;
  readonly scale: number;
}

/** Net inputs in CPU memory, NHWC: `values.length === count × size × size × 3`. */
export interface Crops {
  readonly count: number;
  readonly size: number;
  readonly values: Float32Array;
}

/**
 * The input that the manifest says a net wants.
 * @throws Fault `ManifestInvalid` when the net isn't one that looks at pixels.
 */
export const imageInputOf = ({ id, inputShape, normalization }: NetEntry): ImageInput => {
  if (!normalization || inputShape.length !== 4 || inputShape[1] !== inputShape[2] || inputShape[3] !== 3) {
    const shape = inputShape.join('×');
    throw new Fault(
      'ManifestInvalid',
      `The manifest says that ${id} takes ${shape} numbers ${normalization ? '' : 'without normalisation '}` +
        'where N×size×size×3 normalised pixels were expected. Convert the nets again.',
    );
  }
  return { size: inputShape[1], ...normalization };
};

const clamp = (index: number, length: number): number => (index < 0 ? 0 : index < length ? index : length - 1);

/** The level to read from: pitch 1…2 level pixels per output pixel, or the end of the pyramid. */
const levelFor = ({ photo, levels }: Pyramid, square: Square<'photo'>, size: number): number => {
  let pitch = (square.side / size) * (levels[0].width / photo.width);
  let level = 0;
  for (; pitch >= 2 && level < levels.length - 1; level++) pitch /= 2;
  return level;
};

/** What a square is read from: one level of the pyramid, and how many of its pixels a photo pixel has across and down. */
interface Source {
  readonly level: Size;
  /** The level's bytes, four a pixel: red, green, blue and one that means nothing. */
  readonly bytes: Uint8Array;
  readonly scaleX: number;
  readonly scaleY: number;
}

const sourceFor = (pyramid: Pyramid, square: Square<'photo'>, size: number): Source => {
  const index = levelFor(pyramid, square, size);
  const [base] = pyramid.levels;
  const level = pyramid.levels[index];
  const { buffer, byteOffset, byteLength } = level.pixels;
  return {
    level,
    bytes: new Uint8Array(buffer, byteOffset, byteLength),
    scaleX: base.width / pyramid.photo.width / 2 ** index,
    scaleY: base.height / pyramid.photo.height / 2 ** index,
  };
};

/** One channel in the middle of four pixels, given where these stand in `bytes`. A small function: it is compiled in place. */
const bilinear = (
  bytes: Uint8Array,
  upperLeft: number,
  upperRight: number,
  lowerLeft: number,
  lowerRight: number,
  toRight: number,
  toBottom: number,
): number => {
  const above = bytes[upperLeft] + (bytes[upperRight] - bytes[upperLeft]) * toRight;
  const below = bytes[lowerLeft] + (bytes[lowerRight] - bytes[lowerLeft]) * toRight;
  return above + (below - above) * toBottom;
};

/** One output pixel at (x, y), where whole numbers are pixel centres. No tuples here: it runs 16,384 times for ANet. */
const readPixel = (source: Source, x: number, y: number, input: ImageInput, out: Float32Array, at: number): void => {
  const { bytes } = source;
  const { width, height } = source.level;
  const column = Math.floor(x);
  const row = Math.floor(y);
  const toRight = x - column;
  const toBottom = y - row;
  const left = clamp(column, width) * 4;
  const right = clamp(column + 1, width) * 4;
  const upper = clamp(row, height) * width * 4;
  const lower = clamp(row + 1, height) * width * 4;
  for (let c = 0; c < 3; c++) {
    const value = bilinear(
      bytes,
      upper + left + c,
      upper + right + c,
      lower + left + c,
      lower + right + c,
      toRight,
      toBottom,
    );
    out[at + c] = (value - input.mean) * input.scale;
  }
};

/** A tilted square into `out`, size × size × 3 from `at` on. */
const readTilted = (
  source: Source,
  square: Square<'photo'>,
  input: ImageInput,
  out: Float32Array,
  at: number,
): void => {
  const cos = Math.cos(square.roll) * square.side;
  const sin = Math.sin(square.roll) * square.side;
  for (let row = 0, write = at; row < input.size; row++) {
    const v = (row + 0.5) / input.size - 0.5;
    for (let column = 0; column < input.size; column++, write += 3) {
      const u = (column + 0.5) / input.size - 0.5;
      const x = square.centerX + cos * u - sin * v;
      const y = square.centerY + sin * u + cos * v;
      readPixel(source, x * source.scaleX - 0.5, y * source.scaleY - 0.5, input, out, write);
    }
  }
};

/** Of an upright square's columns or rows: which two of the level's each lies between, and how far towards the second. */
interface Axis {
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly share: Float64Array;
}

const axisOf = (center: number, side: number, scale: number, size: number, length: number): Axis => {
  const axis = { first: new Int32Array(size), second: new Int32Array(size), share: new Float64Array(size) };
  for (let i = 0; i < size; i++) {
    const place = (center + side * ((i + 0.5) / size - 0.5)) * scale - 0.5;
    const whole = Math.floor(place);
    axis.first[i] = clamp(whole, length);
    axis.second[i] = clamp(whole + 1, length);
    axis.share[i] = place - whole;
  }
  return axis;
};

/** An upright square, as LNeto and LNets see them: each column and row is placed once. */
const readUpright = (
  source: Source,
  square: Square<'photo'>,
  input: ImageInput,
  out: Float32Array,
  at: number,
): void => {
  const { level, bytes, scaleX, scaleY } = source;
  const { width, height } = level;
  const { size, mean, scale } = input;
  const columns = axisOf(square.centerX, square.side, scaleX, size, width);
  const rows = axisOf(square.centerY, square.side, scaleY, size, height);
  for (let row = 0, write = at; row < size; row++) {
    const upper = rows.first[row] * width * 4;
    const lower = rows.second[row] * width * 4;
    const toBottom = rows.share[row];
    for (let column = 0; column < size; column++) {
      const left = columns.first[column] * 4;
      const right = columns.second[column] * 4;
      const toRight = columns.share[column];
      for (let c = 0; c < 3; c++, write++) {
        const value = bilinear(
          bytes,
          upper + left + c,
          upper + right + c,
          lower + left + c,
          lower + right + c,
          toRight,
          toBottom,
        );
        out[write] = (value - mean) * scale;
      }
    }
  }
};

/**
 * Reads squares of a photo as net inputs: bilinear, from the pyramid's level within a factor of two. Outside the photo its
 * edges are repeated.
 * `tools/train/facet_train/data/sampler.py` does the same; `test/pipeline/sampler.test.ts` compares the two pixel by pixel.
 */
export const sampleSquares = (pyramid: Pyramid, squares: readonly Square<'photo'>[], input: ImageInput): Crops => {
  const length = input.size * input.size * 3;
  const values = new Float32Array(squares.length * length);
  squares.forEach((square, index) => {
    const read = square.roll === 0 ? readUpright : readTilted;
    read(sourceFor(pyramid, square, input.size), square, input, values, index * length);
  });
  return { count: squares.length, size: input.size, values };
};

/** Some of the crops, by index and in that order, left and right exchanged. */
export const mirrored = ({ size, values }: Crops, indices: readonly number[]): Crops => {
  const length = size * size * 3;
  const turned = new Float32Array(indices.length * length);
  indices.forEach((index, i) => {
    for (let at = 0; at < length; at++) {
      const column = Math.floor(at / 3) % size;
      turned[i * length + at] = values[index * length + at + (size - 1 - 2 * column) * 3];
    }
  });
  return { count: indices.length, size, values: turned };
};
