import type { FeatureMap } from '../domain/analysis';
import type { Box } from '../domain/geometry';

/** A net's square map together with the region of the photo that it covers. */
export const featureMap = (values: Float32Array, region: Box<'photo'>): FeatureMap => {
  const side = Math.sqrt(values.length);
  return { width: side, height: side, values, region };
};
