import type { Size, Square } from '../domain/geometry';
import type { StageClock } from './clock';
import {
  DEEPEST_LOOK,
  FINEST_PITCH,
  HEAD_OVERLAP_LIMIT,
  MAX_HEADS,
  PART_OF_A_HEAD,
  SURE_HEAT,
  TILE_SHARED,
  TILE_SIDE,
} from './config';
import { sceneSquare } from './crop';
import { type Head, headsIn, respondToScene, type SceneResponse } from './lneto';
import type { Cascade } from './net';
import type { Pyramid } from './pyramid';
import { suppressOverlaps } from './response-to-box';
import { imageInputOf, sampleSquares } from './sampler';

/** What LNeto says about the whole photo, and the heads found in it, at the first look or a closer one. */
export interface Scene {
  readonly square: Square<'photo'>;
  /** Of the first look. */
  readonly maps: SceneResponse;
  readonly heads: readonly Head[];
}

/** Middles of equal intervals of `side` that cover `low`…`high`, sharing at least TILE_SHARED of it. */
const cover = (low: number, high: number, side: number): number[] => {
  if (high - low <= side) return [(low + high) / 2];
  const count = 1 + Math.ceil((high - low - side) / (side * (1 - TILE_SHARED)));
  const step = (high - low - side) / (count - 1);
  return Array.from({ length: count }, (_, i) => low + side / 2 + i * step);
};

/** Squares, about half as large as `square`, that cover what of the photo lies in it. */
export const tilesOf = (square: Square<'photo'>, photo: Size): Square<'photo'>[] => {
  const half = square.side / 2;
  const side = square.side * TILE_SIDE;
  const columns = cover(Math.max(0, square.centerX - half), Math.min(photo.width, square.centerX + half), side);
  const rows = cover(Math.max(0, square.centerY - half), Math.min(photo.height, square.centerY + half), side);
  return rows.flatMap((centerY) => columns.map((centerX) => ({ centerX, centerY, side, roll: 0 })));
};

const holds = ({ centerX, centerY, side }: Square<'photo'>, head: Head): boolean =>
  Math.max(Math.abs(head.square.centerX - centerX), Math.abs(head.square.centerY - centerY)) <= side / 2;

/** Heads smaller than `side` that aren't the ear, the badge or the collar of a large one that LNeto is sure of. */
export const smallHeads = (heads: readonly Head[], side: number): Head[] => {
  const sure = heads.filter(({ score }) => score >= SURE_HEAT);
  const isPart = (head: Head): boolean =>
    sure.some(({ square }) => head.square.side < PART_OF_A_HEAD * square.side && holds(square, head));
  return heads.filter((head) => head.square.side < side && !isPart(head));
};

/**
 * Finds the heads in a photo. Where the first look shows small ones, even faint, LNeto looks again at that part,
 * enlarged: a face of a group photo has few pixels in the net's small input, but more in the photo.
 */
export const findHeads = async ({ manifest, lneto }: Cascade, pyramid: Pyramid, clock: StageClock): Promise<Scene> => {
  const { heatThreshold, closerLook } = manifest.detection;
  const input = imageInputOf(manifest.nets.lneto);
  const pixels = pyramid.levels[0].width / pyramid.photo.width;
  const heads: Head[] = [];

  const look = async (square: Square<'photo'>, depth: number): Promise<SceneResponse> => {
    const crop = await clock.run('sample', () => sampleSquares(pyramid, [square], input));
    const maps = await clock.run('lneto', () => respondToScene(lneto, crop));
    heads.push(...headsIn(maps, square, heatThreshold));
    const pitch = (square.side * pixels) / input.size;
    if (depth === DEEPEST_LOOK || pitch * TILE_SIDE < FINEST_PITCH) return maps;
    const faint = headsIn(maps, square, closerLook.heatPitch / pitch);
    const small = smallHeads(faint, closerLook.smallHead * square.side);
    for (const tile of small.length > 0 ? tilesOf(square, pyramid.photo) : []) {
      if (small.some((head) => holds(tile, head))) await look(tile, depth + 1);
    }
    return maps;
  };

  const square = sceneSquare(pyramid.photo);
  const maps = await look(square, 0);
  return { square, maps, heads: suppressOverlaps(heads, HEAD_OVERLAP_LIMIT).slice(0, MAX_HEADS) };
};
