import { describe, expect, test } from 'vitest';
import type { Weight } from '../../tools/convert/emit';
import type { Constant } from '../../tools/convert/graph';
import { noiseOf8Bits, shippedStorage } from '../../tools/convert/quantization';
import { dequantize, quantize } from '../../tools/convert/quantize';
import { TfjsNet, useBackend } from '../../tools/convert/run-tfjs';
import { noise, seededRandom } from '../../tools/convert/test-inputs';
import { packModel } from '../../tools/convert/write-model';
import { weights } from './convert-helpers/onnx-model';
import { convertSketch } from './convert-helpers/parity-of';

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

describe.each(['uint8', 'uint16'] as const)('stored as %s', (storage) => {
  test.each(Object.entries(RANGES))('%s: no weight is off by more than half a step', (_, values) => {
    const stored = quantize(values, storage);
    const restored = dequantize(stored);
    // Restored values are rounded to float32 themselves.
    const most = stored.scale / 2 + 1e-6 * Math.max(...values.map(Math.abs));
    values.forEach((value, index) => {
      expect(Math.abs(restored[index] - value)).toBeLessThanOrEqual(most);
    });
  });

  test.each(Object.entries(RANGES))('%s: zero is exact and within the range', (_, values) => {
    const { scale, min } = quantize(Float32Array.of(...values, 0), storage);
    expect(min).toBeLessThanOrEqual(0);
    expect(Number.isInteger(Math.round((-min / scale) * 1e6) / 1e6)).toBe(true);
    expect(dequantize(quantize(Float32Array.of(...values, 0), storage)).at(-1)).toBe(0);
  });

  test('a step is as fine as the range allows', () => {
    const codes = storage === 'uint8' ? 255 : 65_535;
    expect(quantize(Float32Array.of(-1, 2), storage).scale).toBeCloseTo(3 / codes, 4);
    expect(quantize(Float32Array.of(0.5, 2), storage).scale).toBeCloseTo(2 / codes, 6);
  });

  test('a weight that is not finite is refused', () => {
    expect(() => quantize(Float32Array.of(1, Number.NaN), storage)).toThrow(/not a finite number/);
    expect(() => quantize(Float32Array.of(1, Number.POSITIVE_INFINITY), storage)).toThrow(/not a finite number/);
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
  for (const storage of ['uint8', 'uint16'] as const) {
    const net = await TfjsNet.load(packModel(graph, ({ role }) => (role === 'dense' ? storage : 'float32')));
    const [result] = await net.run({ shape: [size, size], data: unit }, ['y']);
    net.dispose();
    expect(result.data).toEqual(dequantize(quantize(noise([size, 4], 7).data, storage)));
  }
});

describe('a weight is stored', () => {
  const even = weights([1, 1, 30, 40]);
  /** One output of a thousandth the size of the others, as batch norm folded in may leave it. */
  const uneven = { ...even, data: even.data.map((value, index) => (index % 40 === 3 ? value / 1000 : value)) };
  const weight = (role: Weight['role'], value: Constant): Weight => ({ name: 'layer/filter', role, value });
  const storage = shippedStorage('lneto');

  test('in 8 bits where all its outputs are of like size', () => {
    expect(storage(weight('convolution', even))).toBe('uint8');
    expect(storage(weight('dense', { ...even, shape: [30, 40] }))).toBe('uint8');
    expect(storage(weight('depthwise', { ...even, shape: [6, 5, 40, 1] }))).toBe('uint8');
    expect(storage(weight('depthwise', { ...even, shape: [6, 5, 20, 2] }))).toBe('uint8');
  });

  test('in 16 bits where a small output would drown in the steps of the others', () => {
    expect(storage(weight('convolution', uneven))).toBe('uint16');
    expect(storage(weight('depthwise', { ...uneven, shape: [6, 5, 20, 2] }))).toBe('uint16');
  });

  test('in 8 bits where an output has no weights at all: it stays exact', () => {
    const empty = { ...even, data: even.data.map((value, index) => (index % 40 === 3 ? 0 : value)) };
    expect(storage(weight('convolution', empty))).toBe('uint8');
  });

  test('in 16 bits in the SVMs, and as it is if it is a bias', () => {
    const svm = shippedStorage('svm');
    expect(svm({ name: 'margins/weights', role: 'dense', value: { ...even, shape: [30, 40] } })).toBe('uint16');
    expect(svm({ name: 'margins/bias', role: 'bias', value: weights([40]) })).toBe('float32');
  });

  test('its noise in 8 bits is that of uniform rounding', () => {
    const unit = { shape: [1, 1, 2, 1], data: Float32Array.of(-1, 1) };
    expect(noiseOf8Bits(weight('convolution', unit))).toBeCloseTo(2 / 255 / Math.sqrt(12), 4);
  });
});
