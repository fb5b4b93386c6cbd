import { concat, tensor4d } from '@tensorflow/tfjs-core';
import type { Box, Square } from '../domain/geometry';
import { HEAD_OVERLAP_LIMIT, HEAD_SIDE_UNIT } from './config';
import { boxOf, pointIn } from './crop';
import { type Net, outputNamed } from './net';
import { readOnce } from './read-once';
import { peaksOf, suppressOverlaps } from './response-to-box';
import type { Crops } from './sampler';

/** LNeto's maps over its square input; each row-major with `cells` × `cells` values. */
export interface SceneResponse {
  readonly cells: number;
  /** Side of the net's input, pixels. */
  readonly inputSize: number;
  /** The response map of the paper: mean over the channels of the attribute-tuned feature map, ≥ 0. */
  readonly response: Float32Array;
  /** Supervised probability that a head's centre lies in the cell, 0–1. */
  readonly heat: Float32Array;
  /** Centre of the head from the middle of the cell, in cells. */
  readonly offsetX: Float32Array;
  readonly offsetY: Float32Array;
  /** Log of the head square's side in units of {@link HEAD_SIDE_UNIT} input pixels. */
  readonly logSide: Float32Array;
}

/** A head-and-shoulders square in the photo and LNeto's heat for it, 0–1. */
export interface Head {
  readonly square: Square<'photo'>;
  readonly box: Box<'photo'>;
  readonly score: number;
}

const CHANNELS = 5;

/** Runs LNeto on the letterboxed photo (one crop) and reads its maps back. */
export const respondToScene = async (lneto: Net, scene: Crops): Promise<SceneResponse> => {
  const { size, values } = scene;
  const { shape, data } = await readOnce(() => {
    const outputs = lneto.run(tensor4d(values, [1, size, size, 3]));
    return concat(
      ['response', 'heat', 'box'].map((name) => outputNamed(outputs, name)),
      3,
    );
  });
  const cells = shape[1];
  const channel = (index: number): Float32Array =>
    Float32Array.from({ length: cells * cells }, (_, cell) => data[cell * CHANNELS + index]);
  return {
    cells,
    inputSize: size,
    response: channel(0),
    heat: channel(1),
    offsetX: channel(2),
    offsetY: channel(3),
    logSide: channel(4),
  };
};

/**
 * Head-and-shoulders squares from LNeto's maps, hottest first.
 * @param scene the square of the photo that the net saw, upright or turned by quarters; the heads lie as it does.
 * @param heatThreshold from the manifest.
 */
export const headsIn = (maps: SceneResponse, scene: Square<'photo'>, heatThreshold: number): Head[] => {
  const { cells, inputSize } = maps;
  const heads = peaksOf(maps.heat, cells, heatThreshold).map(({ row, column, value }) => {
    const cell = row * cells + column;
    const u = (column + 0.5 + maps.offsetX[cell]) / cells;
    const v = (row + 0.5 + maps.offsetY[cell]) / cells;
    const { x, y } = pointIn(scene, u, v);
    const side = (Math.exp(maps.logSide[cell]) * HEAD_SIDE_UNIT * scene.side) / inputSize;
    const square: Square<'photo'> = { centerX: x, centerY: y, side, roll: scene.roll };
    return { square, box: boxOf(square), score: value };
  });
  return suppressOverlaps(heads, HEAD_OVERLAP_LIMIT);
};
