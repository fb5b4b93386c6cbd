/** A net of blocks, each a depthwise and a pointwise convolution, as in the shipped nets; size and channels stay. */
export interface ProbeSize {
  /** Height and width in pixels. */
  readonly side: number;
  readonly channels: number;
  readonly blocks: number;
}

/** The numbers of one block; its last step is max(0, x). */
export interface Block {
  /** 3×3×channels, zeros around the picture. */
  readonly depthwise: Float32Array;
  /** channels in × channels out. */
  readonly pointwise: Float32Array;
  readonly bias: Float32Array;
}

/** A fixed sequence of numbers in −1…1, exact in float32 (multiples of 2⁻¹⁰); `seed` picks the sequence. */
const testNumbers = (count: number, seed: number): Float32Array =>
  Float32Array.from({ length: count }, (_, index) => (((index + seed) * 7919) % 2039) / 1024 - 1);

/** The net's weights: scaled so that values neither die out nor grow from block to block. */
export const blocksOf = ({ channels, blocks }: ProbeSize): Block[] =>
  Array.from({ length: blocks }, (_, index) => ({
    depthwise: testNumbers(9 * channels, 3 * index).map((value) => value / 2),
    pointwise: testNumbers(channels * channels, 3 * index + 1).map((value) => (value * 2) / Math.sqrt(channels)),
    bias: testNumbers(channels, 3 * index + 2),
  }));

/** The net's input, side×side×channels. */
export const pictureOf = ({ side, channels }: ProbeSize): Float32Array => testNumbers(side * side * channels, 100);

const spread = (x: readonly number[], filter: Float32Array, { side, channels }: ProbeSize): number[] =>
  x.map((_, at) => {
    const channel = at % channels;
    const [row, column] = [Math.floor(at / channels / side), Math.floor(at / channels) % side];
    let sum = 0;
    for (let tap = 0; tap < 9; tap++) {
      const [r, c] = [row + Math.floor(tap / 3) - 1, column + (tap % 3) - 1];
      const inside = r >= 0 && r < side && c >= 0 && c < side;
      if (inside) sum += x[(r * side + c) * channels + channel] * filter[tap * channels + channel];
    }
    return sum;
  });

const mix = (x: readonly number[], { pointwise, bias }: Block, { channels }: ProbeSize): number[] =>
  x.map((_, at) => {
    const out = at % channels;
    let sum = bias[out];
    for (let channel = 0; channel < channels; channel++) {
      sum += x[at - out + channel] * pointwise[channel * channels + out];
    }
    return Math.max(0, sum);
  });

/** The net's output in float64 and plain JavaScript: what every backend has to come close to. */
export const expectedOutput = (size: ProbeSize): number[] =>
  blocksOf(size).reduce((x, block) => mix(spread(x, block.depthwise, size), block, size), Array.from(pictureOf(size)));
