import { seededRandom } from '../lib/seeded-random';
import { sizeOf } from './graph';
import type { Numbers } from './run-onnx';

/** Uniform noise in −1…1: every weight takes part, nothing cancels by symmetry. */
export const noise = (shape: readonly number[], seed: number): Numbers => {
  const random = seededRandom(seed);
  return { shape, data: Float32Array.from({ length: sizeOf(shape) }, () => random() * 2 - 1) };
};

/**
 * Slopes and edges over the last two axes, different in every channel and image and symmetric in no direction: finds
 * swapped axes, flipped filters and padding on the wrong side.
 */
const slopes = (shape: readonly number[]): Numbers => {
  const [height, width] = shape.length === 4 ? shape.slice(2) : [1, shape[shape.length - 1]];
  const data = Float32Array.from({ length: sizeOf(shape) }, (_, index) => {
    const x = (index % width) / width;
    const y = (Math.floor(index / width) % height) / height;
    const plane = Math.floor(index / (width * height));
    const edge = x > 0.3 && x + 2 * y < 1.4 ? 0.8 : -0.6;
    return edge * Math.cos(plane + 5 * x) + 0.4 * y;
  });
  return { shape, data };
};

/** All the same value: shows what padding alone does. */
const flat = (shape: readonly number[], value: number): Numbers => ({
  shape,
  data: new Float32Array(sizeOf(shape)).fill(value),
});

/** Random and structured inputs for a net, axes in ONNX's order. */
export const testInputs = (shape: readonly number[]): readonly Numbers[] => [
  noise(shape, 1),
  noise(shape, 2),
  slopes(shape),
  flat(shape, 1),
  flat(shape, -1),
];
