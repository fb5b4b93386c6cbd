import { sizeOf } from './graph';
import type { Layer, LayerGraph } from './layer';

const ofLayer = (layer: Layer): number => {
  // Without the batch, which comes first.
  const results = sizeOf(layer.shape.slice(1));
  switch (layer.kind) {
    case 'conv':
      return results * sizeOf(layer.filter.shape.slice(0, 3));
    case 'depthwise':
      return results * sizeOf(layer.filter.shape.slice(0, 2));
    case 'dense':
      return sizeOf(layer.weights.shape);
    default:
      return 0;
  }
};

/** Multiply-adds for one element of the batch: convolutions and matrices, all else is small change. */
export const countMultiplyAdds = ({ layers }: LayerGraph): number =>
  layers.reduce((sum, layer) => sum + ofLayer(layer), 0);
