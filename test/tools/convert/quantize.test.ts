import { describe, expect, test } from 'vitest';
import { dequantize, expandWeights, packBits, unpackBits } from '../../../src/models/stored-weights';
import type { Weight } from '../../../tools/convert/emit';
import type { Constant } from '../../../tools/convert/graph';
import { noiseOf, shippedStorage } from '../../../tools/convert/quantization';
import { quantize } from '../../../tools/convert/quantize';
import { TfjsNet } from '../../../tools/convert/run-tfjs';
import { noise } from '../../../tools/convert/test-inputs';
import { packModel } from '../../../tools/convert/write-model';
import { useBackend } from '../../../tools/lib/backend';
import { seededRandom } from '../../../tools/lib/seeded-random';
import { weights } from './helpers/onnx-model';
import { convertSketch } from './helpers/parity-of';

const random = seededRandom(5);
const between = (low: number, high: number): Float32Array =>
  Float32Array.from({ length: 500 }, () => low + (high - low) * random());

const RANGES: Readonly<Record<string, Float32Array>> = {
  'both signs': between(-1, 1),
  'mostly positive': between(-0.01, 3),
  'mostly negative': between(-3, 0.01),
  'positive only': between(0.5, 2),
  'negative only': between(-2, -0.5),
  'very small': between(-1e-6, 2e-6),
  'zero only': new Float32Array(9),
  'one value': Float32Array.of(0.3),
};

/** Two outputs that take turns: the values, and the same a thousand times smaller. */
const withSmallOutput = (values: Float32Array): Float32Array =>
  Float32Array.from({ length: values.length * 2 }, (_, i) => values[i >> 1] * (i % 2 === 0 ? 1 : 1e-3));

describe.each([8, 10, 16])('stored in %i bits', (bits) => {
  test.each(Object.entries(RANGES))('%s: no weight is off by more than half a step of its own output', (_, values) => {
    const both = withSmallOutput(values);
    const stored = quantize(both, 2, bits);
    const restored = dequantize(stored);
    both.forEach((value, index) => {
      // Restored values are rounded to float32 themselves.
      const most = stored.scales[index % 2] / 2 + 1e-6 * Math.abs(value);
      expect(Math.abs(restored[index] - value)).toBeLessThanOrEqual(most * (1 + 1e-6));
    });
  });

  test.each(Object.entries(RANGES))('%s: zero is exact and has a code', (_, values) => {
    const stored = quantize(Float32Array.of(...values, 0), 1, bits);
    expect(stored.zeros[0]).toBeLessThan(2 ** bits);
    expect(dequantize(stored).at(-1)).toBe(0);
  });

  test('a step is as fine as the range of its output allows', () => {
    const most = 2 ** bits - 1;
    expect(quantize(Float32Array.of(-1, 2), 1, bits).scales[0]).toBeCloseTo(3 / most, bits === 8 ? 4 : 5);
    const [large, small] = quantize(Float32Array.of(0.5, 0.002, 2, 0.001), 2, bits).scales;
    expect(large).toBeCloseTo(2 / most, 8);
    expect(small).toBeCloseTo(0.002 / most, 9);
  });

  test('packing loses nothing, whatever the number of codes', () => {
    for (const count of [1, 7, 8, 500]) {
      const codes = Uint16Array.from({ length: count }, () => Math.floor(random() * 2 ** bits));
      codes[0] = 2 ** bits - 1;
      const packed = packBits(codes, bits);
      expect(packed).toHaveLength(Math.ceil((count * bits) / 8));
      expect(unpackBits(packed, bits, count)).toEqual(codes);
    }
  });

  test('a weight that is not finite is refused', () => {
    expect(() => quantize(Float32Array.of(1, Number.NaN), 1, bits)).toThrow(/not a finite number/);
    expect(() => quantize(Float32Array.of(1, Number.POSITIVE_INFINITY), 1, bits)).toThrow(/not a finite number/);
  });
});

test('tfjs loads exactly the weights that were stored', async () => {
  await useBackend('wasm');
  // A unit matrix shows the stored matrix as its result.
  const size = 6;
  const { graph } = convertSketch({
    input: [-1, size],
    nodes: [{ op: 'Gemm', in: ['x', 'w'], out: ['y'] }],
    constants: { w: weights([size, 4]) },
  });
  const unit = Float32Array.from({ length: size * size }, (_, index) => (index % (size + 1) === 0 ? 1 : 0));
  for (const bits of [8, 11, 16]) {
    const net = await TfjsNet.load(packModel(graph, ({ role }) => (role === 'dense' ? { bits } : 'float32')));
    const [result] = await net.run({ shape: [size, size], data: unit }, ['y']);
    net.dispose();
    expect(result.data).toEqual(dequantize(quantize(noise([size, 4], 7).data, 4, bits)));
  }
});

test('weights whose file is too short or too long are refused, with the bytes', () => {
  const stored = [{ name: 'w', shape: [2, 3], dtype: 'float32', quantization: { bits: 10, outputs: 3 } }] as const;
  const whole = 3 * 4 + Math.ceil((9 * 10) / 8);
  expect(() => expandWeights(stored, new Uint8Array(whole))).not.toThrow();
  expect(() => expandWeights(stored, new Uint8Array(whole - 1))).toThrow('end after 23 bytes, too early');
  expect(() => expandWeights(stored, new Uint8Array(whole + 2))).toThrow('have 2 bytes more');
});

describe('a weight is stored', () => {
  const even = weights([1, 1, 30, 40]);
  /** One output of a thousandth the size of the others, as batch norm folded in may leave it. */
  const uneven = { ...even, data: even.data.map((value, index) => (index % 40 === 3 ? value / 1000 : value)) };
  /** One weight of an output is a hundred times as large as the others. */
  const spiky = { ...even, data: even.data.with(83, 100) };
  const weight = (role: Weight['role'], value: Constant): Weight => ({ name: 'layer/filter', role, value });
  const storage = shippedStorage('lneto');
  const bitsOf = (it: Weight, plan = storage): number => {
    const stored = plan(it);
    return stored === 'float32' ? 32 : stored.bits;
  };

  test('in so many bits that the output which suffers most keeps its precision', () => {
    for (const value of [even, uneven, spiky]) {
      for (const each of [weight('convolution', value), weight('dense', { ...value, shape: [30, 40] })]) {
        expect(noiseOf(each, bitsOf(each))).toBeLessThanOrEqual(0.006);
      }
    }
  });

  test('in no more bits because an output is small, but in more where few weights tower over the rest', () => {
    expect(bitsOf(weight('convolution', uneven))).toBe(bitsOf(weight('convolution', even)));
    const deep = { ...spiky, shape: [1, 1, 120, 10] };
    expect(bitsOf(weight('convolution', deep))).toBeGreaterThan(bitsOf(weight('convolution', even)));
  });

  test('in as few bits as the others where an output has no weights at all: it stays exact', () => {
    const empty = { ...even, data: even.data.map((value, index) => (index % 40 === 3 ? 0 : value)) };
    expect(bitsOf(weight('convolution', empty))).toBe(bitsOf(weight('convolution', even)));
  });

  test('in more bits in depthwise filters and SVMs, and as it is if it is a bias', () => {
    const usual = bitsOf(weight('convolution', even));
    expect(bitsOf(weight('depthwise', { ...even, shape: [6, 5, 20, 2] }))).toBeGreaterThan(usual);
    expect(bitsOf(weight('dense', { ...even, shape: [30, 40] }), shippedStorage('svm'))).toBeGreaterThan(usual);
    expect(storage(weight('bias', weights([40])))).toBe('float32');
  });

  test('with the noise of uniform rounding', () => {
    const unit = { shape: [1, 1, 2, 1], data: Float32Array.of(-1, 1) };
    expect(noiseOf(weight('convolution', unit), 8)).toBeCloseTo(2 / 255 / Math.sqrt(12), 4);
  });
});
