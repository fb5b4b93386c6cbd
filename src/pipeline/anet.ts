import { reshape, type Tensor } from '@tensorflow/tfjs-core';
import { type Net, outputNamed } from './net';

/**
 * ANet: straightened face crops to features.
 * @param faces N×size×size×3, normalised.
 * @returns N×features, flattened in NHWC order (row, column, channel), which is the order the SVMs were fitted in. It stays
 *   on the backend; call inside `tidy`.
 */
export const extractFeatures = (anet: Net, faces: Tensor): Tensor =>
  reshape(outputNamed(anet.run(faces), 'features'), [faces.shape[0], -1]);
