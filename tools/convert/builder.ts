import { type AxisOrder, sameOrder, standardOrder, toTfjs } from './axes';
import { type Constant, ConversionError, type OnnxGraph, type OnnxNode, refusal } from './graph';
import type { Layer } from './layer';

/** Any layer, its name still to be given. */
type Unnamed = Layer extends infer L ? (L extends Layer ? Omit<L, 'name'> : never) : never;

/** An ONNX value as it stands in the converted graph. */
export interface Value {
  /** Name of the layer (or of the net's input) that holds it. */
  readonly layer: string;
  /** As tfjs holds it; −1 is the batch. */
  readonly shape: readonly number[];
  readonly order: AxisOrder;
  /** Set on flattened images: column c of the tfjs tensor is column `columns[c]` of ONNX's. */
  readonly columns?: Uint32Array;
}

/** Collects the layers while the nodes of an ONNX graph are walked in order. */
export class Builder {
  readonly layers: Layer[] = [];
  readonly constants: Map<string, Constant>;
  readonly values = new Map<string, Value>();
  private readonly consumers = new Map<string, OnnxNode[]>();
  private readonly names = new Set<string>();

  constructor(readonly graph: OnnxGraph) {
    this.constants = new Map(graph.constants);
    for (const node of graph.nodes) {
      for (const input of new Set(node.inputs)) {
        this.consumers.set(input, [...(this.consumers.get(input) ?? []), node]);
      }
    }
    for (const name of [...graph.outputs, ...graph.inputs.map((input) => input.name)]) this.names.add(name);
  }

  /** The nodes that read an ONNX value. */
  consumersOf(value: string): readonly OnnxNode[] {
    return this.consumers.get(value) ?? [];
  }

  /** An operand known at conversion time; undefined when absent or computed. */
  constant(node: OnnxNode, index: number): Constant | undefined {
    return this.constants.get(node.inputs[index] ?? '');
  }

  /** @throws ConversionError when the operand isn't known at conversion time. */
  requireConstant(node: OnnxNode, index: number, what: string): Constant {
    const constant = this.constant(node, index);
    if (!constant) throw refusal(node, `${what} must be a constant.`);
    return constant;
  }

  /** @throws ConversionError when the operand isn't computed by the net. */
  value(node: OnnxNode, index: number): Value {
    const value = this.values.get(node.inputs[index] ?? '');
    if (!value) throw refusal(node, `operand ${index} isn't computed from the net's input.`);
    return value;
  }

  /** An operand with its axes where the caller needs them. */
  valueIn(node: OnnxNode, index: number, order: AxisOrder): Value {
    const value = this.value(node, index);
    if (value.shape.length !== order.length) {
      throw refusal(node, `operand ${index} has ${value.shape.length} axes, expected ${order.length}.`);
    }
    return this.reorder(value, order);
  }

  /** The same value with its axes in another order; a transposition only where they aren't there already. */
  reorder(value: Value, order: AxisOrder): Value {
    if (sameOrder(value.order, order)) return value;
    const permutation = order.map((axis) => value.order.indexOf(axis));
    const name = `${value.layer}.axes${order.join('')}`;
    const shape = toTfjs(value.shape, permutation);
    if (!this.names.has(name)) {
      this.names.add(name);
      this.layers.push({ kind: 'transpose', name, shape, input: value.layer, permutation });
    }
    return { layer: name, shape, order };
  }

  /**
   * A name for the layer of an ONNX value: without the signs tfjs reads as something else, unique. An output's name
   * is kept for the layer that has its axes in standard order.
   */
  private nameFor(value: string, order: AxisOrder): string {
    if (this.graph.outputs.includes(value) && sameOrder(order, standardOrder(order.length))) return value;
    const plain = value.replace(/^\/+/, '').replace(/[^A-Za-z0-9_./]+/g, '_');
    let name = plain;
    for (let count = 2; this.names.has(name); count++) name = `${plain}_${count}`;
    this.names.add(name);
    return name;
  }

  /** Appends the layer that computes a node's first output, and names it after that. */
  add(node: OnnxNode, layer: Unnamed, order: AxisOrder, columns?: Uint32Array): void {
    const [output] = node.outputs;
    const name = this.nameFor(output, order);
    this.layers.push({ ...layer, name });
    this.values.set(output, { layer: name, shape: layer.shape, order, ...(columns && { columns }) });
  }

  /** Makes each output a layer of its own name with its axes in standard order, and returns their names. */
  finish(): readonly string[] {
    for (const output of this.graph.outputs) {
      const value = this.values.get(output);
      if (!value) throw new ConversionError(`Output "${output}" isn't computed from the net's input.`);
      const { layer, shape, order, columns } = this.reorder(value, standardOrder(value.order.length));
      if (columns) throw new ConversionError(`Output "${output}" is a flattened image; put a Transpose to NHWC first.`);
      if (layer === output) continue;
      this.layers.push({ kind: 'unary', op: 'Identity', name: output, shape, input: layer });
      this.values.set(output, { layer: output, shape, order });
    }
    return this.graph.outputs;
  }
}
