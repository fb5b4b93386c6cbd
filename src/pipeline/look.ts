import type { Size, Square } from '../domain/geometry';
import type { StageClock } from './clock';
import {
  DEEPEST_LOOK,
  FINEST_PITCH,
  HEAD_OVERLAP_LIMIT,
  MOST_LOOKS,
  PART_OF_A_HEAD,
  PORTRAIT_HEAD,
  PORTRAIT_HEAT,
  ROOM_FOR_A_HEAD,
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
import { cover, windowsOf } from './windows';

/** What LNeto says about the whole photo, and the heads found in it, at the first look or a closer one. */
export interface Scene {
  readonly square: Square<'photo'>;
  /** Of the first look. */
  readonly maps: SceneResponse;
  readonly heads: readonly Head[];
}

/** How often LNeto may still look at a photo, whichever way it is turned. */
export class LookBudget {
  private left = MOST_LOOKS;

  get spent(): boolean {
    return this.left <= 0;
  }

  /** Whether there is one more look; it is taken. */
  take(): boolean {
    return this.left-- > 0;
  }
}

/** Squares, about half as large as `square`, that cover what of the photo lies in it. */
export const tilesOf = (square: Square<'photo'>, photo: Size): Square<'photo'>[] => {
  const half = square.side / 2;
  const side = square.side * TILE_SIDE;
  const columns = cover(
    Math.max(0, square.centerX - half),
    Math.min(photo.width, square.centerX + half),
    side,
    TILE_SHARED,
  );
  const rows = cover(
    Math.max(0, square.centerY - half),
    Math.min(photo.height, square.centerY + half),
    side,
    TILE_SHARED,
  );
  return rows.flatMap((centerY) => columns.map((centerX) => ({ ...square, centerX, centerY, side })));
};

const distance = (a: Square<'photo'>, b: Square<'photo'>): number =>
  Math.max(Math.abs(a.centerX - b.centerX), Math.abs(a.centerY - b.centerY));

const holds = (square: Square<'photo'>, head: Head): boolean => distance(square, head.square) <= square.side / 2;

/** Whether a head lies well inside a square, with room round it. */
const holdsWell = (square: Square<'photo'>, head: Head): boolean =>
  distance(square, head.square) <= (square.side - ROOM_FOR_A_HEAD * head.square.side) / 2;

/** Heads smaller than `side` that aren't the ear, the badge or the collar of a large one that LNeto is sure of. */
export const smallHeads = (heads: readonly Head[], side: number): Head[] => {
  const sure = heads.filter(({ score }) => score >= SURE_HEAT);
  const isPart = (head: Head): boolean =>
    sure.some(({ square }) => head.square.side < PART_OF_A_HEAD * square.side && holds(square, head));
  return heads.filter((head) => head.square.side < side && !isPart(head));
};

/**
 * The fewest tiles, found greedily, such that each head lies well inside one of them; one that lies so in none, at the
 * photo's edge, is in the nearest.
 */
export const tilesFor = (heads: readonly Head[], tiles: readonly Square<'photo'>[]): Square<'photo'>[] => {
  const nearest = (head: Head): Square<'photo'> =>
    tiles.reduce((best, tile) => (distance(tile, head.square) < distance(best, head.square) ? tile : best));
  let left = heads.map((head) => {
    const good = tiles.filter((tile) => holdsWell(tile, head));
    return new Set(good.length > 0 ? good : [nearest(head)]);
  });
  const chosen: Square<'photo'>[] = [];
  while (left.length > 0) {
    const worth = (tile: Square<'photo'>): number => left.filter((good) => good.has(tile)).length;
    const best = tiles.map((tile) => ({ tile, worth: worth(tile) })).reduce((a, b) => (b.worth > a.worth ? b : a)).tile;
    chosen.push(best);
    left = left.filter((good) => !good.has(best));
  }
  return chosen;
};

/**
 * Finds the heads in a photo. Where a look shows small ones, even faint, LNeto looks again at that part, enlarged: a face
 * of a group photo has few pixels in the net's small input, but more in the photo. A long photo is looked at in windows
 * as well, each as wide as the photo's short side.
 * @param roll how the heads are expected to lie: quarter turns, radians, clockwise.
 */
export const findHeads = async (
  { manifest, lneto }: Cascade,
  pyramid: Pyramid,
  clock: StageClock,
  budget: LookBudget,
  roll = 0,
): Promise<Scene> => {
  const { heatThreshold, closerLook } = manifest.detection;
  const input = imageInputOf(manifest.nets.lneto);
  const pixels = pyramid.levels[0].width / pyramid.photo.width;
  const heads: Head[] = [];

  const look = async (square: Square<'photo'>): Promise<SceneResponse> => {
    const crop = await clock.run('sample', () => sampleSquares(pyramid, [square], input));
    const maps = await clock.run('lneto', () => respondToScene(lneto, crop));
    heads.push(...headsIn(maps, square, heatThreshold));
    return maps;
  };
  const closer = (maps: SceneResponse, square: Square<'photo'>): Square<'photo'>[] => {
    const pitch = (square.side * pixels) / input.size;
    if (pitch * TILE_SIDE < FINEST_PITCH) return [];
    const faint = headsIn(maps, square, Math.max(closerLook.heatPitch / pitch, isPortrait ? PORTRAIT_HEAT : 0));
    return tilesFor(smallHeads(faint, closerLook.smallHead * square.side), tilesOf(square, pyramid.photo));
  };

  const square = sceneSquare(pyramid.photo, roll);
  budget.take();
  const maps = await look(square);
  const isPortrait = heads.some((head) => head.score >= SURE_HEAT && head.square.side >= PORTRAIT_HEAD * square.side);
  const windows = windowsOf(pyramid.photo, roll);
  let next = windows.length > 0 ? windows : closer(maps, square);
  for (let depth = windows.length > 0 ? 0 : 1; depth <= DEEPEST_LOOK; depth++) {
    const deeper: Square<'photo'>[] = [];
    for (const tile of next) {
      if (!budget.take()) break;
      deeper.push(...closer(await look(tile), tile));
    }
    next = deeper;
  }
  return { square, maps, heads: suppressOverlaps(heads, HEAD_OVERLAP_LIMIT) };
};
