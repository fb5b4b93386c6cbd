import { permutedIndices, toTfjs } from './axes';
import type { ConvertedNet } from './convert-net';
import { type Numbers, OnnxReference } from './run-onnx';
import { TfjsNet } from './run-tfjs';
import type { ModelFiles } from './write-model';

/** How far tfjs is from ONNX at one place of a net. */
export interface StageError {
  readonly layer: string;
  /** The ONNX value it was compared with. */
  readonly value: string;
  readonly isOutput: boolean;
  /** Largest absolute difference over the largest absolute value, or over {@link SMALLEST_SCALE} if that is larger. */
  readonly relative: number;
}

/** ONNX numbers with their axes as tfjs has them. */
const inOrder = ({ shape, data }: Numbers, order: readonly number[]): Numbers => {
  const indices = permutedIndices(shape, order);
  return { shape: toTfjs(shape, order), data: Float32Array.from(indices, (index) => data[index]) };
};

/**
 * Values that are all below this are compared as if the largest were this: a probability of a millionth may come out a
 * thirtieth of itself different, because every engine approximates the sigmoid's tail in its own way.
 */
const SMALLEST_SCALE = 1e-3;

/** @throws Error when shapes differ: then no error could be told. */
const relativeError = (name: string, actual: Numbers, expected: Numbers): number => {
  if (actual.shape.join() !== expected.shape.join()) {
    throw new Error(`"${name}" has shape [${actual.shape}] in tfjs, but [${expected.shape}] in ONNX.`);
  }
  let [difference, largest] = [0, 0];
  actual.data.forEach((value, index) => {
    difference = Math.max(difference, Math.abs(value - expected.data[index]));
    largest = Math.max(largest, Math.abs(expected.data[index]));
  });
  // NaN would vanish in Math.max comparisons further on.
  if (!Number.isFinite(difference)) return Number.POSITIVE_INFINITY;
  return difference / Math.max(largest, SMALLEST_SCALE);
};

/** Both sides of a net, loaded once and run on many inputs. */
export class Parity {
  private constructor(
    private readonly net: ConvertedNet,
    private readonly reference: OnnxReference,
    private readonly tfjs: TfjsNet,
  ) {}

  static async load(net: ConvertedNet, onnx: Uint8Array, files: ModelFiles): Promise<Parity> {
    const outputs = new Set(net.onnx.outputs);
    const inner = new Set(net.stages.map(({ value }) => value).filter((value) => !outputs.has(value)));
    return new Parity(net, await OnnxReference.load(onnx, [...inner]), await TfjsNet.load(files));
  }

  /** Compares every stage on one input, given with its axes in ONNX's order. */
  async compare(input: Numbers): Promise<StageError[]> {
    const { stages, onnx, inputOrder } = this.net;
    const expected = await this.reference.run(input);
    const layers = [...new Set(stages.map(({ layer }) => layer))];
    const results = await this.tfjs.run(inOrder(input, inputOrder), layers);
    return stages.map(({ layer, value, order }) => {
      const numbers = expected.get(value);
      if (!numbers) throw new Error(`ONNX Runtime didn't give "${value}".`);
      const relative = relativeError(layer, results[layers.indexOf(layer)], inOrder(numbers, order));
      return { layer, value, isOutput: onnx.outputs.includes(layer), relative };
    });
  }

  dispose(): void {
    this.tfjs.dispose();
  }
}
