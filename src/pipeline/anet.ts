import { reshape, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import { type Net, outputNamed } from './net';

/** N×cells, flattened in NHWC order (row, column, channel), which is the order the SVMs were fitted in. */
export const flattened = (map: Tensor): Tensor => reshape(map, [map.shape[0], -1]);

/** ANet: straightened face crops (N×size×size×3, normalised) to its last map, N×rows×columns×channels. */
export const lastMap = (anet: Net, faces: Tensor): Tensor4D => outputNamed(anet.run(faces), 'features') as Tensor4D;

/**
 * ANet: straightened face crops to features.
 * @param faces N×size×size×3, normalised.
 * @returns N×features, {@link flattened}. It stays on the backend; call inside `tidy`.
 */
export const extractFeatures = (anet: Net, faces: Tensor): Tensor => flattened(lastMap(anet, faces));
