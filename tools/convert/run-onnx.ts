import { InferenceSession, Tensor } from 'onnxruntime-node';
import { modelProto } from './read-onnx';

/** Numbers of a tensor, row-major, with its shape. */
export interface Numbers {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/**
 * The same model with further values among its outputs. Protobuf merges messages that are written one after the
 * other, so the outputs can be appended without touching (or even understanding) the rest of the file.
 */
const withOutputs = (bytes: Uint8Array, names: readonly string[]): Uint8Array =>
  Buffer.concat([bytes, modelProto.encode({ graph: { output: names.map((name) => ({ name })) } }).finish()]);

/** An ONNX model in ONNX Runtime, which shares no code with tfjs: the reference. */
export class OnnxReference {
  private constructor(private readonly session: InferenceSession) {}

  /** @param inner Values within the net to give out beside its outputs. */
  static async load(bytes: Uint8Array, inner: readonly string[] = []): Promise<OnnxReference> {
    // Optimisations that rewrite a net would hide the values we want to see; one thread keeps the sums in order.
    const options = { graphOptimizationLevel: 'disabled', intraOpNumThreads: 1, logSeverityLevel: 3 } as const;
    return new OnnxReference(await InferenceSession.create(withOutputs(bytes, inner), options));
  }

  /** Runs on one input, axes in ONNX's order; gives every output by name. */
  async run({ shape, data }: Numbers): Promise<Map<string, Numbers>> {
    const [name] = this.session.inputNames;
    const results = await this.session.run({ [name]: new Tensor('float32', data, [...shape]) });
    return new Map(
      Object.entries(results).map(([output, tensor]) => [
        output,
        { shape: tensor.dims, data: Float32Array.from(tensor.data as Float32Array) },
      ]),
    );
  }
}
