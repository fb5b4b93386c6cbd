import { type AxisOrder, standardOrder } from './axes';
import { countMultiplyAdds } from './count-multiply-adds';
import { emit, type TfGraph } from './emit';
import { fuse } from './fuse';
import { ConversionError, type OnnxGraph } from './graph';
import { lower, type Stage } from './lower';
import { readOnnx } from './read-onnx';

/** A net in tfjs's terms, before its weights are stored. */
export interface ConvertedNet {
  readonly onnx: OnnxGraph;
  readonly graph: TfGraph;
  /** Order of ONNX's axes in the input of tfjs. */
  readonly inputOrder: AxisOrder;
  readonly multiplyAdds: number;
  /** Every layer that holds the same numbers as some ONNX value. */
  readonly stages: readonly Stage[];
}

/**
 * Converts an ONNX file.
 * @param name Names the net in errors.
 * @throws ConversionError with the net, and the operator and node that can't be converted.
 */
export const convertNet = (name: string, bytes: Uint8Array): ConvertedNet => {
  try {
    const onnx = readOnnx(bytes);
    const { graph, stages } = lower(onnx);
    const fused = fuse(graph);
    const layers = new Set(fused.layers.map((layer) => layer.name));
    return {
      onnx,
      inputOrder: standardOrder(fused.input.shape.length),
      graph: emit(fused),
      multiplyAdds: countMultiplyAdds(fused),
      stages: stages.filter(({ layer }) => layers.has(layer)),
    };
  } catch (error) {
    if (error instanceof ConversionError) throw new ConversionError(`${name}: ${error.message}`);
    throw error;
  }
};
