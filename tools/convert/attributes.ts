/** One attribute of a TensorFlow node as tfjs reads it: proto3 JSON, with text in base64 and whole numbers as text. */
export type NodeAttribute = Readonly<Record<string, unknown>>;

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** Dimensions as proto3 JSON. */
export const shapeOf = (shape: readonly number[]): { dim: { size: string }[] } => ({
  dim: shape.map((size) => ({ size: String(size) })),
});

export const type = (name: 'DT_FLOAT' | 'DT_INT32'): NodeAttribute => ({ type: name });
export const text = (value: string): NodeAttribute => ({ s: base64(value) });
export const texts = (values: readonly string[]): NodeAttribute => ({ list: { s: values.map(base64) } });
export const whole = (value: number): NodeAttribute => ({ i: String(value) });
export const wholes = (values: readonly number[]): NodeAttribute => ({ list: { i: values.map(String) } });
export const flag = (value: boolean): NodeAttribute => ({ b: value });
export const shape = (dims: readonly number[]): NodeAttribute => ({ shape: shapeOf(dims) });
