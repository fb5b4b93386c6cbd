import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import protobuf from 'protobufjs';
import { type Attribute, type Constant, ConversionError, type OnnxGraph, type OnnxInput, type OnnxNode } from './graph';

interface TensorProto {
  name: string;
  dims: number[];
  data_type: number;
  float_data: number[];
  int32_data: number[];
  int64_data: number[];
  raw_data: Uint8Array;
  data_location: number;
}

interface AttributeProto {
  name: string;
  f: number;
  i: number;
  s: Uint8Array;
  t?: TensorProto | null;
  floats: number[];
  ints: number[];
  type: number;
}

interface NodeProto {
  name: string;
  op_type: string;
  domain: string;
  input: string[];
  output: string[];
  attribute: AttributeProto[];
}

interface ValueInfoProto {
  name: string;
  type?: { tensor_type?: { shape?: { dim: { dim_value?: number; dim_param?: string }[] } | null } | null } | null;
}

interface GraphProto {
  node: NodeProto[];
  initializer: TensorProto[];
  input: ValueInfoProto[];
  output: ValueInfoProto[];
}

/** `onnx.ModelProto`, for reading and (in tests) writing. */
export const modelProto = protobuf
  .parse(readFileSync(fileURLToPath(new URL('./onnx.proto', import.meta.url)), 'utf8'), { keepCase: true })
  .root.lookupType('onnx.ModelProto');

/** TensorProto.DataType of the standard. */
export const DATA_TYPE = { float: 1, int32: 6, int64: 7, bool: 9 } as const;
/** AttributeProto.AttributeType of the standard. */
export const ATTRIBUTE_TYPE = { float: 1, int: 2, string: 3, tensor: 4, floats: 6, ints: 7 } as const;

const EXTERNAL = 1;

/** The raw little-endian bytes as numbers; a copy, because they may lie unaligned in the file. */
const decodeRaw = (type: number, raw: Uint8Array): Float32Array | Float64Array | undefined => {
  const { buffer } = Uint8Array.from(raw);
  if (type === DATA_TYPE.float) return new Float32Array(buffer);
  if (type === DATA_TYPE.int64) return Float64Array.from(new BigInt64Array(buffer), Number);
  if (type === DATA_TYPE.int32) return Float64Array.from(new Int32Array(buffer));
  if (type === DATA_TYPE.bool) return Float64Array.from(new Uint8Array(buffer));
  return undefined;
};

const toConstant = (tensor: TensorProto): Constant => {
  if (tensor.data_location === EXTERNAL) {
    throw new ConversionError(`Weights of "${tensor.name}" lie in another file. Export with external_data=False.`);
  }
  const type = tensor.data_type;
  if (tensor.raw_data.length > 0) {
    const data = decodeRaw(type, tensor.raw_data);
    if (data) return { shape: tensor.dims, data };
  } else if (type === DATA_TYPE.float) {
    return { shape: tensor.dims, data: Float32Array.from(tensor.float_data) };
  } else if (type === DATA_TYPE.int64) {
    return { shape: tensor.dims, data: Float64Array.from(tensor.int64_data) };
  } else if (type === DATA_TYPE.int32 || type === DATA_TYPE.bool) {
    return { shape: tensor.dims, data: Float64Array.from(tensor.int32_data) };
  }
  throw new ConversionError(
    `Tensor "${tensor.name}" has ONNX data type ${type}. ` +
      'Only float32, int32, int64 and bool can be read; export in float32.',
  );
};

const toAttribute = (attribute: AttributeProto): Attribute | undefined => {
  const { type } = attribute;
  if (type === ATTRIBUTE_TYPE.float) return attribute.f;
  if (type === ATTRIBUTE_TYPE.int) return attribute.i;
  if (type === ATTRIBUTE_TYPE.string) return new TextDecoder().decode(attribute.s);
  if (type === ATTRIBUTE_TYPE.tensor && attribute.t) return toConstant(attribute.t);
  if (type === ATTRIBUTE_TYPE.floats) return attribute.floats;
  if (type === ATTRIBUTE_TYPE.ints) return attribute.ints;
  // Subgraphs and the like: the operators that carry them are refused by name later.
  return undefined;
};

const toNode = (node: NodeProto): OnnxNode => {
  const attributes = new Map<string, Attribute>();
  for (const attribute of node.attribute) {
    const value = toAttribute(attribute);
    if (value !== undefined) attributes.set(attribute.name, value);
  }
  // A custom domain is part of the operator's name, so that it can't be mistaken for a standard one.
  const op = node.domain === '' || node.domain === 'ai.onnx' ? node.op_type : `${node.domain}.${node.op_type}`;
  return { name: node.name, op, inputs: node.input, outputs: node.output, attributes };
};

const toInput = ({ name, type }: ValueInfoProto): OnnxInput => {
  const dims = type?.tensor_type?.shape?.dim;
  if (!dims) throw new ConversionError(`Input "${name}" has no shape. Export with a fixed input size.`);
  return { name, shape: dims.map((dim) => (dim.dim_param || !dim.dim_value ? -1 : dim.dim_value)) };
};

/**
 * Reads an ONNX file.
 * @throws ConversionError when the bytes are no ONNX model, or hold weights in other files or of other types.
 */
export const readOnnx = (bytes: Uint8Array): OnnxGraph => {
  let graph: GraphProto | null | undefined;
  try {
    graph = modelProto.toObject(modelProto.decode(bytes), { longs: Number, defaults: true, arrays: true }).graph;
  } catch (error) {
    throw new ConversionError(`Not an ONNX model (${error instanceof Error ? error.message : error}).`);
  }
  if (!graph) throw new ConversionError('Not an ONNX model: it holds no graph.');
  const constants = new Map(graph.initializer.map((tensor) => [tensor.name, toConstant(tensor)]));
  return {
    // Old exporters list weights among the inputs too.
    inputs: graph.input.filter(({ name }) => !constants.has(name)).map(toInput),
    outputs: graph.output.map(({ name }) => name),
    nodes: graph.node.map(toNode),
    constants,
  };
};
