import { type Constant, integers } from '../../../../tools/convert/graph';
import { ATTRIBUTE_TYPE, DATA_TYPE, modelProto } from '../../../../tools/convert/read-onnx';
import { noise } from '../../../../tools/convert/test-inputs';

/** An attribute as tests write it: whole numbers as bigint, other numbers as number. */
type AttributeValue = bigint | number | string | readonly number[];

export interface NodeSketch {
  readonly op: string;
  readonly in: readonly string[];
  readonly out: readonly string[];
  readonly attr?: Readonly<Record<string, AttributeValue>>;
  readonly name?: string;
  readonly domain?: string;
}

export interface ModelSketch {
  /** Shape of the one input, `x`; −1 leaves a size open. */
  readonly input: readonly number[];
  readonly nodes: readonly NodeSketch[];
  readonly constants?: Readonly<Record<string, Constant>>;
  readonly outputs?: readonly string[];
  /** 18 unless an operator's older form is wanted. */
  readonly opset?: number;
}

/** Repeatable weights, uniform in −1…1. */
export const weights = (shape: readonly number[], seed = 7): Constant => noise(shape, seed);

/** One float without axes, as exporters write the limits of Clip. */
export const scalar = (value: number): Constant => ({ shape: [], data: Float32Array.of(value) });

export { integers };

const tensor = (name: string, { shape, data }: Constant): object => {
  const whole = data instanceof Float64Array;
  const bytes = whole ? BigInt64Array.from(data, BigInt) : data;
  const raw = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { name, dims: shape, data_type: whole ? DATA_TYPE.int64 : DATA_TYPE.float, raw_data: raw };
};

const attribute = ([name, value]: [string, AttributeValue]): object => {
  if (typeof value === 'bigint') return { name, type: ATTRIBUTE_TYPE.int, i: Number(value) };
  if (typeof value === 'number') return { name, type: ATTRIBUTE_TYPE.float, f: value };
  if (typeof value === 'string') return { name, type: ATTRIBUTE_TYPE.string, s: Buffer.from(value) };
  return { name, type: ATTRIBUTE_TYPE.ints, ints: value };
};

const dimension = (size: number): object => (size < 0 ? { dim_param: 'n' } : { dim_value: size });

const value = (name: string, shape?: readonly number[]): object => ({
  name,
  ...(shape && { type: { tensor_type: { elem_type: DATA_TYPE.float, shape: { dim: shape.map(dimension) } } } }),
});

/** Writes a model as an ONNX file. */
export const onnxFile = ({ input, nodes, constants = {}, outputs = ['y'], opset = 18 }: ModelSketch): Uint8Array =>
  modelProto
    .encode({
      ir_version: 8,
      opset_import: [
        { domain: '', version: opset },
        { domain: 'example', version: 1 },
      ],
      graph: {
        name: 'test',
        input: [value('x', input)],
        output: outputs.map((name) => value(name)),
        initializer: Object.entries(constants).map(([name, constant]) => tensor(name, constant)),
        node: nodes.map(({ op, in: inputs, out, attr = {}, name = '', domain = '' }) => ({
          op_type: op,
          name,
          domain,
          input: inputs,
          output: out,
          attribute: Object.entries(attr).map(attribute),
        })),
      },
    })
    .finish();
