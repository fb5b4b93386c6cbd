import { dispose, type GraphModel, loadGraphModel, type Tensor, tensor } from '@tensorflow/tfjs';
import { expandWeights } from '../../src/models/stored-weights';
import type { Numbers } from './run-onnx';
import type { ModelFiles } from './write-model';

/** A converted net in tfjs, on the backend that is set when it's run. */
export class TfjsNet {
  private constructor(private readonly model: GraphModel) {}

  static async load({ model, weights }: ModelFiles): Promise<TfjsNet> {
    const { modelTopology, format, signature, weightsManifest } = model;
    const stored = weightsManifest.flatMap((group) => group.weights);
    const artifacts = { modelTopology, format, signature, ...expandWeights(stored, weights) };
    return new TfjsNet(await loadGraphModel({ load: async () => artifacts }));
  }

  /** Runs on one input, axes in tfjs's order; gives the named nodes, outputs or inner ones, in that order. */
  async run({ shape, data }: Numbers, names: readonly string[]): Promise<Numbers[]> {
    const input = tensor(data, [...shape]);
    let results: Tensor[] = [];
    try {
      results = [this.model.execute(input, [...names])].flat();
      return await Promise.all(
        results.map(async (result) => ({ shape: result.shape, data: Float32Array.from(await result.data()) })),
      );
    } finally {
      dispose([input, ...results]);
    }
  }

  dispose(): void {
    this.model.dispose();
  }
}
